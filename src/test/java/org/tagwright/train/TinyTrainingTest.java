package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tagwright.train.SameRun.assertSame;
import static org.tagwright.train.SameRun.bytes;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.Augment.Policy;
import org.tagwright.config.AugmentSettings;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.data.DatasetIndex;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.Tagger;
import org.tagwright.model.layer.Precision;
import org.tagwright.run.ClassScore;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.train.TrainingLoop.Ending;

/** Real trainings of a real network, as small as they get. */
class TinyTrainingTest {
  private static final int EPOCHS = 3;
  @TempDir static Path root;
  private static RunFolder uninterrupted;

  @BeforeAll
  static void trainOnceWithoutInterruption() throws Exception {
    TinyDataset.write(root, 24);
    uninterrupted = RunFolder.create(config("whole", EPOCHS));
    assertThat(TrainingRun.start(uninterrupted, Progress.NONE)).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void theEventsTellTheWholeStory() {
    List<LoggedEvent> events = new EventTail(uninterrupted).poll();
    assertThat(events.get(0).event()).isInstanceOf(RunEvent.Started.class);
    RunEvent.Started started = (RunEvent.Started) events.get(0).event();
    assertThat(started.trainSamples() + started.validationSamples()).isEqualTo(24);
    assertThat(started.classes()).containsExactly("red", "green", "blue");
    assertThat(started.device()).isEqualTo("cpu");
    assertThat(events.get(events.size() - 1).event()).isInstanceOf(RunEvent.Completed.class);
    RunState state = RunState.of(events);
    assertThat(state.epochs())
        .extracting(RunEvent.EpochFinished::frozen)
        .containsExactly(true, false, false);
    assertThat(state.epochs())
        .allMatch(e -> e.perClass().size() == 3 && e.thresholdCurve().size() == 101);
    assertThat(state.epochs().get(1).trainMetrics()).hasSize(7);
    assertThat(state.epochs().get(0).trainMetrics()).isEmpty();
    assertThat(state.epochs())
        .allMatch(e -> e.memoryBytes() > 1_000_000 && e.imagesPerSecond() > 0);
  }

  @Test
  void theCheckpointIsOfTheBestEpochAndPublishedAsBestModel() throws IOException {
    ExperimentConfig config = uninterrupted.config();
    RunEvent.EpochFinished best = RunState.read(uninterrupted).best();
    Checkpoint saved = Checkpoint.read(CheckpointName.fileOf(config));
    assertThat(saved.metadata().bestEpoch()).isEqualTo(best.epoch());
    assertThat(saved.metadata().bestValF1())
        .isEqualTo(best.metrics().get(config.validation().selectBy()));
    assertThat(saved.metadata().bestThreshold()).isEqualTo(best.threshold());
    assertThat(saved.metadata().extras().run()).isEqualTo(uninterrupted.name());
    assertThat(saved.metadata().extras().metrics()).hasSize(7);
    assertThat(saved.metadata().extras().precision()).isEqualTo("fp32");
    assertThat(ConfigJson.parse(saved.metadata().extras().configJson(), "checkpoint"))
        .isEqualTo(config);
    assertThat(config.output().bestModelFile())
        .hasSameBinaryContentAs(CheckpointName.fileOf(config));
  }

  @Test
  void aFrozenBackboneStandsStillWithItsStatistics() {
    RunFolder frozen = RunFolder.create(config("frozen", 1));
    TrainingRun.start(frozen, Progress.NONE);
    Map<String, TorchTensor> after = LastState.read(frozen.lastState()).weights();
    Map<String, TorchTensor> unfrozen = LastState.read(uninterrupted.lastState()).weights();
    try (Classifier fresh =
        Classifier.create(Backbone.of("mobilenet_v2"), 3, 42, Device.cpu(), Precision.FP32)) {
      Map<String, TorchTensor> before = fresh.snapshot();
      int backbone = 0;
      for (String name : before.keySet()) {
        if (name.startsWith("classifier.")) {
          assertThat(bytes(after, name)).as(name).isNotEqualTo(bytes(before, name));
        } else {
          assertThat(bytes(after, name)).as(name).isEqualTo(bytes(before, name));
          assertThat(bytes(unfrozen, name)).as(name).isNotEqualTo(bytes(before, name));
          backbone++;
        }
      }
      assertThat(backbone).isGreaterThan(100);
    }
    assertThat(LastState.read(frozen.lastState()).moments().keySet())
        .isNotEmpty()
        .allMatch(name -> name.startsWith("classifier."));
  }

  @Test
  void aRunPausedAtEveryStepIsBitIdenticalToOneThatWasNot() throws Exception {
    RunFolder folder = RunFolder.create(config("paused", EPOCHS));
    assertThat(trainWithPauses(folder)).isGreaterThan(3);
    assertSame(folder, uninterrupted);
  }

  /** In the frozen epoch, whose features are kept, and after it. */
  @Test
  void imagesThatVanishInMidRunAreLeftOutWhereProblemsAreSkipped(@TempDir Path other)
      throws Exception {
    TinyDataset.write(other, 24);
    RunFolder folder =
        RunFolder.create(
            TinyDataset.config(other, "mobilenet_v2", EPOCHS)
                .with(DataSettings.ON_PROBLEM, ExperimentConfig.OnProblem.SKIP));
    Preparation prepared = Preparation.of(folder.config(), "test", Progress.NONE);
    DatasetIndex index = prepared.data().index();
    Files.delete(index.image(prepared.data().split().train()[0]));
    Files.delete(index.image(prepared.data().split().validation()[0]));
    Files.writeString(index.image(prepared.data().split().train()[1]), "no image");

    assertThat(TrainingRun.start(folder, prepared)).isEqualTo(Ending.COMPLETED);

    assertThat(RunState.read(folder).epochs()).hasSize(EPOCHS);
    RunEvent.EpochFinished last = RunState.read(folder).lastEpoch().orElseThrow();
    int support = last.perClass().stream().mapToInt(ClassScore::support).sum();
    int[] validation = prepared.data().split().validation();
    assertThat(support)
        .isEqualTo(labels(index, Arrays.copyOfRange(validation, 1, validation.length)));
  }

  private static int labels(DatasetIndex index, int[] samples) {
    return Arrays.stream(samples).map(sample -> index.classesOf(sample).length).sum();
  }

  @Test
  void whereTheRunStopsForOneTheAdviceWorks() throws Exception {
    RunFolder folder = RunFolder.create(config("vanished", EPOCHS));
    Preparation prepared = Preparation.of(folder.config(), "test", Progress.NONE);
    Path image = prepared.data().index().image(prepared.data().split().train()[0]);
    byte[] bytes = Files.readAllBytes(image);
    Files.delete(image);
    assertThatThrownBy(() -> TrainingRun.start(folder, prepared))
        .hasMessageContaining(image.toString())
        .hasMessageContaining("Put the image back, then resume");

    Files.write(image, bytes);
    assertThat(TrainingRun.resume(folder, null, Progress.NONE)).isEqualTo(Ending.COMPLETED);
    assertSame(folder, uninterrupted);
  }

  @Test
  void soIsOneWithSeveralFrozenEpochsWhoseFeaturesAreKeptOverEpochs() throws Exception {
    RunFolder whole =
        RunFolder.create(
            ConfigJson.with(config("frozen-whole", 4), "training.unfreezeBackboneEpoch", "4"));
    TrainingRun.start(whole, Progress.NONE);
    assertThat(whole.featureCache()).doesNotExist();
    RunFolder folder =
        RunFolder.create(
            ConfigJson.with(config("frozen-paused", 4), "training.unfreezeBackboneEpoch", "4"));
    assertThat(trainWithPauses(folder)).isGreaterThan(3);
    assertSame(folder, whole);
  }

  /** Two frozen epochs, whose feature maps are kept, then two that train everything. */
  @ParameterizedTest
  @ValueSource(strings = {"csra", "mlDecoder"})
  void soIsOneWithAnAttentionHead(String head) throws Exception {
    assertSame(trained("paused-" + head, head, true), trained("whole-" + head, head, false));
  }

  private static RunFolder trained(String name, String head, boolean pauses) throws Exception {
    ExperimentConfig config = ConfigJson.with(config(name, EPOCHS), "model.head", head);
    RunFolder folder =
        RunFolder.create(ConfigJson.with(config, "training.unfreezeBackboneEpoch", "3"));
    if (pauses) {
      assertThat(trainWithPauses(folder)).isGreaterThan(3);
    } else {
      TrainingRun.start(folder, Progress.NONE);
    }
    return folder;
  }

  @Test
  void soIsOneWithEveryAugmentationWhileFrozenToo() throws Exception {
    RunFolder whole = RunFolder.create(augmented("augmented-whole"));
    TrainingRun.start(whole, Progress.NONE);
    RunFolder folder = RunFolder.create(augmented("augmented-paused"));
    assertThat(trainWithPauses(folder)).isGreaterThan(3);
    assertSame(folder, whole);
    assertThat(RunState.read(whole).epochs().get(2).validationLoss())
        .isNotEqualTo(RunState.read(uninterrupted).epochs().get(2).validationLoss());
  }

  @Test
  void validationAndPredictionSeeImagesInTheSizeOfEvaluation() {
    ExperimentConfig larger =
        config("larger", 2)
            .with(DataSettings.EVALUATION_SIZE, 64)
            .with(OutputSettings.PREDICTION_AUGMENT, Augment.InPrediction.FLIP);
    RunFolder folder = RunFolder.create(larger);
    TrainingRun.start(folder, Progress.NONE);
    for (int epoch = 0; epoch < 2; epoch++) {
      RunEvent.EpochFinished seen = RunState.read(folder).epochs().get(epoch);
      RunEvent.EpochFinished before = RunState.read(uninterrupted).epochs().get(epoch);
      assertThat(seen.trainLoss()).isEqualTo(before.trainLoss());
      assertThat(seen.validationLoss()).isNotEqualTo(before.validationLoss());
    }
    Path checkpoint = CheckpointName.fileOf(larger);
    assertThat(Checkpoint.read(checkpoint).metadata().get(CheckpointField.PREDICTION_AUGMENT))
        .isEqualTo("flip");
    try (Tagger tagger = Tagger.open(checkpoint, "cpu", ExperimentConfig.Precision.FP32)) {
      assertThat(tagger.input().side()).isEqualTo(64);
    }
  }

  private static ExperimentConfig augmented(String models) {
    return config(models, EPOCHS)
        .with(AugmentSettings.FLIP, 0.5)
        .with(AugmentSettings.CROP, 0.3)
        .with(AugmentSettings.POLICY, Policy.RANDAUGMENT)
        .with(AugmentSettings.ERASE, 0.5)
        .with(AugmentSettings.MIXUP, 0.4)
        .with(AugmentSettings.WHILE_FROZEN, true);
  }

  private static final List<String> EVERY_INGREDIENT =
      List.of(
          "training.optimizer=adamw",
          "training.weightDecay=0.05",
          "training.gradientClip=0.5",
          "training.accumulate=2",
          "training.accumulateFrozen=2",
          "training.loss=asl",
          "training.labelSmoothing=0.1",
          "training.schedule=oneCycle",
          "training.ema=0.9",
          // So that the checkpoint is of the last epoch.
          "validation.everyNEpochs=3");

  @ParameterizedTest
  @ValueSource(strings = {"training.optimizer=adamw", "training.optimizer=sgd"})
  void soIsOneWithEveryIngredientOn(String optimizer) throws Exception {
    String name = optimizer.substring(optimizer.indexOf('=') + 1);
    RunFolder whole = RunFolder.create(everyIngredient(name + "-whole", optimizer));
    TrainingRun.start(whole, Progress.NONE);
    RunFolder folder = RunFolder.create(everyIngredient(name + "-paused", optimizer));
    assertThat(trainWithPauses(folder)).isGreaterThan(3);
    assertSame(folder, whole);
    Map<String, TorchTensor> state = LastState.read(whole.lastState()).moments();
    Map<String, TorchTensor> saved =
        Checkpoint.read(CheckpointName.fileOf(whole.config())).stateDict();
    assertThat(bytes(saved, "features.0.1.running_mean"))
        .isEqualTo(bytes(state, "features.0.1.running_mean.average"));
    assertThat(new EventTail(whole).poll())
        .filteredOn(event -> event.event() instanceof RunEvent.StepLogged)
        .allMatch(event -> ((RunEvent.StepLogged) event.event()).headLearningRate() > 0);
  }

  private static ExperimentConfig everyIngredient(String models, String optimizer) {
    ExperimentConfig config = config(models, EPOCHS);
    for (String set : EVERY_INGREDIENT) {
      String[] parts = set.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return ConfigJson.with(config, "training.optimizer", optimizer.split("=")[1]);
  }

  /** The number of pauses. */
  private static int trainWithPauses(RunFolder folder) throws InterruptedException {
    int pauses = 0;
    Ending ending = withPauseRequests(folder, () -> TrainingRun.start(folder, Progress.NONE));
    while (ending == Ending.PAUSED) {
      pauses++;
      ending = withPauseRequests(folder, () -> TrainingRun.resume(folder, null, Progress.NONE));
    }
    assertThat(ending).isEqualTo(Ending.COMPLETED);
    return pauses;
  }

  @Test
  void anExtendedRunGoesOnAsOneThatWasPlannedSoLong() {
    RunFolder folder = RunFolder.create(config("extended", 2));
    TrainingRun.start(folder, Progress.NONE);
    assertThatThrownBy(() -> TrainingRun.resume(folder, null, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("--epochs 3");
    TrainingRun.resume(folder, EPOCHS, Progress.NONE);
    assertSame(folder, uninterrupted);
  }

  /** All epochs are saved by then, so there is nothing left to train, but much to finish. */
  @Test
  void aRunKilledBetweenItsLastEpochAndItsEndIsFinishedByAResume() throws IOException {
    RunFolder folder = RunFolder.create(config("cut", EPOCHS));
    TrainingRun.start(folder, Progress.NONE);
    List<String> lines = Files.readAllLines(folder.events());
    assertThat(lines.get(lines.size() - 1)).contains("Completed");
    Files.write(folder.events(), lines.subList(0, lines.size() - 1));
    Path best = folder.config().output().bestModelFile();
    Files.delete(best);
    Path half = Files.writeString(folder.path().resolve(".last.pt.1234.tmp"), "half a state");
    Path halfBest =
        Files.writeString(
            best.resolveSibling("." + best.getFileName() + ".1234.tmp"), "half a checkpoint");

    assertThat(TrainingRun.resume(folder, null, Progress.NONE)).isEqualTo(Ending.COMPLETED);

    assertThat(RunState.read(folder).end()).isInstanceOf(RunEvent.Completed.class);
    assertThat(best).exists();
    assertThat(half).doesNotExist();
    assertThat(halfBest).doesNotExist();
    assertSame(folder, uninterrupted);
  }

  @Test
  void aRunThatWasStartedIsNotStartedAgain() {
    assertThatThrownBy(() -> TrainingRun.start(uninterrupted, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("tagwright resume");
  }

  @Test
  void changedLabelsAreNoticedOnResume() throws IOException {
    Path other = root.resolve("other");
    TinyDataset.write(other, 24);
    RunFolder folder =
        RunFolder.create(
            ConfigJson.with(config("changed", 2), "data.root", other.resolve("data").toString()));
    TrainingRun.start(folder, Progress.NONE);
    Files.writeString(other.resolve("data/labels/i000.cls"), "0\n1\n2\n");
    Files.writeString(other.resolve("data/labels/i001.cls"), "");
    assertThatThrownBy(() -> TrainingRun.resume(folder, 3, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("samples or labels have changed");
  }

  @Test
  void anImageThatVanishesInMidRunFailsTheRunByItsNameAndTheRunGoesOnOnceItIsBack()
      throws IOException {
    Path other = root.resolve("vanishing");
    TinyDataset.write(other, 24);
    RunFolder folder =
        RunFolder.create(
            ConfigJson.with(
                config("vanishing", EPOCHS), "data.root", other.resolve("data").toString()));
    Preparation prepared = Preparation.of(folder.config(), "config", Progress.NONE);
    Path image = other.resolve("data/images/i003.png");
    byte[] content = Files.readAllBytes(image);
    Files.delete(image);
    assertThatThrownBy(() -> TrainingRun.start(folder, prepared))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("i003.png");
    assertThat(RunState.read(folder).end()).isInstanceOf(RunEvent.Failed.class);
    Files.write(image, content);
    assertThat(TrainingRun.resume(folder, null, Progress.NONE)).isEqualTo(Ending.COMPLETED);
    assertSame(folder, uninterrupted);
  }

  /** Asks for a pause again and again while the body runs, so that each start does a few steps. */
  private static Ending withPauseRequests(
      RunFolder folder, java.util.function.Supplier<Ending> body) throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    Thread asking =
        new Thread(
            () -> {
              while (running.get()) {
                if (RunState.read(folder).lastTime() != null) {
                  folder.requests().requestPause();
                }
                LockSupport.parkNanos(20_000_000);
              }
            });
    asking.start();
    try {
      return body.get();
    } finally {
      running.set(false);
      asking.join();
    }
  }

  /** Its models lie apart, so that runs of one configuration do not share a checkpoint. */
  private static ExperimentConfig config(String models, int epochs) {
    return ConfigJson.with(
        TinyDataset.config(root, "mobilenet_v2", epochs),
        "output.trainedModels",
        root.resolve("models-" + models).toString());
  }
}
