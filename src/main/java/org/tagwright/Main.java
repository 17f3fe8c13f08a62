package org.tagwright;

import java.util.Optional;
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
    if (args.length > 0) {
      System.exit(TagwrightCommand.run(args));
    }
    Optional<String> missing =
        Display.missing(
            System.getProperty("os.name"), System.getenv(), System.getProperty("glass.platform"));
    if (missing.isPresent()) {
      System.exit(demoInstead(missing.get()));
    }
    try {
      Application.launch(TagwrightApp.class);
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      // What JavaFX throws where the display does not answer or the window system's libraries lack.
      System.exit(demoInstead(e.getMessage()));
    }
  }

  private static int demoInstead(String reason) {
    System.err.println("Tagwright cannot open its window: " + reason + ".");
    System.err.println("Running the demo in the terminal instead (the same as: tagwright demo).");
    System.err.println();
    return TagwrightCommand.run("demo");
  }
}
