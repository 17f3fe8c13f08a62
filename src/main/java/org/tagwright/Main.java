package org.tagwright;

import org.tagwright.cli.TagwrightCommand;

/**
 * Starts the window, or a terminal command when there are arguments.
 *
 * <p>It does not extend {@code javafx.application.Application}: a main class that does is refused
 * by the Java launcher when JavaFX lies on the class path.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(TagwrightCommand.run(args));
  }
}
