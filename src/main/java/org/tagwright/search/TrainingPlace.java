package org.tagwright.search;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;

/**
 * Where the runs of a search train: in processes of this computer, or each rung as a job of a
 * cluster.
 *
 * @param cluster {@code null} for this computer
 */
public record TrainingPlace(RunService service, @Nullable ClusterProfile cluster) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  /** A scheduler is shared, and is not asked all the time. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

  public static TrainingPlace here() {
    return new TrainingPlace(new RunService(), null);
  }

  RunFolder prepare(ExperimentConfig config) {
    return service.prepare(config);
  }

  void trainUntil(RunFolder run, int epoch) {
    if (cluster == null) {
      service.trainUntil(run, epoch);
    } else {
      service.trainUntilOn(cluster, run, epoch);
    }
  }

  /** Whether this process has let the run train. */
  boolean hasLaunched(RunFolder run) {
    return service.launched().contains(run);
  }

  /** Notes in the folders of runs how their jobs stand, where they have any. */
  void refresh(Collection<RunFolder> runs) {
    service.cluster().refresh(runs);
  }

  /** Whether a run that could not be sent can be sent later as it is. */
  boolean isAway() {
    return cluster != null && !service.cluster().answers();
  }

  /** How long to wait before the runs are looked at again. */
  Duration pace() {
    return cluster == null ? BETWEEN_LOOKS : BETWEEN_QUESTIONS;
  }

  /** Whether runs train on when the process that searches ends. */
  boolean outlivesSearch() {
    return cluster != null;
  }
}
