package org.tagwright.search;

import org.jspecify.annotations.Nullable;
import org.tagwright.config.ExperimentConfig;

/** Is told what happens in a search. */
public interface SearchListener {
  /** A line was added to the journal. */
  default void written() {}

  default void started(Trial trial, ExperimentConfig config) {}

  /** A trial waits at a rung, is trained to its end, or has failed. */
  default void result(Trial trial, SearchState state) {}

  /** Its run was paused by somebody else, and the search waits for it. Told again and again. */
  default void waits(Trial trial) {}

  /**
   * The scheduler was asked.
   *
   * @param problem why it did not answer, or {@code null}
   */
  default void reachable(@Nullable String problem) {}
}
