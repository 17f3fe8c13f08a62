package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;

/** Labels in somebody else's form, to be turned into label files. */
public sealed interface LabelImport {
  /**
   * Writes a label file for each image, all of them or none.
   *
   * @param labelFolder a new or empty folder
   * @throws TagwrightException of kind input where the source or the folder cannot be used; of kind
   *     failure where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  ImportResult run(Path labelFolder, Progress progress);

  /**
   * @throws TagwrightException of kind input where the folder has files already, which would mix
   *     with the new ones
   */
  static void requireFree(Path labelFolder) {
    LabelFolder.requireFree(labelFolder);
  }

  /**
   * COCO's {@code instances_*.json}.
   *
   * @param dropEmpty whether images without boxes get no label file
   */
  record Coco(Path instances, boolean dropEmpty) implements LabelImport {
    @Override
    public ImportResult run(Path labelFolder, Progress progress) {
      CocoImport.Result result = CocoImport.run(instances, labelFolder, dropEmpty, progress);
      String read =
          Units.text(
              "%,d boxes of %d classes in %,d images; %,d images without boxes (%s).",
              result.boxes(),
              result.labels().size(),
              result.images(),
              result.withoutBoxes(),
              dropEmpty ? "left out" : "kept, without labels");
      int withoutLabels = dropEmpty ? 0 : result.withoutBoxes();
      return new ImportResult(read, result.written(), withoutLabels, result.labels());
    }
  }

  /**
   * A table.
   *
   * @param classes file with one class name a line, or {@code null}: the names in the table
   */
  record Csv(Path table, Path classes) implements LabelImport {
    @Override
    public ImportResult run(Path labelFolder, Progress progress) {
      return CsvImport.run(table, classes, labelFolder, progress);
    }
  }

  /**
   * A folder of YOLO's text files.
   *
   * @param names one class name a line, or a {@code data.yaml}
   */
  record Yolo(Path folder, Path names) implements LabelImport {
    @Override
    public ImportResult run(Path labelFolder, Progress progress) {
      return YoloImport.run(folder, names, labelFolder, progress);
    }

    /**
     * The class names in a file, as this import reads them.
     *
     * @throws TagwrightException of kind input where it has none
     */
    public static LabelSet names(Path file) {
      return YoloImport.names(file);
    }
  }
}
