package org.tagwright.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tagwright.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.JobProgress;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.experiment.BackboneShelf;
import org.tagwright.ui.experiment.ExperimentController;
import org.tagwright.ui.experiment.ExperimentModel;
import org.tagwright.ui.runs.RunsController;
import org.tagwright.ui.runs.RunsModel;

/** The wiring of the views that set up and follow training: Experiment and Runs. */
public final class TrainingViews {
  private final ExperimentModel experiment;
  private final RunsModel runs;

  TrainingViews(
      Map<Class<?>, Supplier<Object>> controllers,
      RunWork work,
      Background background,
      Problems problems,
      Navigator navigator,
      Settings settings,
      Executor fx,
      Consumer<Path> openFolder) {
    experiment = new ExperimentModel(background, problems, settings, navigator, work, noShelf());
    runs = new RunsModel(work, background, navigator, settings, fx, config().output().runs());
    controllers.put(ExperimentController.class, () -> new ExperimentController(experiment));
    controllers.put(
        RunsController.class,
        () -> new RunsController(runs, background, problems, navigator, openFolder));
  }

  private static BackboneShelf noShelf() {
    return new BackboneShelf() {
      @Override
      public List<Facts> facts() {
        return List.of(
            new Facts("resnet18", 11_689_512, 46_830_571),
            new Facts("resnet50", 25_557_032, 102_530_333),
            new Facts("densenet121", 7_978_856, 32_342_954),
            new Facts("mobilenet_v2", 3_504_872, 14_212_972),
            new Facts("efficientnet_b0", 5_288_548, 21_444_401),
            new Facts("vgg16", 138_357_544, 553_433_881));
      }

      @Override
      public boolean atHand(String backbone, Path weightsFolder) {
        return false;
      }

      @Override
      public void fetch(String backbone, Path weightsFolder, JobProgress progress) {
        throw TagwrightException.failure("This build cannot download.");
      }
    };
  }

  /** The configuration in the form, whole or not. */
  public ExperimentConfig config() {
    return experiment.draftProperty().get().first();
  }

  public RunsModel runs() {
    return runs;
  }

  public ExperimentModel experiment() {
    return experiment;
  }
}
