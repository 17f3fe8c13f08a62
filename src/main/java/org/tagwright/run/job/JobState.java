package org.tagwright.run.job;

/** How a job stands, in three words; a scheduler has many more. */
public enum JobState {
  /** It waits for its turn, for the first time or after it was requeued. */
  PENDING,
  RUNNING,
  /** It is over, or the scheduler does not know it any more. */
  ENDED
}
