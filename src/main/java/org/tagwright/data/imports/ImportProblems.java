package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.TagwrightException;

/** What is wrong with files to be imported, collected, so that it is told all at once. */
final class ImportProblems {
  private static final int SHOWN = 20;

  private final List<String> shown = new ArrayList<>();
  private int count;

  /**
   * @param line from 1, or 0 for the whole file
   */
  void add(Path file, int line, String message) {
    count++;
    if (shown.size() < SHOWN) {
      shown.add("  " + file + (line > 0 ? ":" + line : "") + ": " + message);
    }
  }

  /**
   * @throws TagwrightException of kind input where there are any
   */
  void throwIfAny() {
    if (count > 0) {
      throw TagwrightException.input(
          "Nothing was imported:\n"
              + String.join("\n", shown)
              + (count > SHOWN ? "\n  … and " + (count - SHOWN) + " more" : ""));
    }
  }
}
