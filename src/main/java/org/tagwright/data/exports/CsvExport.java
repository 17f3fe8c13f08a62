package org.tagwright.data.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.CsvFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;

/** Tables of labels, a row per image. */
final class CsvExport {
  private static final String FILE = "file_name";
  private static final String SEPARATOR = "|";

  private CsvExport() {}

  static void oneColumnPerClass(DatasetIndex index, Path out) {
    if (index.labels().indexOf(FILE) >= 0) {
      throw TagwrightException.input(
          "The class '"
              + FILE
              + "' is called as the column of the images. Rename it, or export"
              + " another form.");
    }
    List<String> header = new ArrayList<>(List.of(FILE));
    header.addAll(index.labels().names());
    CsvFile.write(
        out,
        CSVFormat.RFC4180,
        csv -> {
          csv.printRecord(header);
          for (int i = 0; i < index.size(); i++) {
            csv.print(index.name(i));
            for (int k = 0; k < index.classes(); k++) {
              csv.print(index.isUnknown(i, k) ? "-1" : index.has(i, k) ? "1" : "0");
            }
            csv.println();
          }
        });
  }

  /** The names in the order of the classes go into a file beside, for a list tells no order. */
  static void list(DatasetIndex index, Path out) throws IOException {
    for (String name : index.labels().names()) {
      if (name.contains(SEPARATOR)) {
        throw TagwrightException.input(
            "The class '"
                + name
                + "' has a | in its name, which separates names in such a table."
                + " Rename it, or export another form.");
      }
    }
    AtomicFile.writeString(
        out.resolveSibling(stem(out) + "-" + LabelSet.FILE_NAME),
        String.join("\n", index.labels().names()) + "\n");
    CsvFile.write(
        out,
        CSVFormat.RFC4180,
        csv -> {
          csv.printRecord(FILE, "labels");
          for (int i = 0; i < index.size(); i++) {
            csv.printRecord(index.name(i), String.join(SEPARATOR, index.classNames(i)));
          }
        });
  }

  private static String stem(Path out) {
    String name = String.valueOf(out.getFileName());
    return name.endsWith(".csv") ? name.substring(0, name.length() - ".csv".length()) : name;
  }
}
