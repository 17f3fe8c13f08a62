package org.tagwright.bench;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** A real window for the programs that measure it, and work on its thread. */
public final class BenchWindow {
  private BenchWindow() {}

  /** Only begins the toolkit. */
  public static final class Window extends Application {
    private static volatile Stage stage;

    @Override
    public void start(Stage first) {
      stage = first;
    }
  }

  /** Begins the toolkit. */
  static void begin() throws InterruptedException {
    Thread toolkit = new Thread(() -> Application.launch(Window.class), "toolkit");
    toolkit.setDaemon(true);
    toolkit.start();
    while (Window.stage == null) {
      Thread.sleep(20);
    }
  }

  /** The toolkit's first stage, shown by whoever has something to show. */
  static Stage stage() {
    return Window.stage;
  }

  /** Does work on the window's thread and waits for it. */
  static <T> T onFx(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }

  /** Asks on the window's thread, each so many milliseconds, until it holds. */
  static void await(int everyMillis, BooleanSupplier condition) throws Exception {
    while (!onFx(condition::getAsBoolean)) {
      Thread.sleep(everyMillis);
    }
  }

  /** Prints a line. */
  static void say(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values));
  }
}
