package org.tagwright.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;

/**
 * A run that waits its turn, or that the queue has begun.
 *
 * @param title what a person calls it, such as the swept values
 * @param run {@code null} until its turn comes
 * @param problem why it could not be begun, in words for the person, or {@code null}; such an entry
 *     stays until it is removed, and is passed over
 */
public record QueueEntry(
    String id,
    String title,
    Instant added,
    ExperimentConfig config,
    @Nullable RunFolder run,
    @Nullable String problem) {

  /** Whether its turn is still to come. */
  public boolean waiting() {
    return run == null && problem == null;
  }

  /** Whether its run is being worked on. */
  public boolean begun() {
    return run != null && problem == null;
  }

  QueueEntry withRun(RunFolder folder) {
    return new QueueEntry(id, title, added, config, folder, null);
  }

  QueueEntry withProblem(String message) {
    return new QueueEntry(id, title, added, config, run, message);
  }
}
