package org.tagwright.data.imports;

import java.io.IOException;
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
   * @param target where the labels go
   * @throws TagwrightException of kind input where the source or the folder cannot be used; of kind
   *     failure where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  ImportResult run(ImportTarget target, Progress progress);

  /**
   * COCO's {@code instances_*.json}.
   *
   * @param dropEmpty whether images without boxes get no label file
   */
  record Coco(Path instances, boolean dropEmpty) implements LabelImport {
    @Override
    public ImportResult run(ImportTarget target, Progress progress) {
      CocoImport.Result result = CocoImport.run(instances, target, dropEmpty, progress);
      String read =
          Units.text(
              "%,d boxes of %d classes in %,d images; %,d images without boxes (%s).",
              result.boxes(),
              result.labels().size(),
              result.images(),
              result.withoutBoxes(),
              dropEmpty ? "left out" : "kept, without labels");
      if (!result.leftOut().isEmpty()) {
        read +=
            "\nLeft out, as a group of classes without boxes: "
                + String.join(", ", result.leftOut())
                + ".";
      }
      int withoutLabels = dropEmpty ? 0 : result.withoutBoxes();
      return new ImportResult(read, result.written(), withoutLabels, result.labels());
    }
  }

  /**
   * A table.
   *
   * @param classes file with one class name per line, or {@code null}: the names in the table
   * @param choices how to read it, where the table leaves a doubt
   */
  record Csv(Path table, Path classes, TableChoices choices) implements LabelImport {
    @Override
    public ImportResult run(ImportTarget target, Progress progress) {
      return CsvImport.run(table, classes, choices, target, progress);
    }
  }

  /**
   * Verified image labels of OpenImages: only some classes were looked at in each image.
   *
   * @param descriptions a table of class ids and names, or {@code null}: ids are names
   * @param classes file with one class name or id per line, or {@code null}: those that occur
   */
  record OpenImages(Path labels, Path descriptions, Path classes) implements LabelImport {
    @Override
    public ImportResult run(ImportTarget target, Progress progress) {
      return OpenImagesImport.run(labels, descriptions, classes, target, progress);
    }

    /** Whether a file begins with the columns of these labels. */
    public static boolean looksLike(Path file) throws IOException {
      return OpenImagesImport.looksLike(file);
    }
  }

  /**
   * A folder of YOLO's text files.
   *
   * @param names one class name per line, or a {@code data.yaml}
   */
  record Yolo(Path folder, Path names) implements LabelImport {
    @Override
    public ImportResult run(ImportTarget target, Progress progress) {
      return YoloImport.run(folder, names, target, progress);
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
