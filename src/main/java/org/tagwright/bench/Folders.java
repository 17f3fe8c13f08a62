package org.tagwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;

/** Removes a benchmark's leftovers. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with its content, if it exists. */
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
