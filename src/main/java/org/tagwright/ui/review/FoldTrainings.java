package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.suspects.FoldRuns;
import org.tagwright.suspects.FoldRuns.Standing;

/** The trainings of folds in the window's queues. Every call reads the disk. */
public final class FoldTrainings {
  private final RunService runs;
  private final RunQueues queues;

  public FoldTrainings(RunService runs, RunQueues queues) {
    this.runs = runs;
    this.queues = queues;
  }

  private RunQueue queue(ExperimentConfig config) {
    Path root = config.output().runs();
    return queues.of(root);
  }

  /** With how many folds suspects were looked for before; empty: never. */
  Optional<Integer> earlier(ExperimentConfig config) {
    return FoldRuns.earlier(config);
  }

  List<Standing> look(ExperimentConfig config, FoldRuns folds) {
    return folds.look(queue(config));
  }

  /** Lets a stopped training go on, and puts those that are missing into the queue. */
  void goOn(ExperimentConfig config, FoldRuns folds) {
    folds.unfinished(queue(config)).ifPresent(runs::resume);
    folds.enqueueMissing(queue(config));
  }
}
