package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.review.FakeScores;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.ImageSource;
import org.tagwright.review.Outcome;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Tag;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.labels.LabelEditing;
import org.testfx.api.FxRobot;

/** From what the model thinks otherwise to the label file, by one key. */
@UiTest
class GalleryLabelsTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();

  @Test
  void oneKeyMakesALabelWhatTheModelSays() throws IOException {
    ScoredImages images = FakeScores.of(folder.resolve("images/val"), 60);
    FakeScores.draw(images);
    Path labels = folder.resolve("labels/val");
    FakeScores.label(images, labels);
    try (WindowUnderTest window =
        WindowUnderTest.open(
            folder, 1280, 800, real -> real.withPredictor(FakeScores.predictor(images)))) {
      GalleryModel model = window.wiring().gallery();
      LabelEditing editing = window.wiring().galleryLabels().editing();
      window.show(ViewId.GALLERY);
      Toolkit.onFx(
          () -> {
            model.prediction().checkpointProperty().set(folder.resolve("best_model.pt"));
            model.prediction().sourceProperty().set(ImageSource.of(folder.resolve("images/val")));
            model.prediction().start();
          });
      Toolkit.await("scores", () -> model.scoresProperty().get().metrics() != null);
      Toolkit.await("labels", () -> editing.deskProperty().get() != null);
      int wrong =
          IntStream.range(0, 60)
              .boxed()
              .filter(i -> !errors(model, i).isEmpty())
              .max(Comparator.comparing(i -> errors(model, i).size()))
              .orElseThrow();
      int errors = errors(model, wrong).size();
      Toolkit.onFx(() -> model.open(wrong));
      window.settle();
      Tag first = errors(model, wrong).get(0);
      assertThat(Toolkit.onFx(() -> editing.markedProperty().get())).isEqualTo(first.classIndex());

      robot.push(KeyCode.ENTER);
      window.settle();
      assertThat(errors(model, wrong)).as("seen at once").hasSize(errors - 1);
      Toolkit.await("saved", () -> Toolkit.onFx(() -> editing.deskProperty().get().idle()));
      Path file = labels.resolve(images.name(wrong).replace(".png", ".cls"));
      assertThat(Files.readAllLines(file).contains(Integer.toString(first.classIndex())))
          .isEqualTo(first.outcome() == Outcome.WRONG);
      for (int i = 1; i < errors; i++) {
        robot.push(KeyCode.ENTER);
      }
      Toolkit.await(
          "counted",
          () -> model.scoresProperty().get().judged() == 60 && errors(model, wrong).isEmpty());
      assertThat(Toolkit.onFx(() -> model.selectedProperty().get())).isEqualTo(wrong);

      robot.push(KeyCode.CONTROL, KeyCode.Z);
      Toolkit.await("taken back", () -> errors(model, wrong).size() == 1);
      Toolkit.onFx(model::close);
      Toolkit.onFx(
          () ->
              model
                  .filterProperty()
                  .set(GalleryFilter.ALL.withVerdict(GalleryFilter.Verdict.ANY_ERROR)));
      Toolkit.await("filtered", () -> model.shown().size() < 60);
      assertThat(model.shown()).as("filters see the edited labels").contains(wrong);
    }
  }

  private static java.util.List<Tag> errors(GalleryModel model, int image) {
    return Toolkit.onFx(
        () ->
            model.tags(image).stream()
                .filter(t -> t.outcome() == Outcome.WRONG || t.outcome() == Outcome.MISSED)
                .toList());
  }
}
