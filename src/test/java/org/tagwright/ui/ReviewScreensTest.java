package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.process.ChildProcess;
import org.tagwright.proposal.ProposalSearch;
import org.tagwright.queue.RunService;
import org.tagwright.queue.Trainer;
import org.tagwright.run.RunFolder;
import org.tagwright.suspects.FakeScoring;
import org.tagwright.suspects.SuspectSearch;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.review.ProposalsModel;
import org.tagwright.ui.review.SearchModel;
import org.tagwright.ui.review.SearchModel.Phase;
import org.tagwright.ui.review.SuspectsModel;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;

/** The review of suspects, pictured in both themes and two sizes. */
@UiTest
class ReviewScreensTest {
  /** Trains nothing: runs stay queued. */
  private static final Trainer NOBODY =
      new Trainer() {
        @Override
        public void launch(RunFolder run, List<String> arguments) {}

        @Override
        public boolean kill(RunFolder run) {
          return false;
        }
      };

  @TempDir Path folder;
  private Path labels;

  /** Twenty images; one has lost its labels, another has all of them. */
  @BeforeEach
  void makeData() throws IOException {
    Path root = folder.resolve("data");
    DemoDataset.make(root, new DemoDataset.Options(20, 0, 160, 6, 3), Progress.NONE);
    labels = root.resolve("labels/train");
    Files.createDirectories(root.resolve("labels/truth"));
    for (int i = 1; i <= 20; i++) {
      String file = "%012d.cls".formatted(i);
      Files.copy(labels.resolve(file), root.resolve("labels/truth").resolve(file));
    }
    for (int i = 1; i <= 6; i++) {
      Path image = root.resolve("images/train-resized/%012d.jpg".formatted(i));
      Files.createDirectories(root.resolve("new/camera"));
      Files.copy(image, root.resolve("new/camera/photo-" + i + ".jpg"));
      Files.copy(
          labels.resolve("%012d.cls".formatted(i)),
          root.resolve("labels/truth/photo-" + i + ".cls"));
    }
    Files.writeString(labels.resolve("000000000004.cls"), "");
    Files.writeString(labels.resolve("000000000009.cls"), "0\n1\n2\n3\n4\n5\n");
  }

