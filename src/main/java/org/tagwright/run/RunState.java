package org.tagwright.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunEvent.CheckpointSaved;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunEvent.Stopped;

/**
 * What a run's events say, taken together: a snapshot made by {@link RunFold}. Components that are
 * not known yet are {@code null}.
 *
 * @param epochsPlanned of the start, or of the last resume
 * @param epochs the finished epochs in order; of very long runs the older ones come without
 *     per-class scores and threshold curve
 * @param epochTimes when each of them finished, by its number
 * @param best the validated epoch with the greatest selection metric, the earliest of equals
 * @param lastStep the newest step of an unfinished epoch, else {@code null}
 * @param checkpoint the newest checkpoint that was the best so far
 * @param paused whether the run's last word is that it waits
 * @param end the {@code Completed}, {@code Stopped} or {@code Failed} it ended with
 * @param secondsPerStep measured in the newest stretch of training, NaN before
 * @param lastTime time of the newest event
 */
public record RunState(
    @Nullable Started started,
    @Nullable Instant startTime,
    int epochsPlanned,
    List<EpochFinished> epochs,
    Map<Integer, Instant> epochTimes,
    @Nullable EpochFinished best,
    StepSeries steps,
    @Nullable StepLogged lastStep,
    @Nullable CheckpointSaved checkpoint,
    List<Resumed> resumes,
    boolean paused,
    boolean stopRequested,
    @Nullable RunEvent end,
    double secondsPerStep,
    @Nullable Instant lastTime,
    long lastSeq) {

  /** Nothing has happened yet. */
  public static RunState empty() {
    return new RunFold().state();
  }

  /** The state after those events. */
  public static RunState of(Iterable<LoggedEvent> events) {
    RunFold fold = new RunFold();
    events.forEach(fold);
    return fold.state();
  }

  /** Everything a run says of itself at this moment. */
  public static RunState read(RunFolder folder) {
    RunFold fold = new RunFold();
    new EventTail(folder).poll(fold);
    return fold.state();
  }

  /** The newest finished epoch. */
  public Optional<EpochFinished> lastEpoch() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The newest finished epoch that was validated. */
  public Optional<EpochFinished> lastValidated() {
    for (int i = epochs.size() - 1; i >= 0; i--) {
      if (epochs.get(i).validated()) {
        return Optional.of(epochs.get(i));
      }
    }
    return Optional.empty();
  }

  public Metric selectBy() {
    return started == null ? Metric.WEIGHTED_F1 : started.selectBy();
  }

  /** The best epoch's selection metric. */
  public Optional<Double> bestScore() {
    return Optional.ofNullable(best).map(epoch -> epoch.metrics().get(selectBy()));
  }

  /** Where it runs, as last started. */
  public Optional<String> device() {
    if (!resumes.isEmpty()) {
      return Optional.ofNullable(resumes.get(resumes.size() - 1).device());
    }
    return Optional.ofNullable(started).map(Started::device);
  }

  /** Finished epochs and the part of the one in progress. */
  public double epochsDone() {
    double whole = lastEpoch().map(epoch -> (double) epoch.epoch()).orElse(0.0);
    if (lastStep == null || lastStep.stepsInEpoch() <= 0) {
      return whole;
    }
    return Math.max(
        whole, lastStep.epoch() - 1 + (double) lastStep.step() / lastStep.stepsInEpoch());
  }

  /** Share of the planned work that is done, 0..1; a completed run is done however early. */
  public double progress() {
    if (end instanceof Completed) {
      return 1;
    }
    return epochsPlanned <= 0 ? 0 : Math.min(1, epochsDone() / epochsPlanned);
  }

  /**
   * How long the rest takes if it goes on as in the newest epoch; empty before anything is
   * measured, and at the end.
   */
  public Optional<Duration> remaining(Instant now) {
    double left = epochsPlanned - epochsDone();
    if (end != null || paused || left <= 0) {
      return Optional.empty();
    }
    double secondsPerEpoch;
    double sinceLastStep = 0;
    if (lastStep != null && Double.isFinite(secondsPerStep)) {
      secondsPerEpoch = secondsPerStep * lastStep.stepsInEpoch();
      sinceLastStep = Duration.between(lastTime, now).toMillis() / 1e3;
    } else if (lastEpoch().isPresent()) {
      secondsPerEpoch = lastEpoch().get().seconds();
    } else {
      return Optional.empty();
    }
    double seconds = Math.max(0, left * secondsPerEpoch - Math.max(0, sinceLastStep));
    return Double.isFinite(seconds)
        ? Optional.of(Duration.ofMillis((long) (seconds * 1e3)))
        : Optional.empty();
  }

  /**
   * The run's status.
   *
   * @param held whether a process holds the run's lock, or was just started for it
   */
  public RunStatus status(boolean held) {
    if (held) {
      return paused ? RunStatus.PAUSED : RunStatus.RUNNING;
    }
    if (end instanceof Completed) {
      return RunStatus.COMPLETED;
    }
    if (end instanceof Stopped) {
      return RunStatus.STOPPED;
    }
    if (end instanceof Failed) {
      return RunStatus.FAILED;
    }
    return paused ? RunStatus.PAUSED : RunStatus.INTERRUPTED;
  }
}
