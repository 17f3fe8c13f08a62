package org.tagwright.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tagwright.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.JobProgress;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.experiment.BackboneShelf;
import org.tagwright.ui.experiment.ExperimentController;
import org.tagwright.ui.experiment.ExperimentModel;
import org.tagwright.ui.experiment.RunStarter;

/** The wiring of the views that set up and follow training: Experiment and Runs. */
public final class TrainingViews {
  private final ExperimentModel experiment;

  TrainingViews(
      Map<Class<?>, Supplier<Object>> controllers,
      Background background,
      Problems problems,
      Navigator navigator,
      Settings settings) {
    experiment =
        new ExperimentModel(background, problems, settings, navigator, noStarter(), noShelf());
    controllers.put(ExperimentController.class, () -> new ExperimentController(experiment));
  }

  private static RunStarter noStarter() {
    return new RunStarter() {
      @Override
      public Path start(ExperimentConfig config) {
        throw TagwrightException.failure("This build cannot train.");
      }

      @Override
      public void enqueue(List<Sweep.Variant> runs) {
        throw TagwrightException.failure("This build cannot train.");
      }
    };
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

  public ExperimentModel experiment() {
    return experiment;
  }
}
