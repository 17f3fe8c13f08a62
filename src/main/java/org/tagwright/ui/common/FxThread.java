package org.tagwright.ui.common;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * The way onto the JavaFX application thread, and the only class that knows {@code runLater}.
 *
 * <p>Models take an {@link Executor} and so are tested without a toolkit by {@code Runnable::run}.
 */
public final class FxThread implements Executor {
  @Override
  public void execute(Runnable work) {
    if (Platform.isFxApplicationThread()) {
      work.run();
    } else {
      Platform.runLater(work);
    }
  }
}
