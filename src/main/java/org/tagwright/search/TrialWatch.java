package org.tagwright.search;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunWatch;
import org.tagwright.run.job.RunJob;

/** Tells from the folders of runs how the trials of a search stand. */
final class TrialWatch {
  private final TrainingPlace place;
  private final Metric metric;
  private final Map<RunFolder, RunWatch> watches = new HashMap<>();

  /** What there is to do about a trial that is to train. */
  sealed interface Finding {
    /** Nothing: it trains, or is on its way to. */
    record Trains() implements Finding {}

    /** It does not train, and nobody wanted that: it is to be started. */
    record Starts() implements Finding {}

    /** Somebody else has paused it, and may resume it. */
    record PausedByHand() implements Finding {}

    /** It waits at its rung, or is trained to its end; the best score so far. */
    record Reached(int epoch, double score, boolean completed) implements Finding {}

    record Failed(int epoch, String problem) implements Finding {}
  }

  TrialWatch(TrainingPlace place, Metric metric) {
    this.place = place;
    this.metric = metric;
  }

  Finding look(Trial trial) {
    RunFolder run = trial.run();
    if (run == null) {
      // The process before this one died between two lines of the journal.
      return new Finding.Starts();
    }
    if (!Files.exists(run.configFile())) {
      return new Finding.Failed(trial.epochs(), "Its run folder is gone: " + run.path());
    }
    RunWatch watch = watches.computeIfAbsent(run, RunWatch::new);
    // Looked at before and after: between, it may write its last words and end.
    boolean works = watch.isWorkedOn();
    watch.poll();
    if (works || watch.isWorkedOn()) {
      return new Finding.Trains();
    }
    RunState state = watch.state();
    int done = state.lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
    boolean launched = place.hasLaunched(run);
    return switch (watch.status()) {
      case RUNNING -> new Finding.Trains();
      case COMPLETED -> reached(state, done, true);
      case PAUSED -> {
        if (trial.target() > 0 && done >= trial.target()) {
          yield reached(state, done, false);
        }
        yield launched ? new Finding.PausedByHand() : new Finding.Starts();
      }
      case QUEUED, INTERRUPTED ->
          launched ? new Finding.Failed(done, died(run, watch.job())) : new Finding.Starts();
      case STOPPED -> new Finding.Failed(done, "It was stopped by hand.");
      case FAILED ->
          new Finding.Failed(
              done, state.end() instanceof RunEvent.Failed end ? end.message() : "It failed.");
    };
  }

  private Finding reached(RunState state, int done, boolean completed) {
    return state.epochs().stream()
        .filter(RunEvent.EpochFinished::validated)
        .mapToDouble(epoch -> epoch.metrics().get(metric))
        .max()
        .stream()
        .mapToObj(best -> (Finding) new Finding.Reached(done, best, completed))
        .findFirst()
        .orElse(new Finding.Failed(done, "It has no validation yet."));
  }

  private static String died(RunFolder run, @Nullable RunJob job) {
    if (job != null) {
      return "Its job ended (%s); see %s"
          .formatted((job.word() + " " + job.reason()).strip(), job.log());
    }
    return "Its process died without a word; see " + run.log();
  }
}
