package org.tagwright.data.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;

/** Writes the labels of a data set for another tool. */
public final class LabelExport {
  private LabelExport() {}

  /** The forms there are. */
  public enum Format {
    /** COCO's JSON with one annotation per image and class, without boxes. */
    COCO(false),
    /** A table with a column per class: 1, 0, or -1 for unknown. */
    CSV(true),
    /** A table with the names of each image's classes in one cell. */
    CSV_LIST(false),
    /** A folder of YOLO's text files, each class with a box as large as the image. */
    YOLO(false);

    private final boolean unknown;

    Format(boolean unknown) {
      this.unknown = unknown;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Writes all samples.
   *
   * @param out the file, or for YOLO the folder, which must not exist
   * @return what was written, in whole lines
   * @throws TagwrightException of kind input where the form cannot hold these class names or the
   *     folder exists; of kind failure where it cannot be written
   */
  public static String write(DatasetIndex index, Format format, Path out, Progress progress) {
    progress.update("writing labels", 0, -1);
    try {
      switch (format) {
        case COCO -> CocoExport.write(index, out);
        case CSV -> CsvExport.oneColumnPerClass(index, out);
        case CSV_LIST -> CsvExport.list(index, out);
        case YOLO -> YoloExport.write(index, out, progress);
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(out, e);
    }
    String text =
        "Labels of "
            + Units.count(index.size(), "image")
            + " saved to "
            + out.toAbsolutePath().normalize()
            + "\n";
    if (index.anyUnknown()) {
      text +=
          Units.count(index.unknownLabels(), "unknown label")
              + (format.unknown
                  ? " written as unknown.\n"
                  : ": this form cannot say so, and they read as absent. The form csv can.\n");
    }
    return text;
  }
}
