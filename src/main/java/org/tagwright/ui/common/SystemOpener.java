package org.tagwright.ui.common;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tagwright.common.TagwrightException;

/**
 * Shows files and folders by the programs that the system has for them. Where there is none, such
 * as on a machine without a desktop, it says so and names the file.
 */
public final class SystemOpener implements Consumer<Path> {
  private static final int LONGEST_WAIT_SECONDS = 5;

  private final Background background;

  public SystemOpener(Background background) {
    this.background = background;
  }

  @Override
  public void accept(Path file) {
    background.quietly(
        "Opening " + file,
        job -> {
          open(file, System.getProperty("os.name"), System.getenv("PATH"));
          return null;
        });
  }

  /**
   * Asks the system to open a file.
   *
   * @throws TagwrightException where nobody can
   */
  static void open(Path file, String system, String path) throws InterruptedException {
    if (!Files.exists(file)) {
      throw TagwrightException.input(file + " is not there any more.");
    }
    List<String> command = command(file.toAbsolutePath(), system, path);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Some openers stay as long as what they opened: only an early end tells anything.
      boolean ended = process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      if (ended && process.exitValue() != 0 && !command.get(0).startsWith("explorer")) {
        throw nobody(file, command.get(0) + " found no program for it");
      }
    } catch (IOException e) {
      throw nobody(file, e.getMessage());
    }
  }

  /** Explorer's exit code says nothing. */
  private static List<String> command(Path file, String system, String path) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("explorer", file.toString());
    }
    if (name.startsWith("mac")) {
      return List.of("open", file.toString());
    }
    List<String> openers = new ArrayList<>();
    for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
      if (!folder.isBlank() && Files.isExecutable(Path.of(folder, "xdg-open"))) {
        openers.add(Path.of(folder, "xdg-open").toString());
      }
    }
    if (openers.isEmpty()) {
      throw nobody(file, "there is no desktop here (no xdg-open)");
    }
    return List.of(openers.get(0), file.toString());
  }

  private static TagwrightException nobody(Path file, String reason) {
    return TagwrightException.failure(
        "The system cannot show " + file + ": " + reason + ". Open it by another program.");
  }
}
