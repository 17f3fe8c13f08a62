package org.tagwright.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tagwright.run.RunEvent.CheckpointSaved;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunEvent.Paused;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunEvent.StopRequested;
import org.tagwright.run.RunEvent.Stopped;

/**
 * Folds events to a {@link RunState}: feed it everything that an {@link EventTail} gives. Memory is
 * bounded by the number of epochs, however many steps there are.
 */
public final class RunFold implements Consumer<LoggedEvent> {
  private static final int STEP_BUCKETS = 8192;
  private static final int DETAILED_EPOCHS = 500;

  private final StepBuckets steps;
  private final int detailedEpochs;
  private final List<EpochFinished> epochs = new ArrayList<>();
  private final Map<Integer, Instant> epochTimes = new HashMap<>();
  private final List<Resumed> resumes = new ArrayList<>();
  private @Nullable Started started;
  private @Nullable Instant startTime;
  private int epochsPlanned;
  private @Nullable EpochFinished best;
  private @Nullable StepLogged lastStep;
  private @Nullable CheckpointSaved checkpoint;
  private boolean paused;
  private boolean stopRequested;
  private @Nullable RunEvent end;

  /** Where the measured stretch of the epoch in progress begins. */
  private @Nullable Instant stretchStarted;

  private int stretchFromStep;
  private double secondsPerStep = Double.NaN;
  private @Nullable Instant lastTime;
  private long lastSeq;

  public RunFold() {
    this(STEP_BUCKETS, DETAILED_EPOCHS);
  }

  private RunFold(int stepBuckets, int detailedEpochs) {
    this.steps = new StepBuckets(stepBuckets);
    this.detailedEpochs = detailedEpochs;
  }

  /** One that keeps only what a list of many runs shows. */
  static RunFold coarse() {
    return new RunFold(64, 1);
  }

  @Override
  public void accept(LoggedEvent logged) {
    RunEvent event = logged.event();
    lastTime = logged.time();
    lastSeq = logged.seq();
    if (event instanceof StepLogged step) {
      steps.add(step, lastTime);
      lastStep = step;
      stepTaken(step);
      goesOn();
    } else if (event instanceof EpochFinished epoch) {
      epochFinished(epoch);
      goesOn();
    } else if (event instanceof CheckpointSaved saved) {
      checkpoint = saved.best() ? saved : checkpoint;
    } else if (event instanceof Started start) {
      started = start;
      startTime = lastTime;
      epochsPlanned = start.epochs();
      forgetAfter(0, 0);
    } else if (event instanceof Resumed resumed) {
      resumes.add(resumed);
      epochsPlanned = resumed.epochs();
      forgetAfter(resumed.fromEpoch(), resumed.fromStep());
    } else if (event instanceof Paused) {
      paused = true;
    } else if (event instanceof StopRequested) {
      stopRequested = true;
    } else if (event instanceof Completed || event instanceof Stopped || event instanceof Failed) {
      end = event;
      paused = false;
    }
  }

  private void goesOn() {
    paused = false;
    end = null;
  }

  private void epochFinished(EpochFinished epoch) {
    epochs.add(epoch);
    epochTimes.put(epoch.epoch(), lastTime);
    lastStep = null;
    stretchStarted = lastTime;
    stretchFromStep = 0;
    considerBest(epoch);
    int old = epochs.size() - 1 - detailedEpochs;
    if (old >= 0) {
      epochs.set(old, epochs.get(old).withoutDetails());
    }
  }

  private void considerBest(EpochFinished epoch) {
    if (score(epoch) > (best == null ? Double.NEGATIVE_INFINITY : score(best))) {
      best = epoch;
    }
  }

  /** The selection metric; below every score where the epoch has none. */
  private double score(EpochFinished epoch) {
    Double score = started == null ? null : epoch.metrics().get(started.selectBy());
    return score == null || score.isNaN() ? Double.NEGATIVE_INFINITY : score;
  }

  private void stepTaken(StepLogged step) {
    int steps = step.step() - stretchFromStep;
    if (stretchStarted != null && steps > 0) {
      secondsPerStep = Duration.between(stretchStarted, lastTime).toMillis() / 1e3 / steps;
    }
  }

  /** A run goes on, or begins again: what came after that step of the next epoch is void. */
  private void forgetAfter(int epoch, int step) {
    steps.dropAfter(epoch, step);
    epochs.removeIf(finished -> finished.epoch() > epoch);
    epochTimes.keySet().removeIf(finished -> finished > epoch);
    if (best != null && best.epoch() > epoch) {
      best = null;
      epochs.forEach(this::considerBest);
    }
    if (checkpoint != null && checkpoint.epoch() > epoch) {
      checkpoint = null;
    }
    if (lastStep != null && (lastStep.epoch() != epoch + 1 || lastStep.step() > step)) {
      lastStep = null;
    }
    stopRequested = false;
    stretchStarted = lastTime;
    stretchFromStep = step;
    secondsPerStep = Double.NaN;
    goesOn();
  }

  /** The state as of now. */
  public RunState state() {
    return new RunState(
        started,
        startTime,
        epochsPlanned,
        List.copyOf(epochs),
        Map.copyOf(epochTimes),
        best,
        steps.series(),
        lastStep,
        checkpoint,
        List.copyOf(resumes),
        paused,
        stopRequested,
        end,
        secondsPerStep,
        lastTime,
        lastSeq);
  }
}
