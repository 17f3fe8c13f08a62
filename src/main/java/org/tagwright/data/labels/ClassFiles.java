package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.AtomicFile;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;

/**
 * The files that list a data set's class names: the one that counts for all its labels, and a copy
 * among the label files where there is one.
 *
 * @param main written in any case, unless {@code beside} alone exists
 * @param beside {@code classes.txt} in the label folder
 */
record ClassFiles(Path main, Path beside, boolean configured) {

  static ClassFiles of(ExperimentConfig.Data data, Path labels) {
    Path configured = data.classesFile();
    return new ClassFiles(
        configured != null ? configured : data.root().resolve(LabelSet.FILE_NAME),
        labels.resolve(LabelSet.FILE_NAME),
        configured != null);
  }

  /** Each file whole or not at all; doing it again does no harm. */
  void write(List<String> names) throws IOException {
    String text = String.join("\n", names) + "\n";
    boolean copy = Files.exists(beside);
    if (copy) {
      write(beside, text);
    }
    if (configured || !copy || Files.exists(main)) {
      write(main, text);
    }
  }

  /** Takes no room on a full disk where nothing changes. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      AtomicFile.writeString(file, text);
    }
  }
}
