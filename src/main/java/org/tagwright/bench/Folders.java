package org.tagwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;

/** Clears away what a benchmark leaves. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with all that is in it, where it is there. */
  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
  }
}
