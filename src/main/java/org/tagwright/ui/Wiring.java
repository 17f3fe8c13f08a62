package org.tagwright.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.queue.RunService;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.FxThread;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.SystemOpener;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.shell.ShellController;
import org.tagwright.ui.shell.ShellModel;
import org.tagwright.ui.shell.ViewLoader;
import org.tagwright.ui.shell.WelcomeController;

/**
 * Makes the parts of the window and hands each what it needs: the one place that knows them all.
 */
public final class Wiring implements AutoCloseable {
  private final Settings settings;
  private boolean drawingDemo;
  private final FxThread fxThread = new FxThread();
  private final Problems problems = new Problems(fxThread);
  private final Background background = new Background(fxThread, problems);
  private final Navigator navigator = new Navigator();
  private final Questions questions = new Questions();
  private final ShellModel shellModel;
  private Consumer<Path> open = new SystemOpener(background);
  private final TrainingWork work;
  private final TrainingViews training;
  private final LookingViews looking;
  private final ViewLoader viewLoader = new ViewLoader(this::controller);
  private final Map<Class<?>, Supplier<Object>> controllers = new HashMap<>();

  /** Reads no disk, so it may run anywhere. */
  public Wiring(Settings settings) {
    this(settings, null, new RunWork(new RunService()));
  }

  /**
   * The same looking at something else, or training otherwise; for tests.
   *
   * @param sources {@code null}: child processes and the disk
   */
  Wiring(Settings settings, LookingViews.Sources sources, TrainingWork work) {
    this.settings = settings;
    this.work = work;
    this.shellModel = new ShellModel(navigator, background, problems, settings, questions);
    controllers.put(ShellController.class, () -> new ShellController(shellModel, viewLoader));
    controllers.put(WelcomeController.class, () -> new WelcomeController(navigator, this::tryDemo));
    training =
        new TrainingViews(
            controllers,
            this.work,
            background,
            problems,
            navigator,
            settings,
            questions,
            fxThread,
            path -> open.accept(path));
    looking =
        new LookingViews(
            controllers,
            sources == null ? LookingViews.Sources.real(training::config) : sources,
            training::config,
            background,
            problems,
            navigator,
            settings,
            fxThread,
            path -> open.accept(path));
  }

  /** Makes the demo data and puts its configuration into the form; Start is the person's. */
  private void tryDemo() {
    if (drawingDemo) {
      return;
    }
    drawingDemo = true;
    DemoRecipe recipe = new DemoRecipe(DemoRecipe.defaultRoot());
    background
        .show(
            "Drawing the demo data",
            progress -> {
              DemoDataset.make(recipe.dataset(), recipe.options(), progress);
              return recipe.config();
            })
        .onEnd(() -> drawingDemo = false)
        .onDone(
            config -> {
              navigator.go(new SetUp(config, "the demo in " + recipe.root()));
              problems.note("The demo data is ready. Press Start to train on it.");
            });
  }

  private Object controller(Class<?> type) {
    Supplier<Object> maker = controllers.get(type);
    if (maker == null) {
      throw new IllegalStateException("Wiring does not know how to make " + type.getName());
    }
    return maker.get();
  }

  /** Opens files and folders otherwise than by the system's programs; for tests. */
  void openBy(Consumer<Path> opener) {
    open = opener;
  }

  /**
   * The question before the window closes.
   *
   * @param close closes it for good
   */
  ClosingQuestion closingQuestion(Runnable close) {
    return new ClosingQuestion(work, training.runs(), background, questions, close);
  }

  public Questions questions() {
    return questions;
  }

  public Settings settings() {
    return settings;
  }

  public Problems problems() {
    return problems;
  }

  public Background background() {
    return background;
  }

  public Navigator navigator() {
    return navigator;
  }

  public ShellModel shellModel() {
    return shellModel;
  }

  public TrainingViews training() {
    return training;
  }

  public LookingViews looking() {
    return looking;
  }

  public ViewLoader viewLoader() {
    return viewLoader;
  }

  /** Goes to the first view; the shell must be loaded. */
  public void start() {
    shellModel.begin();
    training.runs().start();
  }

  @Override
  public void close() {
    work.close();
    looking.close();
    background.close();
  }
}
