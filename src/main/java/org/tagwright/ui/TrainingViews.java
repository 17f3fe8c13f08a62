package org.tagwright.ui;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Settings;
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
      TrainingWork work,
      Background background,
      Problems problems,
      Navigator navigator,
      Settings settings,
      Questions questions,
      Executor fx,
      Consumer<Path> openFolder) {
    experiment = new ExperimentModel(background, problems, settings, navigator, work);
    runs = new RunsModel(work, background, navigator, settings, fx, config().output().runs());
    controllers.put(ExperimentController.class, () -> new ExperimentController(experiment));
    controllers.put(
        RunsController.class,
        () -> new RunsController(runs, background, problems, questions, navigator, openFolder));
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
