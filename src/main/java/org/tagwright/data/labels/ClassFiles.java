package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.AtomicFile;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;

/**
 * The files that list a data set's class names: the one that counts for all its labels, and copies
 * among label files where there are any.
 *
 * @param main written in any case, unless the label folder alone has a list
 */
record ClassFiles(Path main, Path labels, boolean configured) {

  static ClassFiles of(ExperimentConfig.Data data, Path labels) {
    Path configured = data.classesFile();
    return new ClassFiles(
        configured != null ? configured : data.root().resolve(LabelSet.FILE_NAME),
        labels,
        configured != null);
  }

  /**
   * Each file whole or not at all; doing it again does no harm.
   *
   * @param beside further label folders that the names are of
   */
  void write(List<String> names, List<Path> beside) throws IOException {
    String text = String.join("\n", names) + "\n";
    for (Path folder : beside) {
      if (hasOwn(folder)) {
        write(folder.resolve(LabelSet.FILE_NAME), text);
      }
    }
    boolean copy = hasOwn(labels);
    if (copy) {
      write(labels.resolve(LabelSet.FILE_NAME), text);
    }
    if (configured || !copy || Files.exists(main)) {
      write(main, text);
    }
  }

  /** Whether a label folder brings a list of its own. */
  static boolean hasOwn(Path folder) {
    return Files.exists(folder.resolve(LabelSet.FILE_NAME));
  }

  /** Takes no room on a full disk where nothing changes. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      AtomicFile.writeString(file, text);
    }
  }
}