  @ParameterizedTest
  @CsvSource({"960,640", "1280,800"})
  void suspectsAreListedPicturedAndDecidedByKey(int width, int height) throws IOException {
    ChildPrediction child = new ChildPrediction(new ChildProcess(FakeScoring.class.getName()), 8);
    SuspectSearch scoring = new SuspectSearch(child);
    Path checkpoint = Files.writeString(folder.resolve("model.pt"), "");
    try (WindowUnderTest window =
        WindowUnderTest.open(
            folder,
            width,
            height,
            real ->
                real.withRuns(new RunService(NOBODY))
                    .withSuspects(scoring)
                    .withProposals(new ProposalSearch(child)))) {
      SearchModel search = window.wiring().suspects();
      SuspectsModel model = search.suspects();
      ExperimentConfig config =
          ExperimentConfig.defaults()
              .with(DataSettings.ROOT, folder.resolve("data"))
              .with(OutputSettings.RUNS, folder.resolve("runs"))
              .with(OutputSettings.TRAINED_MODELS, folder.resolve("models"))
              .with(OutputSettings.PREDICTIONS, folder.resolve("predictions"));
      Toolkit.onFx(() -> window.wiring().experiment().fill(config, "test"));
      window.show(ViewId.REVIEW);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        picture(window, "review-none", theme, width, height);
      }
      Toolkit.onFx(() -> search.train(3));
      Toolkit.await("folds", () -> search.standings().size() == 3);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        picture(window, "review-training", theme, width, height);
      }
      Toolkit.onFx(search::lookAnew);
      Toolkit.onFx(() -> search.use(checkpoint));
      Toolkit.await("suspects", () -> search.phaseProperty().get() == Phase.FOUND);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        picture(window, "review-suspects", theme, width, height);
      }
      int before = model.open().size();
      assertThat(before).isGreaterThan(3);
      String stem = model.selectedProperty().get().stem();
      List<String> was = Files.readAllLines(labels.resolve(stem + ".cls"));
      Toolkit.onFx(() -> model.decide(Verdict.ACCEPTED));
      window.settle();
      assertThat(Files.readAllLines(labels.resolve(stem + ".cls"))).isNotEqualTo(was);
      assertThat(model.progressProperty().get()).isEqualTo("1 of " + before + " reviewed");
      Toolkit.onFx(model::undo);
      window.settle();
      assertThat(Files.readAllLines(labels.resolve(stem + ".cls"))).isEqualTo(was);
      assertThat(model.open()).hasSize(before);
      newImagesAreAddedByKey(window, checkpoint, width, height);
      GuidePictures.assertMade("review", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
    }
  }

  private void newImagesAreAddedByKey(
      WindowUnderTest window, Path checkpoint, int width, int height) throws IOException {
    ProposalsModel model = window.wiring().proposals();
    FxRobot robot = new FxRobot();
    robot.press(KeyCode.ALT, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.ALT);
    for (Theme theme : Screenshot.themes(width)) {
      window.theme(theme);
      picture(window, "review-new-none", theme, width, height);
    }
    Toolkit.onFx(
        () -> {
          model.folderProperty().set(folder.resolve("data/new/camera"));
          model.checkpointProperty().set(checkpoint);
          model.look();
        });
    Toolkit.await("proposals", () -> model.waiting().size() == 6);
    for (Theme theme : Screenshot.themes(width)) {
      window.theme(theme);
      picture(window, "review-new", theme, width, height);
    }
    String right = model.selectedProperty().get().name();
    Toolkit.onFx(
        () -> {
          model.accept();
          assertThat(model.waiting()).as("at once, not when it is saved").hasSize(5);
        });
    String other = model.selectedProperty().get().name();
    robot.type(KeyCode.DIGIT9).type(KeyCode.DIGIT6).type(KeyCode.A);
    Toolkit.onFx(() -> assertThat(typed(window)).as("not the key itself").isEmpty());
    robot.type(KeyCode.ESCAPE).type(KeyCode.ENTER);
    Toolkit.await("the second image", () -> model.waiting().size() == 4);
    Toolkit.await("both are saved", () -> window.wiring().workbench().background().idle());
    assertThat(model.progressProperty().get()).isEqualTo("2 added, 4 left");
    assertThat(readLabels(right)).isEqualTo(readTruth(right));
    assertThat(readLabels(other)).hasSize(readTruth(other).size() + 1);
    assertThat(window.wiring().config().data().validationList()).isRegularFile();
    robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
    Toolkit.await("undo", () -> model.waiting().size() == 5);
    Toolkit.await("saved", () -> window.wiring().workbench().background().idle());
    assertThat(labels.resolve(other.replace(".jpg", ".cls"))).doesNotExist();
  }

  private static String typed(WindowUnderTest window) {
    return ((TextField) window.scene().lookup("#newClass")).getText();
  }

  private List<String> readLabels(String image) throws IOException {
    return Files.readAllLines(labels.resolve(image.replace(".jpg", ".cls")));
  }

  private List<String> readTruth(String image) throws IOException {
    Path truth = labels.resolveSibling("truth");
    return Files.readAllLines(truth.resolve(image.replace(".jpg", ".cls")));
  }

  private static void picture(
      WindowUnderTest window, String what, Theme theme, int width, int height) {
    window.settle();
    window.settle();
    try {
      Thread.sleep(500); // thumbnails are decoded on threads of their own
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    String name = what + "-" + theme + "-" + width + "x" + height;
    assertThat(Screenshot.take(window.scene(), name.toLowerCase(Locale.ROOT))).isNotEmptyFile();
  }
}
