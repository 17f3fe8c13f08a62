package org.tagwright.train;

import ai.djl.Device;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.ValidationList;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.layer.Precision;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;
import org.tagwright.run.job.Heartbeat;
import org.tagwright.run.job.RunOwner;
import org.tagwright.run.tensorboard.TensorBoardFollower;
import org.tagwright.train.TrainingLoop.Ending;

/** Trains what a run folder asks for, in this process, and writes its events. */
public final class TrainingRun {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  /** How long a job waits for an earlier one of the same run to see that it has lost it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunFolder folder;
  private final ExperimentConfig config;

  /** Of a run that a cluster's scheduler has or had, else {@code null}. */
  private final RunOwner owner;

  private TrainingRun(RunFolder folder, RunOwner owner) {
    this.folder = folder;
    this.owner = owner;
    this.config = folder.config();
  }

  /** Trains a run that was not started yet. */
  public static Ending start(RunFolder folder, Progress progress) {
    return start(folder, config -> prepare(folder, config, progress));
  }

  /** The same where all was checked just before. */
  public static Ending start(RunFolder folder, Preparation preparation) {
    return start(folder, config -> preparation);
  }

  private static Ending start(
      RunFolder folder, Function<ExperimentConfig, Preparation> preparation) {
    return underLock(
        folder,
        run -> {
          if (RunState.read(folder).started() != null) {
            throw TagwrightException.input(
                "The run "
                    + folder.path()
                    + " was started before. To go on with it: tagwright resume "
                    + folder.path());
          }
          return run.withEvents(
              events -> run.train(preparation.apply(run.config), null, 0, events));
        });
  }

  /**
   * Goes on with a run.
   *
   * @param epochs the new last epoch, or {@code null}: as planned before
   * @throws TagwrightException of kind input where there is nothing to go on with
   */
  public static Ending resume(RunFolder folder, Integer epochs, Progress progress) {
    return underLock(
        folder,
        run -> {
          RunState state = RunState.read(folder);
          if (state.started() == null) {
            // Killed before its first event, or never begun: begin.
            return run.withEvents(
                events ->
                    run.train(
                        prepare(folder, run.config, progress),
                        null,
                        epochs == null ? 0 : epochs,
                        events));
          }
          int planned = epochs == null ? state.epochsPlanned() : epochs;
          LastState last = run.lastState();
          boolean completed = state.end() instanceof RunEvent.Completed;
          if (completed || epochs != null) {
            run.checkResumable(last.progress(), planned, epochs);
            last = last.withPatience(run.config.earlyStopping());
          }
          LastState from = last;
          return run.withEvents(
              events -> run.train(prepare(folder, run.config, progress), from, planned, events));
        });
  }

  private static Preparation prepare(RunFolder folder, ExperimentConfig config, Progress progress) {
    return Preparation.of(config, folder.configFile().toString(), progress);
  }

  /** Where no epoch was finished yet, the run goes on from its very beginning. */
  private LastState lastState() {
    return java.nio.file.Files.exists(folder.lastState())
        ? LastState.read(folder.lastState())
        : new LastState(TrainingProgress.START, null, true, Map.of(), Map.of());
  }

  /**
   * A run that is not Completed may have all epochs behind it and still lack what comes after them:
   * it was killed, or the disk was full.
   */
  private void checkResumable(TrainingProgress progress, int planned, Integer asked) {
    int finished = progress.finishedEpochs();
    if (asked != null && asked < finished) {
      throw TagwrightException.input(
          "The run has finished " + finished + " epochs already; --epochs " + asked + " is less.");
    }
    if (finished >= planned) {
      throw TagwrightException.input(
          "All "
              + finished
              + " epochs of the run are done. To extend it: tagwright resume "
              + folder.path()
              + " --epochs "
              + (finished + 1)
              + " (or more)");
    }
  }

  private static Ending underLock(RunFolder folder, Function<TrainingRun, Ending> body) {
    RunOwner owner = RunOwner.claim(folder).orElse(null);
    // Whoever still writes sees the new owner before its next event, and ends.
    RunLock lock = RunLock.acquire(folder, owner == null ? Duration.ZERO : PATIENCE);
    try (Heartbeat beat = owner == null ? null : Heartbeat.start(folder.heartbeat())) {
      LOG.debug("Heartbeat: {}", beat != null);
      LastState.removeTemporaries(folder.lastState());
      return body.apply(new TrainingRun(folder, owner));
    } finally {
      lock.close();
    }
  }

