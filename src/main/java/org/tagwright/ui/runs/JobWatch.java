package org.tagwright.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.run.job.JobState;
import org.tagwright.ui.common.Workbench;

/**
 * Asks the scheduler how the jobs of the shown runs stand: seldom, and only while there are any.
 * Its answers reach the view as everything does, through the runs' folders. FX thread.
 */
public final class JobWatch {
  /** A scheduler serves many people; what a run itself does is seen at once in its folder. */
  private static final Duration PERIOD = Duration.ofSeconds(15);

  /** How soon it is asked where a run has begun or ended since. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final RunsModel runs;
  private final ClusterRuns cluster;
  private final Workbench workbench;
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private boolean asking;
  private Instant asked = Instant.EPOCH;

  public JobWatch(RunsModel runs, ClusterRuns cluster, Workbench workbench) {
    this.runs = runs;
    this.cluster = cluster;
    this.workbench = workbench;
  }

  /** Asks from now on. */
  public void start() {
    workbench
        .background()
        .every(SOON, "Asking the scheduler", () -> workbench.fx().execute(this::askWhereDue));
  }

  private void askWhereDue() {
    boolean outdated = trouble.get().isEmpty() && inJobs().anyMatch(JobWatch::hasBegunOrEndedSince);
    if (outdated || !asked.plus(PERIOD).isAfter(Instant.now())) {
      ask();
    }
  }

  private Stream<RunSummary> inJobs() {
    return runs.runs().stream().map(RunItem::summary).filter(RunSummary::isInJob);
  }

  private static boolean hasBegunOrEndedSince(RunSummary run) {
    return (run.job().state() == JobState.RUNNING) != (run.status() == RunStatus.RUNNING);
  }

  /** Why the scheduler did not answer when it was asked last; empty where it did. */
  public ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Asks once, where there is a job to ask about and the last question is answered. */
  void ask() {
    List<RunFolder> inJobs = inJobs().map(RunSummary::folder).toList();
    if (inJobs.isEmpty()) {
      trouble.set("");
    }
    if (asking || inJobs.isEmpty()) {
      return;
    }
    asking = true;
    asked = Instant.now();
    workbench
        .background()
        .quietly(
            "Asking the scheduler",
            p -> {
              cluster.refresh(inJobs);
              return inJobs;
            })
        .onEnd(() -> asking = false)
        .onFailed(this::failed)
        .onDone(answered -> trouble.set(""));
  }

  private void failed(Throwable failure) {
    if (failure instanceof TagwrightException) {
      trouble.set(failure.getMessage());
    } else {
      workbench.problems().report("Asking the scheduler", failure);
    }
  }
}
