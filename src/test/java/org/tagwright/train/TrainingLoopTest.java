package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.ValidationSettings;
import org.tagwright.metric.Metric;
import org.tagwright.run.EventLog;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.train.TrainingLoop.Ending;

/** The loop's exact sequences of events, watched as everybody watches: through the run's folder. */
public class TrainingLoopTest {
  @TempDir Path temp;
  private RunFolder folder;
  private final AtomicLong nanos = new AtomicLong();

  @BeforeEach
  void makeFolder() throws IOException {
    folder = new RunFolder(Files.createDirectory(temp.resolve("run")));
  }

  @Test
  void eachEpochIsValidatedAndTheBestOnesAreSaved() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.3, 0.6);
    assertThat(run(trainee, config(3, 2), TrainingProgress.START)).isEqualTo(Ending.COMPLETED);
    assertThat(events())
        .containsExactly(
            "StepLogged 1.5",
            "EpochFinished 1 frozen 0.4",
            "CheckpointSaved 1 0.4",
            "StepLogged 2.5",
            "EpochFinished 2 0.3",
            "StepLogged 3.5",
            "EpochFinished 3 0.6",
            "CheckpointSaved 3 0.6",
            "Completed 3 best 3 0.6: all 3 epochs");
    assertThat(trainee.diary)
        .containsExactly(
            "begin 1 frozen at 0",
            "validate 1",
            "training loss 1",
            "checkpoint 1",
            "save state 1+0",
            "begin 2 at 0",
            "validate 2",
            "training loss 2",
            "save state 2+0",
            "begin 3 at 0",
            "validate 3",
            "training loss 3",
            "checkpoint 3",
            "save state 3+0");
    assertThat(bestModel()).hasContent("0.6 by fake");
  }

  @Test
  void stepsAreLoggedEvery200MillisecondsAndAtTheEpochsEnd() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    trainee.incident = (epoch, step) -> nanos.addAndGet(100_000_000);
    run(trainee, config(1, 2), TrainingProgress.START);
    assertThat(events())
        .containsSubsequence("StepLogged 1.2", "StepLogged 1.4", "StepLogged 1.5")
        .filteredOn(e -> e.startsWith("Step"))
        .hasSize(3);
  }

  @Test
  void stopFinishesTheStepSavesAndEndsAsStopped() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5);
    trainee.incident = at(2, 3, () -> folder.requests().requestStop());
    assertThat(run(trainee, config(3, 2), TrainingProgress.START)).isEqualTo(Ending.STOPPED);
    assertThat(events())
        .containsExactly(
            "StepLogged 1.5",
            "EpochFinished 1 frozen 0.4",
            "CheckpointSaved 1 0.4",
            "StopRequested 2.3",
            "StepLogged 2.3",
            "Stopped after 1");
    assertThat(trainee.diary).last().isEqualTo("save state 1+3");
    assertThat(bestModel()).hasContent("0.4 by fake");
  }

  @Test
  void pauseKeepsThePlaceWithinTheEpoch() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5);
    trainee.incident = at(2, 2, () -> folder.requests().requestPause());
    assertThat(run(trainee, config(2, 2), TrainingProgress.START)).isEqualTo(Ending.PAUSED);
    assertThat(events()).last().isEqualTo("Paused after 1");

    folder.requests().clear();
    FakeTrainee later = new FakeTrainee(0.4, 0.5);
    assertThat(run(later, config(2, 2), trainee.saved)).isEqualTo(Ending.COMPLETED);
    assertThat(later.diary).first().isEqualTo("begin 2 at 2");
    assertThat(events())
        .endsWith(
            "Paused after 1",
            "StepLogged 2.5",
            "EpochFinished 2 0.5",
            "CheckpointSaved 2 0.5",
            "Completed 2 best 2 0.5: all 2 epochs");
  }

  @Test
  void pauseAfterAnEpochKeepsThePlanOfAllEpochs() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5);
    folder.requests().requestPauseAfter(1);
    assertThat(run(trainee, config(2, 2), TrainingProgress.START)).isEqualTo(Ending.PAUSED);
    assertThat(events())
        .endsWith("EpochFinished 1 frozen 0.4", "CheckpointSaved 1 0.4", "Paused after 1");
    assertThat(trainee.saved.stepsIntoNext()).isZero();
    assertThat(folder.pauseAfterRequest()).doesNotExist();

    FakeTrainee later = new FakeTrainee(0.4, 0.5);
    assertThat(run(later, config(2, 2), trainee.saved)).isEqualTo(Ending.COMPLETED);
    assertThat(later.diary).first().isEqualTo("begin 2 at 0");
  }

  @Test
  void pauseAfterAnEpochHoldsThroughAPauseByHandAndAKill() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5, 0.6);
    folder.requests().requestPauseAfter(1);
    folder.requests().requestPause();
    assertThat(run(trainee, config(3, 2), TrainingProgress.START)).isEqualTo(Ending.PAUSED);
    assertThat(trainee.saved.finishedEpochs()).isZero();
    // Killed between the end of the epoch and the pause: the next process pauses at once.
    TrainingProgress atTheRung = TrainingProgress.START.withEpochFinished(1);
    FakeTrainee later = new FakeTrainee(0.4, 0.5, 0.6);
    assertThat(run(later, config(3, 2), atTheRung)).isEqualTo(Ending.PAUSED);
    assertThat(later.diary).isEmpty();
  }

  @Test
  void stopAtTheLastStepOfAnEpochLeavesItsValidationToTheResume() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    trainee.incident = at(1, 5, () -> folder.requests().requestStop());
    run(trainee, config(1, 1), TrainingProgress.START);
    assertThat(trainee.saved.stepsIntoNext()).isEqualTo(5);
    folder.requests().clear();
    FakeTrainee later = new FakeTrainee(0.4);
    run(later, config(1, 1), trainee.saved);
    assertThat(later.diary).startsWith("begin 1 at 5", "validate 1");
  }

  @Test
  void failureIsToldInWordsAndKeepsTheLastState() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    trainee.incident =
        at(
            2,
            2,
            () -> {
              throw new IllegalStateException("the cable fell out");
            });
    assertThatThrownBy(() -> run(trainee, config(3, 2), TrainingProgress.START))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("the cable fell out")
        .hasMessageContaining("epoch 2, after step 1")
        .hasMessageContaining("state after epoch 1 is kept");
    assertThat(events())
        .containsSequence(
            "CheckpointSaved 1 0.4", "Failed Training failed (epoch 2, after step 1)");
    assertThat(trainee.saved.finishedEpochs()).isEqualTo(1);
  }

  @Test
  void aLossThatIsNoNumberFailsWithEpochStepAndAdvice() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    trainee.incident = at(2, 4, () -> trainee.lossOfStep = Float.NaN);
    assertThatThrownBy(() -> run(trainee, config(3, 2), TrainingProgress.START))
        .hasMessageContaining("epoch 2, step 4")
        .hasMessageContaining("training.learningRate below 1e-4");
    assertThat(events()).last().asString().startsWith("Failed The loss is no number");
    assertThat(trainee.saved.finishedEpochs()).isEqualTo(1);
  }

  @Test
  void outOfJavasMemoryWhileAClassWasLoadedNamesTheSetting() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class a.B");
    later.initCause(
        new ExceptionInInitializerError("Exception java.lang.OutOfMemoryError: Java heap space"));
    trainee.incident = at(1, 1, () -> sneak(later));
    assertThatThrownBy(() -> run(trainee, config(1, 1), TrainingProgress.START))
        .hasMessageContaining("Out of memory")
        .hasMessageContaining("TAGWRIGHT_OPTS=-Xmx4g");
  }

  @Test
  void outOfMemoryNamesASmallerBatch() {
    for (Throwable cause :
        List.of(
            new OutOfMemoryError("Java heap space"),
            new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB"),
            new RuntimeException(
                new IllegalStateException("DefaultCPUAllocator: can't allocate memory")))) {
      FakeTrainee trainee = new FakeTrainee(0.4);
      trainee.incident = at(1, 1, () -> sneak(cause));
      assertThatThrownBy(() -> run(trainee, config(1, 1), TrainingProgress.START))
          .hasMessageContaining("Out of memory")
          .hasMessageContaining("training.batchSize 16 instead of 32");
    }
  }

  @Test
  void aFullDiskSaysSo() {
    FakeTrainee trainee = new FakeTrainee(0.4);
    trainee.incident =
        at(
            1,
            1,
            () -> {
              throw new UncheckedIOException(new IOException("No space left on device"));
            });
    assertThatThrownBy(() -> run(trainee, config(1, 1), TrainingProgress.START))
        .hasMessageContaining("disk is full")
        .hasMessageContaining("resume the run");
  }

  @Test
  void earlyStoppingEndsTheRunAndAResumeGivesItPatienceAnew() {
    FakeTrainee trainee = new FakeTrainee(0.5, 0.4, 0.45, 0.3);
    run(trainee, config(9, 1), TrainingProgress.START);
    assertThat(events())
        .last()
        .asString()
        .startsWith("Completed 3 best 1 0.5: early stopping: Weighted F1 has not risen");

    TrainingProgress again = trainee.saved.goingOn(config(9, 1).earlyStopping());
    FakeTrainee later = new FakeTrainee(0.5, 0.4, 0.45, 0.3, 0.2);
    run(later, config(9, 1), again);
    assertThat(later.diary).startsWith("begin 4 at 0");
    assertThat(events()).last().asString().startsWith("Completed 5 best 1 0.5: early stopping");
  }

  @Test
  void extendingGoesOnBehindTheLastEpoch() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5);
    run(trainee, config(2, 1), TrainingProgress.START);
    FakeTrainee later = new FakeTrainee(0.4, 0.5, 0.6);
    run(later, config(2, 1), 3, trainee.saved);
    assertThat(later.diary).first().isEqualTo("begin 3 at 0");
    assertThat(events()).last().isEqualTo("Completed 3 best 3 0.6: all 3 epochs");
  }

  @Test
  void anEpochThatAKillCutOffIsDoneAgainWithTheSameEvents() {
    FakeTrainee whole = new FakeTrainee(0.4, 0.5);
    run(whole, config(2, 1), TrainingProgress.START);
    List<String> uninterrupted = events();

    // Killed after the checkpoint of epoch 2 was written and before the state was.
    FakeTrainee again = new FakeTrainee(0.4, 0.5);
    TrainingProgress afterFirst =
        TrainingProgress.START.withEpochFinished(1).withValidation(1, 0.4, 0);
    run(again, config(2, 1), afterFirst);
    assertThat(events().subList(uninterrupted.size(), events().size()))
        .isEqualTo(uninterrupted.subList(3, uninterrupted.size()));
  }

  @Test
  void anOlderBetterCheckpointOfTheSameConfigurationIsKeptAndPublished() throws IOException {
    Files.writeString(checkpoint(), "0.7 by older");
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5);
    run(trainee, config(2, 1), TrainingProgress.START);
    assertThat(events()).noneMatch(e -> e.startsWith("CheckpointSaved"));
    assertThat(checkpoint()).hasContent("0.7 by older");
    assertThat(bestModel()).hasContent("0.7 by older");
  }

  @Test
  void validationEverySecondEpochIncludesTheLast() {
    FakeTrainee trainee = new FakeTrainee(0.4, 0.5, 0.6);
    ExperimentConfig every =
        config(3, 1)
            .with(ValidationSettings.EVERY_N_EPOCHS, 2)
            .with(ValidationSettings.TRAIN_METRICS_EVERY_N_EPOCHS, 3);
    run(trainee, every, TrainingProgress.START);
    assertThat(trainee.diary)
        .filteredOn(d -> d.startsWith("validate") || d.startsWith("score"))
        .containsExactly("validate 2", "validate 3", "score training 3");
    assertThat(events()).contains("EpochFinished 1 not validated");
  }

  private Ending run(FakeTrainee trainee, ExperimentConfig config, TrainingProgress from) {
    return run(trainee, config, config.training().epochs(), from);
  }

  private Ending run(
      FakeTrainee trainee, ExperimentConfig config, int epochs, TrainingProgress from) {
    CheckpointShelf shelf =
        new CheckpointShelf(
            checkpoint(), bestModel(), temp, Metric.WEIGHTED_F1, "fake", TrainingLoopTest::score);
    try (EventLog events = EventLog.open(folder)) {
      return new TrainingLoop(config, epochs, folder, trainee, from, shelf, events, nanos::get)
          .run();
    }
  }

  private Path checkpoint() {
    return temp.resolve("checkpoint.pt");
  }

  private Path bestModel() {
    return temp.resolve("best_model.pt");
  }

  public static Optional<CheckpointShelf.SavedScore> score(Path file) {
    try {
      String[] words = Files.readString(file).split(" by ", 2);
      return Optional.of(
          new CheckpointShelf.SavedScore(
              Metric.WEIGHTED_F1, Double.parseDouble(words[0]), words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FakeTrainee.Incident at(int epoch, int step, Runnable incident) {
    return (e, s) -> {
      if (e == epoch && s == step) {
        incident.run();
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable error) throws T {
    throw (T) error;
  }

  private static ExperimentConfig config(int epochs, int unfreeze) {
    return ExperimentConfig.defaults()
        .with(ScheduleSettings.EPOCHS, epochs)
        .with(ScheduleSettings.UNFREEZE_EPOCH, unfreeze)
        .with(ValidationSettings.PATIENCE, 2);
  }

  /** Every event as a few words; {@code 2.3} is step 3 of epoch 2. */
  private List<String> events() {
    List<String> words = new ArrayList<>();
    for (LoggedEvent logged : new EventTail(folder).poll()) {
      words.add(words(logged.event()));
    }
    return words;
  }

  private static String words(RunEvent event) {
    String type = event.getClass().getSimpleName();
    if (event instanceof RunEvent.StepLogged e) {
      return type + " " + e.epoch() + "." + e.step();
    } else if (event instanceof RunEvent.EpochFinished e) {
      return type
          + " "
          + e.epoch()
          + (e.frozen() ? " frozen " : " ")
          + (e.validated() ? e.metrics().get(Metric.WEIGHTED_F1) : "not validated");
    } else if (event instanceof RunEvent.CheckpointSaved e) {
      return type + " " + e.epoch() + " " + e.score();
    } else if (event instanceof RunEvent.StopRequested e) {
      return type + " " + e.epoch() + "." + e.step();
    } else if (event instanceof RunEvent.Stopped e) {
      return type + " after " + e.epoch();
    } else if (event instanceof RunEvent.Paused e) {
      return type + " after " + e.epoch();
    } else if (event instanceof RunEvent.Completed e) {
      return type
          + " "
          + e.epochs()
          + " best "
          + e.bestEpoch()
          + " "
          + e.bestScore()
          + ": "
          + e.reason();
    } else if (event instanceof RunEvent.Failed e) {
      return type + " " + e.message().substring(0, Math.min(39, e.message().length()));
    }
    return type;
  }
}
