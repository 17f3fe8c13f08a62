package org.tagwright.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.run.job.RunJob;

/**
 * One line in a list of runs.
 *
 * @param config {@code null} where it cannot be read, see {@code problem}
 * @param epochsDone finished epochs and the part of the one in progress
 * @param progress share of the planned work that is done, 0..1
 * @param bestScore best value of {@code selectBy}, or {@code null} before the first validation
 * @param bestEpoch 0 before the first validation
 * @param device where it runs, or {@code null} before it started
 * @param started time of the first event, or {@code null}
 * @param lastTime time of the newest event, or {@code null}
 * @param problem what went wrong, in words for the person, or {@code null}
 * @param job the cluster's that has or had it, or {@code null}
 */
public record RunSummary(
    RunFolder folder,
    RunStatus status,
    @Nullable ExperimentConfig config,
    double epochsDone,
    int epochsPlanned,
    double progress,
    Metric selectBy,
    @Nullable Double bestScore,
    int bestEpoch,
    @Nullable String device,
    @Nullable Instant started,
    @Nullable Instant lastTime,
    @Nullable String problem,
    @Nullable RunJob job) {

  /** Whether a job of a cluster has the run, or waits to begin it. */
  public boolean isInJob() {
    return job != null && job.active();
  }

  public String name() {
    return folder.name();
  }
}
