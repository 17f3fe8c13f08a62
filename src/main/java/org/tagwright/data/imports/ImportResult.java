package org.tagwright.data.imports;

import java.nio.file.Path;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;

/**
 * What an import of labels made.
 *
 * @param read what was read, in words, one line, or empty where the label files say it all
 * @param written label files
 * @param withoutLabels empty ones among them
 * @param labels the classes; where they are not COCO's, they are in {@code classes.txt} beside the
 *     label files
 */
public record ImportResult(String read, int written, int withoutLabels, LabelSet labels) {

  /** Whether the classes are COCO's 80, so that no {@code classes.txt} was written. */
  public boolean cocosClasses() {
    return labels.equals(LabelSet.COCO);
  }

  /** One to three whole lines for the person. */
  public String toText(Path labelFolder) {
    return (read.isEmpty() ? "" : read + "\n")
        + Units.text(
            "%,d label files of %d classes in %s; %,d of them without labels.\n",
            written, labels.size(), labelFolder.toAbsolutePath().normalize(), withoutLabels)
        + (cocosClasses()
            ? ""
            : "The classes are not COCO's 80: their names are in classes.txt there.\n");
  }
}
