package org.tagwright;

import javafx.application.Application;
import org.tagwright.cli.TagwrightCommand;
import org.tagwright.ui.TagwrightApp;

/**
 * Starts the window, or a terminal command when there are arguments.
 *
 * <p>It does not extend {@code javafx.application.Application}: a main class that does is refused
 * by the Java launcher when JavaFX lies on the class path.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      Application.launch(TagwrightApp.class);
    } else {
      System.exit(TagwrightCommand.run(args));
    }
  }
}
