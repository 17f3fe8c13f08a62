package org.tagwright.data.imports;

import java.nio.file.Path;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;

/**
 * What an import of labels made.
 *
 * @param read what was read, in words, whole lines but for the last line end, or empty where the
 *     label files say it all
 * @param written label files
 * @param withoutLabels empty ones among them
 * @param labels the classes; their names are in {@code classes.txt} beside the label files
 */
public record ImportResult(String read, int written, int withoutLabels, LabelSet labels) {

  /** Whole lines for the person. */
  public String toText(Path labelFolder) {
    return (read.isEmpty() ? "" : read + "\n")
        + Units.text(
            "%,d label files of %d classes saved to %s; %,d of them without labels.\n",
            written, labels.size(), labelFolder.toAbsolutePath().normalize(), withoutLabels)
        + "The class names are in classes.txt there.\n";
  }
}
