package org.tagwright.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a search's journal. What is {@code null} does not belong to its type.
 *
 * @param v version of the form
 * @param time ISO 8601
 * @param run folder of the trial's run; relative to the runs folder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JournalLine(
    int v,
    String time,
    Type type,
    @Nullable Integer trial,
    @Nullable Map<String, String> values,
    @Nullable String run,
    @Nullable Integer epoch,
    @Nullable Double score,
    @Nullable String problem,
    @Nullable Budget budget) {
  static final int VERSION = 1;

  /** What happened. */
  enum Type {
    /** A process began to search, with that budget. */
    BEGUN,
    /** A trial was thought of. */
    PROPOSED,
    /** Its run folder was made. */
    CREATED,
    /** It is to train until an epoch. */
    SENT,
    /** It waits there, with its best score so far. */
    PAUSED,
    /** It is trained to its end. */
    COMPLETED,
    FAILED,
    /** The process ended of its own accord. */
    ENDED
  }

  static JournalLine of(Type type) {
    return new JournalLine(VERSION, "", type, null, null, null, null, null, null, null);
  }

  JournalLine trial(int number) {
    return new JournalLine(v, time, type, number, values, run, epoch, score, problem, budget);
  }

  JournalLine values(Map<String, String> map) {
    return new JournalLine(v, time, type, trial, map, run, epoch, score, problem, budget);
  }

  JournalLine run(String folder) {
    return new JournalLine(v, time, type, trial, values, folder, epoch, score, problem, budget);
  }

  JournalLine epoch(int number) {
    return new JournalLine(v, time, type, trial, values, run, number, score, problem, budget);
  }

  JournalLine score(double number) {
    return new JournalLine(v, time, type, trial, values, run, epoch, number, problem, budget);
  }

  JournalLine problem(String text) {
    return new JournalLine(v, time, type, trial, values, run, epoch, score, text, budget);
  }

  JournalLine budget(Budget limits) {
    return new JournalLine(v, time, type, trial, values, run, epoch, score, problem, limits);
  }

  JournalLine at(String instant) {
    return new JournalLine(v, instant, type, trial, values, run, epoch, score, problem, budget);
  }
}
