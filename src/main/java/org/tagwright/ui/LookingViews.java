package org.tagwright.ui;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tagwright.classmap.ClassMapService;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.prediction.PredictionService;
import org.tagwright.review.ChildPredictor;
import org.tagwright.review.Predictor;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.FxThread;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.data.DataController;
import org.tagwright.ui.data.DataModel;
import org.tagwright.ui.gallery.ClassSeer;
import org.tagwright.ui.gallery.FilterBar;
import org.tagwright.ui.gallery.GalleryController;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.gallery.ScoreStrip;
import org.tagwright.ui.gallery.ThresholdSaver;
import org.tagwright.ui.results.CheckpointSource;
import org.tagwright.ui.results.DiskCheckpoints;
import org.tagwright.ui.results.EvaluateModel;
import org.tagwright.ui.results.Evaluator;
import org.tagwright.ui.results.ResultsController;
import org.tagwright.ui.results.ResultsModel;
import org.tagwright.ui.results.ResultsToolbar;
import org.tagwright.ui.results.RowActions;

/** The wiring of the views that look at what training made: Data, Results, Gallery. */
public final class LookingViews {
  /**
   * What the views look at; tests have their own.
   *
   * @param end ends what the sources have started
   */
  public record Sources(
      Predictor predictor,
      ClassSeer seer,
      CheckpointSource checkpoints,
      Evaluator evaluator,
      AutoCloseable end) {
    /** Looks at made-up things, where no class map is asked for. */
    public Sources(Predictor predictor, CheckpointSource checkpoints) {
      this(
          predictor,
          ClassSeer.none(),
          checkpoints,
          (request, progress) -> {
            throw new IllegalStateException("nothing is evaluated here");
          },
          () -> {});
    }

    /** Child processes and the disk. */
    static Sources real(Supplier<ExperimentConfig> config) {
      ClassMapService maps = new ClassMapService();
      return new Sources(
          new ChildPredictor(new PredictionService(), () -> config.get().output().predictions()),
          ClassSeer.of(maps),
          new DiskCheckpoints(),
          new EvaluationService()::run,
          maps);
    }
  }

  private final Sources sources;
  private final Problems problems;
  private final GalleryModel gallery;
  private final ThresholdSaver saver;
  private final ResultsModel results;
  private final EvaluateModel evaluate;
  private final DataModel data;

  /**
   * @param sources what is looked at
   * @param controllers where the views' controllers are registered
   * @param config the configuration that the person works on
   * @param open shows a file or folder by the system's programs
   */
  LookingViews(
      Map<Class<?>, Supplier<Object>> controllers,
      Sources sources,
      Supplier<ExperimentConfig> config,
      Background background,
      Problems problems,
      Navigator navigator,
      Settings settings,
      FxThread fx,
      Consumer<Path> open) {
    this.sources = sources;
    this.problems = problems;
    Executor work =
        task ->
            background.quietly(
                "This could not be done",
                job -> {
                  task.run();
                  return null;
                });
    gallery = new GalleryModel(sources.predictor(), sources.seer(), work, fx);
    saver = new ThresholdSaver(gallery, background, problems);
    controllers.put(ScoreStrip.class, () -> new ScoreStrip(gallery, saver));
    controllers.put(FilterBar.class, () -> new FilterBar(gallery));
    controllers.put(
        GalleryController.class,
        () ->
            new GalleryController(
                gallery, background, problems, navigator, fx, config, open, saver));
    data = new DataModel(background, problems, config, settings, fx);
    controllers.put(
        DataController.class,
        () -> new DataController(data, background, problems, open, navigator, fx));
    results = new ResultsModel(sources.checkpoints(), work, fx);
    evaluate = new EvaluateModel(sources.evaluator(), background, config);
    controllers.put(RowActions.class, () -> new RowActions(results, navigator, config));
    controllers.put(ResultsToolbar.class, () -> new ResultsToolbar(results));
    controllers.put(
        ResultsController.class,
        () ->
            new ResultsController(
                results, evaluate, background, problems, navigator, settings, fx, config, open));
  }

  public ThresholdSaver thresholdSaver() {
    return saver;
  }

  public DataModel data() {
    return data;
  }

  public EvaluateModel evaluate() {
    return evaluate;
  }

  public ResultsModel results() {
    return results;
  }

  public GalleryModel gallery() {
    return gallery;
  }

  /** Ends the processes that were started for looking. */
  void close() {
    try {
      sources.end().close();
    } catch (Exception e) {
      problems.report("Closing the window", e);
    }
  }
}
