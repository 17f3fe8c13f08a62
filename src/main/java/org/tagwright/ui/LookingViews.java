package org.tagwright.ui;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.tagwright.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.FxThread;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.gallery.FilterBar;
import org.tagwright.ui.gallery.GalleryController;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.gallery.Predictor;
import org.tagwright.ui.gallery.ScoreStrip;

/** The wiring of the views that look at what training made: Data, Results, Gallery. */
public final class LookingViews {
  private final GalleryModel gallery;

  /**
   * @param controllers where the views' controllers are registered
   * @param config the configuration that the person works on
   */
  LookingViews(
      Map<Class<?>, Supplier<Object>> controllers,
      Predictor predictor,
      Supplier<ExperimentConfig> config,
      Background background,
      Problems problems,
      Navigator navigator,
      Settings settings,
      FxThread fx) {
    Executor work =
        task ->
            background.quietly(
                "Working for the gallery",
                job -> {
                  task.run();
                  return null;
                });
    gallery = new GalleryModel(predictor, work, fx);
    controllers.put(ScoreStrip.class, () -> new ScoreStrip(gallery));
    controllers.put(FilterBar.class, () -> new FilterBar(gallery));
    controllers.put(
        GalleryController.class,
        () -> new GalleryController(gallery, background, problems, navigator, fx, config));
  }

  /** Stands in where nothing can predict. */
  static Predictor noPredictor() {
    return (checkpoint, images, labels) -> {
      throw TagwrightException.failure("This build cannot predict.");
    };
  }

  public GalleryModel gallery() {
    return gallery;
  }
}