  /** What goes wrong before the loop begins is an event too: the window shows it. */
  private Ending withEvents(Function<EventLog, Ending> body) {
    try (EventLog events = EventLog.open(folder);
        TensorBoardFollower charts =
            config.output().tensorBoard() ? TensorBoardFollower.follow(folder) : null) {
      LOG.debug("TensorBoard files: {}", charts != null);
      if (owner != null) {
        events.guardedBy(() -> owner.require(folder));
      }
      try {
        folder.requests().clearStale();
        return body.apply(events);
      } catch (Reported reported) {
        throw reported.failure;
      } catch (TagwrightException e) {
        TrainingFailure.report(e, events);
        throw e;
      } catch (RuntimeException | Error e) {
        TagwrightException failure =
            TrainingFailure.of(e, config, TrainingProgress.START, 0, config.training().frozenIn(1));
        TrainingFailure.report(failure, events);
        throw failure;
      }
    }
  }

  /** Carries a failure that the loop has written to the events already. */
  private static final class Reported extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient TagwrightException failure;

    Reported(TagwrightException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private Ending train(Preparation prepared, LastState last, int epochsAsked, EventLog events) {
    PreparedData data = prepared.data();
    ExperimentConfig.Training training = config.training();
    int epochs = epochsAsked > 0 ? epochsAsked : training.epochs();
    Device device = Devices.resolve(training.device());
    Precision precision = StartedWith.precision(folder, training.precision(), device);
    Devices.setThreads(StartedWith.threads(folder, training.threads(), owner));
    boolean begins = last == null || last.data() == null;
    Classifier classifier =
        Classifier.create(
            config.model(),
            data.index().classes(),
            training.seed(),
            device,
            precision,
            begins ? StartWeights.read(prepared.startWeights()) : last.weights());
    WeightUpdate update = new WeightUpdate(classifier, training);
    CheckpointContent content = CheckpointContent.of(config, data, folder.name(), precision);
    boolean keepsFeatures =
        begins ? FrozenFeatures.fit(config, data, folder) : last.keepsFeatures();
    try (Trainee trainee =
        new ClassifierTrainee(
            config,
            data,
            classifier,
            update,
            content,
            keepsFeatures ? folder.featureCache() : null)) {
      TrainingProgress progress = TrainingProgress.START;
      if (begins) {
        StartWeights.requireFit(prepared.startWeights(), classifier, config);
        StartWeights.reportInterpolation(classifier, config);
      } else {
        checkSameData(last, data);
        last.restore(classifier, update, folder.lastState());
        progress = last.progress();
      }
      if (!java.nio.file.Files.exists(folder.validationList())) {
        ValidationList.write(folder.validationList(), data.index(), data.split());
      }
      String deviceName = Devices.name(device);
      String precisionName = precision.key();
      if (last == null) {
        events.append(
            new RunEvent.Started(
                epochs,
                data.split().train().length,
                data.split().validation().length,
                data.index().labels().names(),
                config.model().backbone(),
                deviceName,
                precisionName,
                classifier.parameterCount(),
                config.validation().selectBy(),
                ProcessHandle.current().pid()));
      } else {
        events.append(
            new RunEvent.Resumed(
                progress.finishedEpochs(),
                progress.stepsIntoNext(),
                epochs,
                deviceName,
                precisionName,
                ProcessHandle.current().pid()));
      }
      CheckpointShelf shelf = Preparation.shelf(config, folder.name());
      shelf.removeTemporaries();
      TrainingLoop loop =
          new TrainingLoop(
              config, epochs, folder, trainee, progress, shelf, events, System::nanoTime);
      try {
        return loop.run();
      } catch (TagwrightException e) {
        throw new Reported(e);
      }
    }
  }

  private void checkSameData(LastState last, PreparedData data) {
    if (!last.data().equals(data.fingerprint())) {
      throw TagwrightException.input(
          "The data under "
              + config.data().root()
              + " are not those that the run was trained on (samples or labels have changed), so"
              + " it cannot go on. Start a new run, with model.startFrom set to the checkpoint to"
              + " begin with.");
    }
  }
}
