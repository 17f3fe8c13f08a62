package org.tagwright.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Units;
import org.tagwright.run.RunFolder;

/**
 * What a search has found so far: all that its journal tells.
 *
 * @param trials by their number
 * @param budget of the process that began last, or {@code null} before the first
 * @param searched how long processes have searched, until the last line
 * @param begun when the last process began, or {@code null}
 * @param last time of the last line, or {@code null}
 * @param end why the last process ended, in words, or {@code null} where it has not said
 */
public record SearchState(
    List<Trial> trials,
    @Nullable Budget budget,
    Duration searched,
    @Nullable Instant begun,
    @Nullable Instant last,
    @Nullable String end) {
  /** Of a search that has not begun. */
  public static final SearchState NONE =
      new SearchState(List.of(), null, Duration.ZERO, null, null, null);

  public SearchState {
    trials = List.copyOf(trials);
  }

  /** Whether it ended because it was asked to, so that there is more to do. */
  public boolean stopped() {
    return end != null && end.startsWith(Search.STOPPED);
  }

  /** What a search folder tells now. */
  public static SearchState read(SearchFolder folder) {
    return Journal.read(folder.journal(), folder.runsRoot());
  }

  /** Epochs that were trained, or that a trial was sent to train. */
  public long epochs() {
    return trials.stream()
        .mapToLong(
            t -> t.state() == Trial.State.RUNNING ? Math.max(t.target(), t.epochs()) : t.epochs())
        .sum();
  }

  /** The best trial: a completed one where there is any, since the others may yet overtake it. */
  public Optional<Trial> best() {
    return trials.stream()
        .filter(trial -> !trial.scores().isEmpty() && trial.state() != Trial.State.FAILED)
        .max(
            Comparator.comparing((Trial trial) -> trial.state() == Trial.State.COMPLETED)
                .thenComparing(Trial::score)
                .thenComparing(Trial::number, Comparator.reverseOrder()));
  }

  /** In one line: {@code 12 trials, 40 epochs, 3 trained to the end, 1 failed}. */
  public String summary() {
    return Units.text(
        "%s, %s, %d trained to the end, %d failed",
        Units.count(trials.size(), "trial"),
        Units.count(epochs(), "epoch"),
        count(Trial.State.COMPLETED),
        count(Trial.State.FAILED));
  }

  private long count(Trial.State wanted) {
    return trials.stream().filter(trial -> trial.state() == wanted).count();
  }

  /** How many of the newest trials failed, one after another. */
  int failuresInARow() {
    int failures = 0;
    for (int i = trials.size() - 1; i >= 0; i--) {
      Trial trial = trials.get(i);
      if (trial.state() == Trial.State.FAILED) {
        failures++;
      } else if (trial.hasResult()) {
        break;
      }
    }
    return failures;
  }

  SearchState with(JournalLine line, Path runsRoot) {
    Instant now = Instant.parse(line.time());
    boolean begins = line.type() == JournalLine.Type.BEGUN;
    Duration more = begins || last == null ? Duration.ZERO : Duration.between(last, now);
    List<Trial> next = new ArrayList<>(trials);
    Integer number = line.trial();
    if (number != null) {
      Trial before = number <= next.size() ? next.get(number - 1) : null;
      Trial after = trial(before, number, line, runsRoot);
      if (before == null) {
        next.add(after);
      } else {
        next.set(number - 1, after);
      }
    }
    return new SearchState(
        next,
        line.budget() == null ? budget : line.budget(),
        searched.plus(more),
        begins ? now : begun,
        now,
        line.type() == JournalLine.Type.ENDED ? String.valueOf(line.problem()) : null);
  }

  private static Trial trial(@Nullable Trial before, int number, JournalLine line, Path runsRoot) {
    if (before == null) {
      return Trial.proposed(number, line.values() == null ? Map.of() : line.values());
    }
    int epoch = line.epoch() == null ? 0 : line.epoch();
    double score = line.score() == null ? Double.NaN : line.score();
    return switch (line.type()) {
      case CREATED -> before.withRun(new RunFolder(runsRoot.resolve(String.valueOf(line.run()))));
      case SENT -> before.withTarget(epoch);
      case PAUSED -> before.reached(epoch, score, false);
      case COMPLETED -> before.reached(epoch, score, true);
      case FAILED -> before.failed(epoch, String.valueOf(line.problem()));
      case BEGUN, PROPOSED, ENDED -> before;
    };
  }
}
