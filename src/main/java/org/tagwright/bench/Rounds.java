package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tagwright.common.Progress;

/** Runs several sides alternately (a, b, a, b, …), so that all see the same machine load. */
final class Rounds {
  private Rounds() {}

  /** A side of the comparison; each call of {@code round} is one round. */
  record Entrant(String name, Supplier<JsonNode> round) {}

  /**
   * Runs one warm-up round of each, then {@code rounds} measured ones.
   *
   * @param what the progress message
   * @return the answers of each entrant, in order
   */
  static List<List<JsonNode>> run(
      String what, List<Entrant> entrants, int rounds, Progress progress) {
    List<List<JsonNode>> answers = new ArrayList<>();
    entrants.forEach(entrant -> answers.add(new ArrayList<>()));
    int total = (rounds + 1) * entrants.size();
    int done = 0;
    progress.update(what, done, total);
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < entrants.size(); i++) {
        JsonNode answer = entrants.get(i).round().get();
        if (round > 0) {
          answers.get(i).add(answer);
        }
        progress.update(what, ++done, total);
      }
    }
    return answers;
  }
}
