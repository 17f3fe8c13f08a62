package org.tagwright.run;

/** How a run stands. Derived from its events and its lock, never stored. */
public enum RunStatus {
  /** Not started yet. */
  QUEUED,
  RUNNING,
  PAUSED,
  STOPPED,
  COMPLETED,
  FAILED,
  /** Its process died without saying so. */
  INTERRUPTED;

  /** Whether it can go on from its last finished epoch. A completed run can be extended. */
  public boolean resumable() {
    return this == PAUSED
        || this == STOPPED
        || this == FAILED
        || this == INTERRUPTED
        || this == COMPLETED;
  }
}
