package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tagwright.common.CsvFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.ImageFolder;
import org.tagwright.prediction.LabelsJson;

/** What the gallery can save: predictions, scores, and the names of the images shown. */
public final class GalleryExport {
  private GalleryExport() {}

  /** Every image, in the order predicted. */
  public static List<Integer> all(ScoredImages images) {
    return IntStream.range(0, images.size()).boxed().toList();
  }

  /**
   * Predictions as JSON: file name without extension → ascending class indices, keys sorted.
   *
   * @param which indices of the images to write
   * @throws TagwrightException where the file cannot be written
   */
  public static void predictions(
      Path file, ScoredImages images, List<Integer> which, Thresholds thresholds) {
    List<String> keys =
        ImageFolder.keys(IntStream.range(0, images.size()).mapToObj(images::name).toList());
    SortedMap<String, int[]> byKey = new TreeMap<>();
    for (int i : which) {
      int[] labels = images.predicted(i, thresholds).stream().mapToInt(Integer::intValue).toArray();
      byKey.put(keys.get(i), labels);
    }
    LabelsJson.write(file, byKey);
  }

  /** One row per image, one column per class: the scores, six decimals. */
  public static void scoresCsv(Path file, ScoredImages images, List<Integer> which) {
    CsvFile.write(
        file,
        CsvFile.LINES,
        csv -> {
          csv.print("file");
          csv.printRecord(images.classes());
          for (int i : which) {
            csv.print(images.name(i));
            for (int k = 0; k < images.classes().size(); k++) {
              csv.print(Units.text("%.6f", images.score(i, k)));
            }
            csv.println();
          }
        });
  }

  /** One row per image in the order shown: file, predicted labels, and true labels where known. */
  public static void listCsv(
      Path file, ScoredImages images, List<Integer> which, Thresholds thresholds) {
    CsvFile.write(
        file,
        CsvFile.LINES,
        csv -> {
          csv.printRecord("file", "predicted", "wrong", "missed");
          for (int i : which) {
            List<Tag> tags = images.tags(i, thresholds);
            csv.printRecord(
                images.file(i),
                names(tags, t -> t.score() > (float) t.threshold()),
                names(tags, t -> t.outcome() == Outcome.WRONG),
                names(tags, t -> t.outcome() == Outcome.MISSED));
          }
        });
  }

  private static String names(List<Tag> tags, java.util.function.Predicate<Tag> which) {
    return tags.stream().filter(which).map(Tag::name).collect(Collectors.joining("; "));
  }
}
