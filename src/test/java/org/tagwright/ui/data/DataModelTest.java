package org.tagwright.ui.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.survey.DataStats;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.data.imports.ImportModel;
import org.tagwright.ui.labels.LabelDesks;

class DataModelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path root;

  // Stands for the FX thread: what is handed over is done when the test says so.
  private final ConcurrentLinkedQueue<Runnable> fx = new ConcurrentLinkedQueue<>();
  private final Problems problems = new Problems(fx::add);
  private final Background background = new Background(fx::add, problems);
  private ExperimentConfig config = ExperimentConfig.defaults();
  private DataModel model;

  @BeforeEach
  void open() {
    Settings settings = Settings.open(root.resolve("settings"));
    Workbench workbench =
        new Workbench(
            fx::add, problems, background, new Navigator(), new Questions(), settings, p -> {});
    model = new DataModel(workbench, () -> config, new LabelDesks(workbench));
  }

  @AfterEach
  void close() {
    background.close();
  }

  private void settle() {
    await("nothing left to do")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .pollInSameThread() // This thread is the window's.
        .until(
            () -> {
              for (Runnable task = fx.poll(); task != null; task = fx.poll()) {
                task.run();
              }
              return background.idle() && fx.isEmpty() && model.jobProperty().get() == null;
            });
  }

  @Test
  void demoDataAreMadeCheckedAndCounted() {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(40, 4, 64, 6, 1));
    settle();
    DataStats stats = model.statsProperty().get();
    assertThat(stats.report().clean()).isTrue();
    assertThat(stats.train() + stats.validation()).isEqualTo(40);
    assertThat(stats.classesPresent()).isBetween(2, 6);
    assertThat(stats.labelsPerImage().stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    int mostFrequent =
        stats.classes().stream()
            .max((a, b) -> a.both() - b.both())
            .map(DataStats.ClassCount::index)
            .orElseThrow();
    assertThat(stats.together(mostFrequent, mostFrequent))
        .isEqualTo(stats.classes().get(mostFrequent).both());
    assertThat(model.configWithThisData().data().root()).isEqualTo(root.resolve("demo"));
  }

  @Test
  void everyFindingIsListed() throws IOException, InterruptedException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(20, 2, 64, 6, 1));
    settle();
    Path labels = model.dataProperty().get().trainLabelsFolder();
    Files.writeString(labels.resolve("000000000001.cls"), "3\n99\n");
    Files.writeString(labels.resolve("lonely.cls"), "1\n");
    model.check();
    settle();
    assertThat(model.statsProperty().get().report().problems()).hasSize(2);
  }

  @Test
  void missingFolderIsNoMistakeButNothingToShow() {
    model.useRoot(root.resolve("nowhere"));
    settle();
    assertThat(model.statsProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
  }

  @Test
  void cancelledMakingLeavesNothing() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(5_000, 2, 64, 6, 1));
    model.jobProperty().get().cancel();
    settle();
    assertThat(model.statsProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
    try (var left = Files.walk(root)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void samplesOfAClassHaveIt() {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(30, 2, 64, 6, 1));
    settle();
    DataStats stats = model.statsProperty().get();
    var index = stats.report().index();
    int some = index.classesOf(0).length > 0 ? index.classesOf(0)[0] : index.classesOf(1)[0];
    List<Integer> having = stats.samplesOf(some);
    assertThat(having).isNotEmpty().allMatch(i -> index.has(i, some));
    assertThat(having).hasSize(index.support(index.all())[some]);
    assertThat(stats.samplesOf(DataStats.ALL_CLASSES)).hasSize(30);
    assertThat(stats.samplesOf(DataStats.NO_CLASS))
        .hasSize(model.statsProperty().get().report().withoutClasses());
  }

  @Test
  void picturesAreLookedAtOnceAndStayKnownWhenLabelsAreMended() throws IOException {
    Path demo = root.resolve("demo");
    model.makeDemo(demo, new DemoDataset.Options(30, 2, 64, 6, 1));
    settle();
    Path images = model.dataProperty().get().trainImagesFolder();
    Path labels = model.dataProperty().get().trainLabelsFolder();
    Files.copy(images.resolve("000000000001.jpg"), images.resolve("twin.jpg"));
    Files.copy(labels.resolve("000000000001.cls"), labels.resolve("twin.cls"));
    model.check();
    settle();
    assertThat(model.factsProperty().get()).isNull();
    model.survey();
    settle();
    SurveyFindings facts = model.factsProperty().get();
    assertThat(facts.images()).isEqualTo(31);
    assertThat(facts.duplicates()).hasSize(1);
    assertThat(facts.duplicates().get(0).disputed()).isEmpty();

    String one = Files.readString(labels.resolve("twin.cls"));
    Files.writeString(labels.resolve("twin.cls"), one + (one.startsWith("5") ? "4" : "5"));
    model.check();
    settle();
    assertThat(model.factsProperty().get().duplicates().get(0).disputed()).isNotEmpty();

    Files.delete(labels.resolve("twin.cls"));
    model.check();
    settle();
    assertThat(model.factsProperty().get()).as("other pictures").isNull();
  }

  @Test
  void anotherDataSetTakesThePlaceOfOneBeingCheckedOrLookedAt() {
    DemoDataset.make(root.resolve("a"), new DemoDataset.Options(300, 2, 64, 6, 1), Progress.NONE);
    DemoDataset.make(root.resolve("b"), new DemoDataset.Options(20, 2, 64, 6, 2), Progress.NONE);
    model.useRoot(root.resolve("a"));
    model.useRoot(root.resolve("b"));
    settle();
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(20);
    model.survey();
    model.useRoot(root.resolve("a"));
    settle();
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(300);
    assertThat(model.recent())
        .extracting(ExperimentConfig.Data::root)
        .containsExactly(root.resolve("a"), root.resolve("b"));
    assertThat(model.factsProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
  }

  @Test
  void aChosenFolderThatIsNotThereIsNamed() {
    model.useRoot(root.resolve("nowhere"));
    settle();
    assertThat(model.statsProperty().get()).isNull();
    assertThat(problems.notes())
        .anyMatch(
            note -> note.caution() && note.text().contains("no folder " + root.resolve("nowhere")));
  }

  @Test
  void whatIsShownFollowsTheConfigurationOnceItHasChangedAndFindsDataMadeSince() {
    model.begin();
    settle();
    Path demo = root.resolve("demo");
    config = config.with(DataSettings.ROOT, demo);
    model.begin();
    settle();
    assertThat(model.dataProperty().get().root()).isEqualTo(demo);
    assertThat(model.statsProperty().get()).isNull();
    DemoDataset.make(demo, new DemoDataset.Options(12, 2, 64, 6, 1), Progress.NONE);
    model.begin();
    settle();
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(12);
    model.useRoot(root.resolve("mine"));
    settle();
    model.begin();
    assertThat(model.dataProperty().get().root()).isEqualTo(root.resolve("mine"));
  }

  @Test
  void importedLabelsAreShownWithTheImages() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    Path table = root.resolve("table.csv");
    Files.writeString(table, "file,labels\n000000000001.jpg,owl\n000000000002.jpg,owl;elk\n");
    ImportModel importing = model.importing();
    importing.kindProperty().set(ImportModel.Kind.CSV);
    importing.textProperty(ImportModel.Input.SOURCE).set(table.toString());
    settle();
    assertThat(importing.readyProperty().get()).isTrue();
    model.importLabels();
    settle();
    DataStats stats = model.statsProperty().get();
    assertThat(stats.report().index().labels().names()).containsExactly("elk", "owl");
    assertThat(stats.report().index().size()).isEqualTo(2);
    assertThat(stats.report().clean()).isTrue();
    assertThat(model.configWithThisData().data().trainLabelsFolder())
        .isEqualTo(root.resolve("table-labels"));
    assertThat(problems.notes())
        .anyMatch(note -> note.text().contains("2 label files of 2 classes"));
    assertThat(model.importing().textProperty(ImportModel.Input.LABELS).get())
        .as("the next import does not propose the same folder")
        .endsWith("table-labels-2");
  }

  @Test
  void anImportedSetStaysInTheMenu() throws InterruptedException, IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    for (String name : List.of("one", "two")) {
      Path table =
          Files.writeString(root.resolve(name + ".csv"), "file,labels\n000000000001.jpg,a\n");
      ImportModel importing = model.importing();
      importing.kindProperty().set(ImportModel.Kind.CSV);
      importing.textProperty(ImportModel.Input.SOURCE).set(table.toString());
      settle();
      model.importLabels();
      settle();
    }
    model.useRoot(root.resolve("demo"));
    settle();
    assertThat(model.recent())
        .extracting(DataPlaces::title)
        .containsExactly(
            root.resolve("demo").toString(),
            root.resolve("two-labels").toString(),
            root.resolve("one-labels").toString());
    model.use(model.recent().get(2));
    settle();
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(1);
  }

  @Test
  void aDroppedFolderIsShownOrOfferedForImport() throws InterruptedException, IOException {
    DemoDataset.make(root.resolve("a"), new DemoDataset.Options(20, 2, 64, 6, 1), Progress.NONE);
    assertThat(model.drop(root.resolve("a"))).isTrue();
    settle();
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(20);
    Path other = Files.createDirectories(root.resolve("yolo"));
    assertThat(model.drop(other)).isFalse();
    settle();
    assertThat(problems.notes())
        .last()
        .extracting(Problems.Note::text)
        .asString()
        .contains("has no images/train-resized");
    assertThat(model.importing().textProperty(ImportModel.Input.SOURCE).get())
        .isEqualTo(other.toString());
    Path table = Files.writeString(root.resolve("t.csv"), "image,label\na.jpg,cat\n");
    model.drop(table);
    assertThat(model.importing().kindProperty().get()).isEqualTo(ImportModel.Kind.CSV);
  }

  @Test
  void aCancelledImportLeavesNothingAndTheDataAsTheyWere() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      rows.append(i).append(".jpg,owl\n");
    }
    Path table = Files.writeString(root.resolve("table.csv"), rows);
    ImportModel importing = model.importing();
    importing.kindProperty().set(ImportModel.Kind.CSV);
    importing.textProperty(ImportModel.Input.SOURCE).set(table.toString());
    settle();
    model.importLabels();
    await("it writes beside the table")
        .atMost(PATIENCE)
        .pollInSameThread() // At once: there is little time between its first byte and its last.
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> root.toFile().list().length > 2);
    model.jobProperty().get().cancel();
    settle();
    assertThat(root.toFile().list()).containsExactlyInAnyOrder("demo", "table.csv");
    assertThat(model.statsProperty().get().report().index().size()).isEqualTo(12);
    assertThat(problems.open()).isEmpty();
  }

  @Test
  void aWrongTableIsToldAndLeavesNothing() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    Path table = Files.writeString(root.resolve("table.csv"), "a.jpg,owl\nno image,elk\n");
    ImportModel importing = model.importing();
    importing.kindProperty().set(ImportModel.Kind.CSV);
    importing.textProperty(ImportModel.Input.SOURCE).set(table.toString());
    settle();
    model.importLabels();
    settle();
    assertThat(problems.open().get(0).message()).contains("table.csv:2");
    assertThat(root.resolve("demo/labels")).isDirectoryNotContaining("glob:**imported");
    assertThat(model.makingProperty().get()).isFalse();
  }

  @Test
  void problemsLeadToTheLinesAndThePicture() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    Path labels = model.dataProperty().get().trainLabelsFolder();
    Path images = model.dataProperty().get().trainImagesFolder();
    Files.writeString(labels.resolve("000000000003.cls"), "1\nx\n");
    Files.writeString(labels.resolve("lonely.cls"), "1\n");
    Files.writeString(images.resolve("000000000004.jpg"), "no picture");
    model.check();
    settle();
    List<FileDetails> files = new java.util.ArrayList<>();
    for (var problem : model.statsProperty().get().report().problems()) {
      files.add(FileDetails.ofProblem(problem, model.dataProperty().get()));
    }
    assertThat(files)
        .extracting(s -> s.file().getFileName().toString())
        .containsExactly("000000000003.cls", "lonely.cls", "000000000004.jpg");
    assertThat(files.get(0).lines()).containsExactly("1", "x");
    assertThat(files.get(0).line()).isEqualTo(2);
    assertThat(files.get(0).image()).isEqualTo(images.resolve("000000000003.jpg"));
    assertThat(files.get(1).image()).isNull();
    assertThat(files.get(2).image()).isEqualTo(files.get(2).file());
  }

  @Test
  void aProblemInASubFolderShowsTheImageOfThatFolder() throws IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(12, 2, 64, 6, 1));
    settle();
    ExperimentConfig.Data data = model.dataProperty().get();
    Path first = data.trainImagesFolder().resolve("000000000001.jpg");
    Path inner = data.trainImagesFolder().resolve("night/000000000001.jpg");
    Files.createDirectories(inner.getParent());
    Files.copy(first, inner);
    Path label = data.trainLabelsFolder().resolve("night/000000000001.cls");
    Files.createDirectories(label.getParent());
    Files.writeString(label, "x\n");
    model.check();
    settle();
    assertThat(model.statsProperty().get().report().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo(label);
              assertThat(FileDetails.ofProblem(problem, data).image()).isEqualTo(inner);
            });
  }
}
