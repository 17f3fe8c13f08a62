package org.tagwright;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.metric.Metric;
import org.tagwright.prediction.ScoresFile;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.train.WrittenByTraining;

/**
 * Files of an earlier version stay as good as new. Those under {@code src/test/resources/earlier}
 * were written before the program's packages were put in another order. For each it is shown that
 * the present program
 *
 * <ul>
 *   <li>writes the same bytes where it is given the same content: configurations, names and digests
 *       of checkpoints, sweeps, events, checkpoints, copies with other thresholds, the table of
 *       results, predictions and their names, scores, the queue, TensorBoard's file and evaluations
 *       (the HTML page by its digest);
 *   <li>reads the same values from the earlier file;
 *   <li>writes the same bytes again of what it has read.
 * </ul>
 *
 * <p>A run's {@code last.pt} is read only: what is in it besides is {@code TinyTrainingTest}'s.
 *
 * <p>Where one of these fails, people's files would no longer be found, read or compared. Only a
 * change of a file's form that is wanted, and that still reads the old form, may write them anew:
 * {@link EarlierFiles#main} does so, run with the tests' class path in the project's folder. Then
 * look at the difference before it is committed.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the paths in the files are those of a Unix")
class EarlierFilesTest {
  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> theSameContentGivesTheSameBytes() throws IOException {
    Map<String, byte[]> written = EarlierFiles.all(temp);
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "no file is left out",
            () -> assertThat(filesThere()).isEqualTo(new TreeSet<>(written.keySet()))));
    written.forEach(
        (name, bytes) -> tests.add(DynamicTest.dynamicTest(name, () -> same(name, bytes))));
    return tests.stream();
  }

  @Test
  void configurationsAreReadAndWrittenAgain() throws IOException {
    for (String name : List.of("config-every-field.json", "config-every-path.json")) {
      same(name, EarlierFiles.bytes(ConfigJson.write(ConfigJson.read(earlier(name)))));
    }
    ExperimentConfig defaults = ConfigJson.read(earlier("config-defaults.json"));
    assertThat(defaults).isEqualTo(ExperimentConfig.defaults());
    ExperimentConfig config = ConfigJson.read(earlier("config-every-field.json"));
    assertThat(config).isEqualTo(EarlierFiles.config(EarlierFiles.EVERY_FIELD));
    assertThat(Catalogue.all())
        .filteredOn(setting -> setting.since().equals(Setting.FIRST_VERSION))
        .allSatisfy(setting -> assertThat(setting.isDefault(config)).isFalse());
    assertThat(config.training().seed()).isEqualTo(-12345678901234L);
    assertThat(config.training().milestones()).containsExactly(3, 5);
    assertThat(config.validation().selectBy()).isEqualTo(Metric.MAP);
  }

  /** The table is read by itself, so that it also holds where the list it was made of changes. */
  @Test
  void everyConfigurationKeepsItsCheckpoint() throws IOException {
    JsonNode table = new ObjectMapper().readTree(earlier("checkpoint-names.json").toFile());
    assertThat(table).hasSizeGreaterThanOrEqualTo(40);
    for (JsonNode row : table) {
      String set = row.get("set").asText();
      assertThat(EarlierFiles.withTilde(EarlierFiles.checkpointOf(set)))
          .as(set)
          .isEqualTo(row.get("checkpoint").asText());
    }
  }

  @Test
  void aRunsFilesHaveTheirNames() {
    RunFolder folder = new RunFolder(temp);
    assertThat(
            Stream.of(
                    folder.configFile(),
                    folder.events(),
                    folder.log(),
                    folder.lock(),
                    folder.starting(),
                    folder.stopRequest(),
                    folder.pauseRequest(),
                    folder.lastState(),
                    folder.tensorBoard())
                .map(file -> temp.toAbsolutePath().relativize(file).toString()))
        .containsExactly(
            "config.json",
            "events.jsonl",
            "train.log",
            "lock",
            "starting",
            "stop",
            "pause",
            "last.pt",
            "tensorboard");
  }

  @Test
  void eventsAreReadAndWrittenAgain() throws IOException {
    same("events.jsonl", EarlierFiles.eventsAgain(earlier("events.jsonl"), temp));
    RunFolder folder = new RunFolder(temp.resolve("read"));
    List<RunEvent> events = new EventTail(folder).poll().stream().map(LoggedEvent::event).toList();
    assertThat(events).hasSize(20);
    assertThat(events.stream().map(Object::getClass).distinct())
        .hasSize(RunEvent.class.getPermittedSubclasses().length);
    assertThat(((RunEvent.StepLogged) events.get(2)).loss()).isNaN();
    RunEvent.CheckpointSaved saved = (RunEvent.CheckpointSaved) events.get(18);
    assertThat(saved.metric()).isEqualTo(Metric.MAP);
    assertThat(saved.best()).isFalse();
    RunEvent.Failed failed = (RunEvent.Failed) events.get(12);
    assertThat(failed.message()).isEqualTo("The disk is full.");
    assertThat(failed.details()).isEqualTo("stack\n\ttrace \"x\"");

    RunState state = RunState.read(folder);
    assertThat(state.started().classes()).isEqualTo(EarlierFiles.CLASSES);
    assertThat(state.started().parameters()).isEqualTo(11_217_762L);
    assertThat(state.selectBy()).isEqualTo(Metric.WEIGHTED_F1);
    assertThat(state.epochsPlanned()).isEqualTo(4);
    assertThat(state.epochs())
        .extracting(RunEvent.EpochFinished::epoch)
        .containsExactly(1, 2, 3, 4);
    assertThat(state.epochs())
        .extracting(RunEvent.EpochFinished::validated)
        .containsExactly(true, false, true, true);
    assertThat(state.best().epoch()).isEqualTo(3);
    assertThat(state.bestScore()).contains(0.5);
    assertThat(state.best().trainMetrics()).isEqualTo(Map.of(Metric.MACRO_F1, 0.75));
    assertThat(state.best().metrics().get(Metric.MAP)).isEqualTo(1e-10);
    assertThat(state.best().perClass().get(0).threshold()).isEqualTo(0.4);
    assertThat(state.best().perClass().get(1).averagePrecision()).isNaN();
    assertThat(state.best().thresholdCurve().get(1).score()).isEqualTo(0.24);
    assertThat(state.best().memoryBytes()).isEqualTo(1L << 30);
    assertThat(state.checkpoint().path()).isEqualTo("/m/b.pt");
    assertThat(state.resumes())
        .extracting(RunEvent.Resumed::pid)
        .containsExactly(4712L, 4713L, 4714L);
    assertThat(state.device()).contains("cpu");
    assertThat(state.steps().size()).isEqualTo(4);
    assertThat(state.steps().meanLoss(2)).isEqualTo(0.5);
    assertThat(((RunEvent.Completed) state.end()).reason()).isEqualTo("all epochs are done");
    assertThat(state.status(false)).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.lastTime()).isEqualTo("2026-01-02T03:04:25.698Z");
    assertThat(state.lastSeq()).isEqualTo(20);
  }

  @Test
  void checkpointsAreReadAndWrittenAgain() throws IOException {
    for (String name : List.of("vgg16/trained.pt", "resnet18/trained.pt")) {
      Path file = earlier("checkpoints/" + name);
      same("checkpoints/" + name, EarlierFiles.checkpointAgain(file, temp));
    }
    Checkpoint read = Checkpoint.read(earlier("checkpoints/vgg16/trained.pt"));
    CheckpointMetadata metadata = read.metadata();
    assertThat(metadata.modelName()).isEqualTo("vgg16");
    assertThat(metadata.bestValF1()).isEqualTo(0.71);
    assertThat(metadata.bestEpoch()).isEqualTo(3);
    assertThat(metadata.totalEpochs()).isEqualTo(7);
    assertThat(metadata.bestThreshold()).isEqualTo(0.45);
    assertThat(metadata.numClasses()).isEqualTo(3);
    assertThat(metadata.others()).isEmpty();
    List<String> fields = new ArrayList<>();
    metadata.fields().forEach((field, value) -> fields.add(field.key() + "=" + value));
    assertThat(fields)
        .containsExactly(
            "model_name=vgg16",
            "best_val_f1=0.71",
            "best_epoch=3",
            "total_epochs=7",
            "best_threshold=0.45",
            "batch_size=16",
            "train_batch_size_frozen=128",
            "train_batch_size_unfrozen=16",
            "val_batch_size=5",
            "learning_rates=[2.0E-5, 0.0015]",
            "use_differential_lr=true",
            "backbone_base_lr=2.0E-5",
            "head_base_lr=0.0015",
            "lr_milestones=[3, 5]",
            "lr_decay_factor=0.5",
            "freeze_backbone_at_start=false",
            "unfreeze_backbone_epoch=9",
            "th_multi_label=0.4",
            "val_split=0.25",
            "train_metrics_every_n_epochs=4",
            "val_every_n_epochs=2",
            "seed=-12345678901234",
            "num_workers=3",
            "num_classes=3",
            "early_stopping_enabled=false",
            "early_stopping_patience=9",
            "early_stopping_min_delta=0.001");
    assertThat(metadata.extras().schema()).isEqualTo(1);
    assertThat(metadata.extras().selectionMetric()).isEqualTo("map");
    assertThat(metadata.extras().metrics())
        .isEqualTo(Map.of("weighted_f1", 0.625, "cf1", 0.5, "map", 0.71));
    assertThat(metadata.extras().classThresholds()).containsExactly(0.4, 0.5, 0.6);
    assertThat(metadata.extras().classThresholdsInForce()).isFalse();
    assertThat(metadata.extras().classNames()).isEqualTo(EarlierFiles.CLASSES);
    assertThat(metadata.extras().imageSize()).isEqualTo(64);
    assertThat(metadata.extras().resize()).isEqualTo("crop");
    assertThat(metadata.extras().run()).isEqualTo(EarlierFiles.RUN);
    assertThat(metadata.extras().precision()).isEqualTo("bf16");
    assertThat(metadata.extras().configJson())
        .isEqualTo(Files.readString(earlier("config-every-field.json")));
    assertThat(read.stateDict().keySet())
        .containsExactly(
            "conv1.weight",
            "bn1.running_mean",
            "bn1.num_batches_tracked",
            "half",
            "fc.weight",
            "fc.bias");
    TorchTensor bias = read.stateDict().get("fc.bias");
    assertThat(bias.floats()).containsExactly(-0f, Float.NaN, Float.MIN_VALUE);
    assertThat(read.stateDict().get("conv1.weight").shape()).containsExactly(2, 2, 3, 3);
    assertThat(read.stateDict().get("bn1.num_batches_tracked").longs())
        .containsExactly(1_234_567_890_123L);
  }

  @Test
  void copiesWithOtherThresholdsAreRead() {
    CheckpointMetadata copy =
        CheckpointMetadata.read(earlier("checkpoints/resnet18/trained-thresholds.pt"));
    assertThat(copy.bestThreshold()).isEqualTo(0.62);
    assertThat(copy.extras().classThresholds()).containsExactly(0.2, 0.8, 0.5);
    assertThat(copy.extras().classThresholdsInForce()).isTrue();
    assertThat(copy.others()).containsEntry("thresholds_saved", EarlierFiles.COPIED);
    CheckpointMetadata script =
        CheckpointMetadata.read(earlier("checkpoints/resnet18/script-thresholds.pt"));
    assertThat(script.bestThreshold()).isEqualTo(0.62);
    assertThat(script.bestValF1()).isEqualTo(0.61);
    assertThat(script.extras().classThresholdsInForce()).isFalse();
    assertThat(script.others()).containsKey("their_own");
  }

  @Test
  void whatARunGoesOnFromIsRead() {
    assertThat(WrittenByTraining.ofLastState(earlier("last.pt")))
        .isEqualTo(
            "epochs=3 steps=17 best=2/0.625 reference=0.5 waited=1 data=print"
                + " weights=[conv1.weight, bn1.running_mean, bn1.num_batches_tracked, half,"
                + " fc.weight, fc.bias] adam=[step]");
  }

  @Test
  void scoresAreReadAndWrittenAgain() throws IOException {
    Path file = earlier("predictions.scores");
    same("predictions.scores", EarlierFiles.scoresAgain(file, temp));
    ScoresFile.Content content = ScoresFile.read(file);
    assertThat(content.header().checkpoint()).isEqualTo("/m/a.pt");
    assertThat(content.header().imagesFolder()).isEqualTo("/t");
    assertThat(content.header().images()).isEqualTo(4);
    assertThat(content.header().classes()).isEqualTo(EarlierFiles.CLASSES);
    assertThat(content.header().threshold()).isEqualTo(0.45);
    assertThat(content.header().classThresholds()).containsExactly(0.2, 0.8, 0.5);
    assertThat(content.header().classThresholdsInForce()).isTrue();
    assertThat(content.rows())
        .extracting(ScoresFile.Row::fileName)
        .containsExactly("ä.jpg", "b.png", "c d.jpg");
    assertThat(content.rows().get(0).scores()).containsExactly(0.25f, 1f / 3, 1);
    assertThat(content.rows().get(2).scores()).containsExactly(1e-7f, 0.5f, 0.45f);
  }

  @Test
  void theQueueIsReadAndWrittenAgain() throws IOException {
    same("queue.json", EarlierFiles.queueAgain(earlier("queue.json"), temp));
    List<QueueEntry> entries = new RunQueue(temp.resolve("queued again")).entries();
    assertThat(entries)
        .extracting(QueueEntry::title)
        .containsExactly(
            "resnet18",
            "backbone=resnet18, learningRate=0.001",
            "backbone=resnet18, learningRate=2e-4",
            "backbone=vgg16, learningRate=0.001");
    assertThat(entries.get(0).begun()).isTrue();
    assertThat(entries.get(0).run().path()).isEqualTo(Path.of("/r", EarlierFiles.RUN));
    assertThat(entries.get(0).config()).isEqualTo(EarlierFiles.config(EarlierFiles.EVERY_PATH));
    assertThat(entries.get(1).waiting()).isTrue();
    assertThat(entries.get(1).id()).isEqualTo("00000001-aaaa-bbbb-cccc-0123456789ab");
    assertThat(entries.get(1).added()).isEqualTo(EarlierFiles.COPIED);
    assertThat(entries.get(2).problem()).isEqualTo("There is no folder /photos");
    assertThat(entries.get(2).config().training().learningRate()).isEqualTo(2e-4);
    assertThat(entries.get(3).config().model().backbone()).isEqualTo("vgg16");
  }

  @Test
  void evaluationsAreRead() {
    EvaluationSummary read = EvaluationSummary.read(earlier("report-per-class"));
    assertThat(read.checkpoint()).isEqualTo("/m/a.pt");
    assertThat(read.images()).isEqualTo(40);
    assertThat(read.skipped()).isEqualTo(2);
    assertThat(read.perClassThresholds()).isTrue();
    assertThat(read.classes())
        .extracting(EvaluationSummary.OfClass::name)
        .isEqualTo(EarlierFiles.CLASSES);
    assertThat(read.classes().get(0).averagePrecision()).isCloseTo(0.7334694, within(1e-6));
    assertThat(read.metrics()).hasSize(Metric.values().length).doesNotContainValue(Double.NaN);
    assertThat(read.thresholdCurves()).isNotEmpty();
    assertThat(read.precisionRecall()).isNotEmpty();
    assertThat(read.reliability()).isNotEmpty();
  }

  private static Set<String> filesThere() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(EarlierFiles.FOLDER)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(EarlierFiles.FOLDER.relativize(file).toString()));
    }
    return names;
  }

  private static Path earlier(String name) {
    return EarlierFiles.FOLDER.resolve(name);
  }

  /** Text is compared as text where it differs, so that a person sees what does. */
  private static void same(String name, byte[] bytes) throws IOException {
    byte[] before = Files.readAllBytes(earlier(name));
    if (name.matches(".*\\.(json|jsonl|csv|txt)")) {
      assertThat(new String(bytes, UTF_8))
          .as(name + "; does a new setting lack its since(…)?")
          .isEqualTo(new String(before, UTF_8));
    }
    assertThat(bytes).as(name).isEqualTo(before);
  }
}
