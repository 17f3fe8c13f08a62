package org.tagwright.ui.common;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What every view works with.
 *
 * @param fx the window's thread
 * @param open shows a file or folder by the system's programs
 */
public record Workbench(
    Executor fx,
    Problems problems,
    Background background,
    Navigator navigator,
    Questions questions,
    Settings settings,
    Consumer<Path> open)
    implements AutoCloseable {

  /** A new one, which opens files by the system's programs. */
  public static Workbench of(Settings settings, Executor fx) {
    Problems problems = new Problems(fx);
    Background background = new Background(fx, problems);
    return new Workbench(
        fx,
        problems,
        background,
        new Navigator(),
        new Questions(),
        settings,
        new SystemOpener(background));
  }

  /** The same, with files and folders opened otherwise. */
  public Workbench openingBy(Consumer<Path> opener) {
    return new Workbench(fx, problems, background, navigator, questions, settings, opener);
  }

  /** Work in the background that nobody is shown unless it fails. */
  public Executor quietly() {
    return task ->
        background.quietly(
            "This could not be done",
            job -> {
              task.run();
              return null;
            });
  }

  @Override
  public void close() {
    background.close();
  }
}
