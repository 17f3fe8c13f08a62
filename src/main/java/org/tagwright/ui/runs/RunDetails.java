package org.tagwright.ui.runs;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.job.RunJob;

/**
 * All that is known of a run, as read from its folder.
 *
 * @param config {@code null} where it cannot be read
 * @param problem why something could not be read, or {@code null}
 * @param inJob {@code null} where no cluster's job has the run, nor had it last
 */
public record RunDetails(
    RunFolder folder,
    ExperimentConfig config,
    RunState state,
    RunStatus status,
    String problem,
    InJob inJob) {

  /**
   * The job that has the run, or had it last.
   *
   * @param words in one sentence
   * @param lastWords why it ended, where the run itself does not say so; else {@code null}
   */
  public record InJob(RunJob job, String words, String lastWords) {}

  /** Whether a job may still begin or go on with the run. */
  boolean awaitsJob() {
    return inJob != null && inJob.job().active();
  }
}
