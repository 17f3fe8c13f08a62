package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.shell.Theme;

/** The gallery with something in it, pictured in both themes and two sizes. */
@UiTest
class GalleryScreensTest {
  private static final Predictor.Network GONE =
      new Predictor.Network(
          null,
          "Where a class was seen only the checkpoint can tell, and val-resized.scores names one"
              + " that is not there: /home/mara/ms-coco/trained_models/best_model.pt. Predict with"
              + " a checkpoint to see it.");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"960,640", "1280,800", "1920,1080"})
  void galleryIsPicturedWithPredictions(int width, int height) throws IOException {
    ScoredImages images = FakeScores.of(folder.resolve("images/val-resized"), 120);
    FakeScores.draw(images);
    FakeScores.label(images, folder.resolve("labels/val"));
    try (WindowUnderTest window = WindowUnderTest.open(folder, width, height, sources(images))) {
      GalleryModel model = window.wiring().gallery();
      window.show(ViewId.GALLERY);
      Toolkit.onFx(
          () -> {
            model.prediction().checkpointProperty().set(folder.resolve("resnet18/best_model.pt"));
            model
                .prediction()
                .sourceProperty()
                .set(ImageSource.of(folder.resolve("images/val-resized")));
            model.prediction().start();
          });
      Toolkit.await("scores", () -> model.scoresProperty().get().metrics() != null);
      LabelEditing editing = window.wiring().galleryLabels().editing();
      Toolkit.await("labels", () -> editing.deskProperty().get() != null);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        Toolkit.onFx(model::close);
        picture(window, "gallery-full", theme, width, height);
        Toolkit.onFx(() -> model.filterProperty().set(model.filterProperty().get().withClass(0)));
        Toolkit.onFx(() -> model.selection().click(2, false, false));
        Toolkit.onFx(() -> model.selection().click(4, false, true));
        picture(window, "gallery-class", theme, width, height);
        Toolkit.onFx(
            () -> {
              model.filterProperty().set(model.filterProperty().get().withClass(-1));
              model.comparison().with(folder.resolve("densenet121/earlier.pt"));
            });
        Toolkit.await("changes", () -> model.comparison().baselineProperty().get() != null);
        picture(window, "gallery-compared", theme, width, height);
        Toolkit.onFx(() -> model.open(3));
        picture(window, "gallery-compared-large", theme, width, height);
        Toolkit.onFx(
            () -> {
              model.close();
              model.comparison().end();
            });
        Toolkit.onFx(
            () -> {
              model.filterProperty().set(model.filterProperty().get().withClass(-1));
              model.open(3);
            });
        picture(window, "gallery-large", theme, width, height);
        Toolkit.onFx(() -> model.classMap().onProperty().set(true));
        picture(window, "gallery-class-map", theme, width, height);
        Toolkit.onFx(() -> model.classMap().onProperty().set(false));
      }
      Toolkit.onFx(
          () -> {
            model.prediction().checkpointProperty().set(folder.resolve("val-resized.scores"));
            model.prediction().start();
          });
      Toolkit.await("kept scores", () -> model.scoresProperty().get().metrics() != null);
      Toolkit.onFx(
          () -> {
            model.open(3);
            model.classMap().choose(0);
          });
      window.theme(Theme.DARK);
      picture(window, "gallery-class-map-unavailable", Theme.DARK, width, height);
      GuidePictures.assertMade("gallery", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
    }
  }

  private static UnaryOperator<Services> sources(ScoredImages images) {
    Predictor made = FakeScores.predictor(images, FakeScores.earlier(images));
    Predictor predictor =
        (checkpoint, folder, labels) ->
            checkpoint.toString().endsWith(".scores")
                ? FakeScores.by(GONE, made.start(checkpoint, folder, labels))
                : made.start(checkpoint, folder, labels);
    return real -> real.withPredictor(predictor).withClassMaps(FakeScores.classMaps(images));
  }

  private static void picture(
      WindowUnderTest window, String what, Theme theme, int width, int height) {
    window.settle();
    Toolkit.onFx(() -> {});
    window.settle();
    try {
      Thread.sleep(700); // thumbnails are decoded on threads of their own
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    String name = what + "-" + theme + "-" + width + "x" + height;
    assertThat(Screenshot.take(window.scene(), name.toLowerCase(Locale.ROOT))).isNotEmptyFile();
  }
}
