package org.tagwright.common;

import java.util.concurrent.CancellationException;

/**
 * How long work tells where it is and asks whether to go on. Called from worker threads, one at a
 * time, many times a second: an implementation must be quick.
 */
public interface Progress {

  /** Nobody watches and nobody cancels. */
  Progress NONE = (what, done, total) -> {};

  /**
   * @param what what is being done, a few words such as {@code "checking images"}
   * @param done how much of it is done, at most {@code total}
   * @param total how much there is, or -1 where that is not known
   */
  void update(String what, long done, long total);

  /** Whether the person has asked to stop. */
  default boolean cancelled() {
    return false;
  }

  /**
   * Ends the work where it stands if the person has asked for that.
   *
   * @throws CancellationException when cancelled
   */
  default void orCancel() {
    if (cancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
