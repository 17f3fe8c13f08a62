package org.tagwright.train;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.train.speed.ProcessMemory;
import org.tagwright.train.speed.SpeedMeter;
import org.tagwright.train.speed.StepReading;

/**
 * Training from the first epoch that is not done to the last, or to where it is asked to stop.
 *
 * <p>Effects leave as events; stop and pause come in as files. Each run of the loop ends in exactly
 * one of Completed, Stopped, Paused and Failed, unless the process dies.
 */
public final class TrainingLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

  /** Reading losses back makes the device wait: do it only as often as people look. */
  private static final long STEP_LOG_NANOS = 200_000_000L;

  private final ExperimentConfig config;
  private final int epochs;
  private final RunFolder folder;
  private final Trainee trainee;
  private final CheckpointShelf shelf;
  private final EventLog events;
  private final LongSupplier nanoClock;

  private TrainingProgress progress;
  private int savedEpochs;
  private SpeedMeter speed;

  /** How the loop ended. */
  public enum Ending {
    COMPLETED,
    STOPPED,
    PAUSED
  }

  /**
   * @param epochs the last epoch; more than configured where a run is extended
   * @param progress what is done already
   */
  public TrainingLoop(
      ExperimentConfig config,
      int epochs,
      RunFolder folder,
      Trainee trainee,
      TrainingProgress progress,
      CheckpointShelf shelf,
      EventLog events,
      LongSupplier nanoClock) {
    this.config = config;
    this.epochs = epochs;
    this.folder = folder;
    this.trainee = trainee;
    this.progress = progress;
    this.savedEpochs = progress.finishedEpochs();
    this.shelf = shelf;
    this.events = events;
    this.nanoClock = nanoClock;
  }

  /**
   * Trains.
   *
   * @throws TagwrightException worded for the person, after the event Failed was written
   */
  public Ending run() {
    try {
      return train();
    } catch (IOException | RuntimeException | Error e) {
      TagwrightException failure =
          TrainingFailure.of(
              e, config, progress, savedEpochs, config.training().frozenIn(progress.nextEpoch()));
      TrainingFailure.report(failure, events);
      throw failure;
    }
  }

  private Ending train() throws IOException {
    for (int epoch = progress.nextEpoch(); epoch <= epochs; epoch++) {
      // Here and not after an epoch: a run that was killed between its last epoch and its end gets
      // to the same end.
      if (progress.earlyStopping().exhausted(config.earlyStopping())) {
        return complete(earlyStoppingReason());
      }
      if (folder.requests().pauseRequestedAfter(progress.finishedEpochs())) {
        Ending paused = pause();
        folder.requests().clearPauseAfter();
        return paused;
      }
      EpochPlan plan = EpochPlan.of(config, trainee.rates(), epoch, epochs);
      int steps = trainee.beginEpoch(plan, progress.stepsIntoNext());
      speed = new SpeedMeter(nanoClock);
      for (int step = progress.stepsIntoNext() + 1; step <= steps; step++) {
        trainee.trainStep();
        progress = progress.withStep(step);
        if (step == steps || speed.nanosSinceReading() >= STEP_LOG_NANOS) {
          logSteps(plan, step, steps);
        }
        if (folder.requests().stopRequested()) {
          return stop(plan, step, steps);
        }
        if (folder.requests().pauseRequested()) {
          saveMidEpoch(plan, step, steps);
          return pause();
        }
      }
      finishEpoch(plan);
    }
    return complete("all " + epochs + " epochs");
  }

  private void logSteps(EpochPlan plan, int step, int steps) {
    int epoch = plan.epoch();
    StepReading reading = trainee.readSteps();
    float[] losses = reading.losses();
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      if (!Float.isFinite(losses[i])) {
        throw new TrainingFailure.LossNotFinite(epoch, step - losses.length + 1 + i);
      }
      sum += losses[i];
    }
    if (losses.length > 0) {
      double mean = sum / losses.length;
      SpeedMeter.Speed now = speed.read(reading);
      boolean byStep = plan.rates().changesWithinEpochs();
      events.append(
          new RunEvent.StepLogged(
              epoch,
              step,
              steps,
              mean,
              now.imagesPerSecond(),
              now.waitingShare(),
              ProcessMemory.residentBytes(),
              byStep ? (Double) plan.backboneRate(step) : null,
              byStep ? (Double) plan.headRate(step) : null));
    }
  }

  private void finishEpoch(EpochPlan plan) throws IOException {
    int epoch = plan.epoch();
    SpeedMeter.Speed training = speed.sinceStart();
    // Loss and metrics of both splits are of the same weights: those that the checkpoint gets.
    Evaluation validation = plan.validate() ? trainee.validate() : null;
    double threshold =
        validation == null ? config.validation().threshold() : validation.threshold();
    Evaluation trainSplit = trainee.evaluateTraining(plan.trainMetrics(), threshold);
    double score =
        validation == null ? 0 : validation.metrics().get(config.validation().selectBy());
    if (!Double.isFinite(trainSplit.loss())
        || (validation != null && !Double.isFinite(validation.loss()))) {
      throw new TrainingFailure.LossNotFinite(epoch, progress.stepsIntoNext());
    }
    progress = progress.withEpochFinished(epoch);
    if (validation != null) {
      progress = progress.withValidation(epoch, score, config.earlyStopping().minDelta());
    }
    events.append(
        new RunEvent.EpochFinished(
            epoch,
            trainSplit.loss(),
            validation == null ? null : validation.loss(),
            validation == null ? Map.of() : validation.metrics(),
            plan.trainMetrics() ? trainSplit.metrics() : Map.of(),
            validation == null ? null : validation.threshold(),
            validation == null ? List.of() : validation.perClass(),
            validation == null ? List.of() : validation.curve(),
            plan.rates().backboneRate(epoch),
            plan.rates().headRate(epoch),
            plan.frozen(),
            speed.secondsSinceStart(),
            training.imagesPerSecond(),
            training.waitingShare(),
            ProcessMemory.residentBytes()));
    if (validation != null && progress.bestEpoch() == epoch) {
      offerCheckpoint(epoch, score, validation);
    }
    // Last: after a kill in between, the epoch is simply done again and gives the same results.
    saveState();
  }

  private void saveState() throws IOException {
    trainee.saveState(folder.lastState(), progress);
    savedEpochs = progress.finishedEpochs();
  }

  private void offerCheckpoint(int epoch, double score, Evaluation validation) throws IOException {
    boolean saved =
        shelf.offer(score, file -> trainee.saveCheckpoint(file, epoch, epochs, validation));
    if (saved) {
      events.append(
          new RunEvent.CheckpointSaved(
              epoch, shelf.checkpoint().toString(), config.validation().selectBy(), score, true));
    } else {
      LOG.info(
          "Epoch {}: {} {} is the best of this run, but {} holds a better one of the same"
              + " configuration and is kept",
          epoch,
          config.validation().selectBy().title(),
          score,
          shelf.checkpoint());
    }
  }

  private Ending stop(EpochPlan plan, int step, int steps) throws IOException {
    events.append(new RunEvent.StopRequested(plan.epoch(), step));
    saveMidEpoch(plan, step, steps);
    shelf.publishBest();
    events.append(new RunEvent.Stopped(progress.finishedEpochs()));
    folder.requests().clear();
    folder.requests().clearPauseAfter();
    return Ending.STOPPED;
  }

  private Ending pause() {
    events.append(new RunEvent.Paused(progress.finishedEpochs()));
    folder.requests().clear();
    return Ending.PAUSED;
  }

  /**
   * Steps not yet read back are read first: a state with a NaN in it must not replace a good one.
   */
  private void saveMidEpoch(EpochPlan plan, int step, int steps) throws IOException {
    logSteps(plan, step, steps);
    saveState();
  }

  private Ending complete(String reason) throws IOException {
    shelf.publishBest();
    events.append(
        new RunEvent.Completed(
            progress.finishedEpochs(), progress.bestEpoch(), progress.bestScore(), reason));
    folder.requests().clearPauseAfter();
    return Ending.COMPLETED;
  }

  private String earlyStoppingReason() {
    int patience = config.earlyStopping().patience();
    return "early stopping: "
        + config.validation().selectBy().title()
        + " has not risen by more than "
        + config.earlyStopping().minDelta()
        + " in "
        + patience
        + (patience == 1 ? " validation" : " validations");
  }
}
