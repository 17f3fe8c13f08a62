package org.tagwright;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import org.tagwright.cli.TagwrightCommand;
import org.tagwright.ui.TagwrightApp;

/**
 * Starts the window, or a terminal command when there are arguments; a file as the only argument is
 * shown in the window.
 *
 * <p>It does not extend {@code javafx.application.Application}: a main class that does is refused
 * by the Java launcher when JavaFX lies on the class path.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    speakEnglish();
    speakUtf8();
    keepToOneself();
    if (!findHome()) {
      System.err.println(
          "tagwright: this user has no home folder. Set HOME to a folder that may be written to.");
      System.exit(1);
    }
    if (args.length > 0 && !FileToOpen.isNamed(args)) {
      System.exit(TagwrightCommand.run(args));
    }
    if (args.length > 0 && !Files.exists(Path.of(args[0]))) {
      System.err.println("tagwright: there is no file " + args[0] + ".");
      System.exit(2);
    }
    Optional<String> missing =
        Display.missing(
            System.getProperty("os.name"), System.getenv(), System.getProperty("glass.platform"));
    if (missing.isPresent()) {
      System.exit(withoutWindow(missing.get(), args));
    }
    try {
      Application.launch(TagwrightApp.class, args);
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      // What JavaFX throws where the display does not answer or the window system's libraries lack.
      System.exit(withoutWindow(e.getMessage(), args));
    }
  }

  /** As the whole program does, so that no number in a message takes the system's digits. */
  private static void speakEnglish() {
    Locale.setDefault(Locale.ENGLISH);
  }

  /** A user without an entry in the system's list has "?" for a home; HOME may tell a real one. */
  private static boolean findHome() {
    String home = System.getProperty("user.home");
    if (home.isBlank() || home.equals("?")) {
      home = System.getenv("HOME");
      if (home == null || home.isBlank() || !Files.isDirectory(Path.of(home))) {
        return false;
      }
      System.setProperty("user.home", home);
    }
    return true;
  }

  /** In the C locale Java would print question marks; the terminals of today read UTF-8. */
  private static void speakUtf8() {
    if (Charset.defaultCharset().equals(StandardCharsets.US_ASCII)) {
      System.setOut(utf8(FileDescriptor.out));
      System.setErr(utf8(FileDescriptor.err));
    }
  }

  /** DJL would tell its makers of its start where it finds itself in Amazon's cloud. */
  private static void keepToOneself() {
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int withoutWindow(String reason, String... args) {
    System.err.println("Tagwright cannot open its window: " + reason + ".");
    if (args.length > 0) {
      System.err.println("The terminal commands work without one; tagwright --help lists them.");
      return 1;
    }
    System.err.println("Running the demo in the terminal instead (the same as: tagwright demo).");
    System.err.println();
    return TagwrightCommand.run("demo");
  }
}
