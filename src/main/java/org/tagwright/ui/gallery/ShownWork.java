package org.tagwright.ui.gallery;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.tagwright.review.Baseline;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryOrder;
import org.tagwright.review.LiveScores;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ShownImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.LatestWork;

/**
 * Works out in the background which images are shown and how well they are labelled. The newest
 * request wins; with 100,000 images one takes half a second, so that edits of labels wait for a
 * pause.
 */
final class ShownWork {
  private final GalleryModel model;
  private final LatestWork<ShownImages> showing;
  private final LatestWork<LiveScores> scoring;
  private final Runnable afterEdits;

  /**
   * @param settled makes of work what does it once it has not been asked for again for a while
   */
  ShownWork(
      GalleryModel model,
      Executor background,
      Executor window,
      UnaryOperator<Runnable> settled,
      Consumer<ShownImages> shown,
      Consumer<LiveScores> scores) {
    this.model = model;
    showing = new LatestWork<>(background, window, shown);
    scoring =
        new LatestWork<>(
            background,
            window,
            found -> {
              if (!model.imagesProperty().get().classes().isEmpty()) {
                scores.accept(found); // else of images that are gone
              }
            });
    afterEdits =
        settled.apply(
            () ->
                window.execute(
                    () -> {
                      show();
                      score();
                    }));
  }

  /** The filter, the order or the thresholds are others now. */
  void show() {
    ScoredImages now = model.imagesProperty().get();
    Thresholds limits = model.thresholdsProperty().get();
    GalleryFilter wanted = model.filterProperty().get();
    GalleryOrder by = model.orderProperty().get();
    if (limits.classes() == now.classes().size()) {
      Baseline against = model.baseline(now);
      showing.request(() -> ShownImages.of(now, limits, wanted, by, against));
    }
  }

  /** The images or the thresholds are others now. */
  void score() {
    ScoredImages now = model.imagesProperty().get();
    Thresholds limits = model.thresholdsProperty().get();
    if (limits.classes() == now.classes().size()) {
      scoring.request(() -> LiveScores.of(now, limits));
    }
  }

  /** The labels of some images are others now. */
  void edited() {
    afterEdits.run();
  }
}
