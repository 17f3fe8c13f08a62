package org.tagwright.search;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tagwright.run.RunFolder;

/**
 * One configuration that a search tries.
 *
 * @param number from 1
 * @param values what it sets, as people write it, by path; without settings that have no effect
 * @param run {@code null} before it was begun, and where it could not be
 * @param target the epoch that it was last asked to train to
 * @param scores the best score so far when it had trained so many epochs
 * @param epochs how many it has finished
 * @param problem why it failed, in words for the person
 */
public record Trial(
    int number,
    Map<String, String> values,
    @Nullable RunFolder run,
    int target,
    NavigableMap<Integer, Double> scores,
    int epochs,
    State state,
    @Nullable String problem) {
  public Trial {
    values = Collections.unmodifiableMap(values);
    scores = Collections.unmodifiableNavigableMap(scores);
  }

  /** How it stands. */
  public enum State {
    /** Being trained, or to be trained. */
    RUNNING,
    /** Waits at a rung, perhaps for good. */
    PAUSED,
    COMPLETED,
    FAILED
  }

  static Trial proposed(int number, Map<String, String> values) {
    return new Trial(number, values, null, 0, new TreeMap<>(), 0, State.RUNNING, null);
  }

  /** A trial with one score, as tests and other searches have it. */
  static Trial of(int number, Map<String, String> values, int epochs, double score, State state) {
    return new Trial(
        number, values, null, epochs, new TreeMap<>(Map.of(epochs, score)), epochs, state, null);
  }

  /** The best score so far; NaN before the first. */
  public double score() {
    return scores.isEmpty() ? Double.NaN : scores.lastEntry().getValue();
  }

  /** Whether it says how good its values are: it has a score, or failed. */
  public boolean hasResult() {
    return state == State.FAILED || !scores.isEmpty();
  }

  Trial withRun(RunFolder folder) {
    return new Trial(number, values, folder, target, scores, epochs, State.RUNNING, null);
  }

  Trial withTarget(int epoch) {
    return new Trial(number, values, run, epoch, scores, epochs, State.RUNNING, null);
  }

  Trial reached(int epoch, double score, boolean completed) {
    NavigableMap<Integer, Double> more = new TreeMap<>(scores);
    more.put(epoch, score);
    State now = completed ? State.COMPLETED : State.PAUSED;
    return new Trial(number, values, run, target, more, epoch, now, null);
  }

  Trial failed(int epoch, String why) {
    return new Trial(number, values, run, target, scores, epoch, State.FAILED, why);
  }
}
