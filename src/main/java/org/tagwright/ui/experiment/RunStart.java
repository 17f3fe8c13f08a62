package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.ViewRequest.ShowRuns;
import org.tagwright.ui.common.Workbench;

/** Starts and queues the runs of the form. FX thread. */
final class RunStart {
  private final Workbench workbench;
  private final Background background;
  private final RunService service;
  private final RunQueues queues;

  /** Between a press on Start and the run: a second press is one too many. */
  private boolean starting;

  RunStart(Workbench workbench, RunService service, RunQueues queues) {
    this.workbench = workbench;
    this.background = workbench.background();
    this.service = service;
    this.queues = queues;
  }

  /** Starts the run, or where a sweep makes several, queues them all. */
  void start(List<Sweep.Variant> runs) {
    if (runs.size() > 1) {
      enqueue(runs);
    } else {
      unlessIdentical(runs, "Start again", () -> start(runs.get(0).config()));
    }
  }

  void enqueue(List<Sweep.Variant> runs) {
    unlessIdentical(runs, "Queue again", () -> queue(runs));
  }

  /** Goes on at once, or where a run repeats another one, if the person wants that. */
  private void unlessIdentical(List<Sweep.Variant> runs, String again, Runnable start) {
    if (runs.isEmpty() || starting) {
      return;
    }
    starting = true;
    background
        .quietly("Looking for identical runs", p -> IdenticalRun.find(runs))
        .onEnd(() -> starting = false)
        .onDone(
            found ->
                found.ifPresentOrElse(identical -> identical.ask(workbench, again, start), start));
  }

  private void start(ExperimentConfig config) {
    starting = true;
    background
        .show("Starting the run", p -> service.start(config).path())
        .onEnd(() -> starting = false)
        .onDone(folder -> workbench.navigator().go(new ShowRun(folder)));
  }

  private void queue(List<Sweep.Variant> runs) {
    starting = true;
    Path root = runs.get(0).config().output().runs();
    background
        .show(
            "Queueing",
            p -> {
              queues.of(root).addAll(runs);
              return Units.count(runs.size(), "run is queued", "runs are queued");
            })
        .onEnd(() -> starting = false)
        .onDone(
            queued -> {
              workbench.problems().note(queued);
              workbench.navigator().go(new ShowRuns(root));
            });
  }
}
