package org.tagwright.review;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;
import org.tagwright.prediction.LabelsJson;

/** What the gallery can save: predictions, scores, and the names of the images shown. */
public final class GalleryExport {
  private GalleryExport() {}

  /** Writes part of a file. */
  private interface Content {
    void to(Writer out) throws IOException;
  }

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
    SortedMap<String, int[]> byStem = new TreeMap<>();
    for (int i : which) {
      int[] labels = images.predicted(i, thresholds).stream().mapToInt(Integer::intValue).toArray();
      byStem.put(ImageFolder.stem(images.name(i)), labels);
    }
    LabelsJson.write(file, byStem);
  }

  /** A row an image, a column a class: the scores, six decimals. */
  public static void scoresCsv(Path file, ScoredImages images, List<Integer> which) {
    write(
        file,
        out -> {
          out.write("file");
          for (String name : images.classes()) {
            out.write("," + csv(name));
          }
          out.write("\n");
          for (int i : which) {
            out.write(csv(images.name(i)));
            for (int k = 0; k < images.classes().size(); k++) {
              out.write(String.format(Locale.ROOT, ",%.6f", images.score(i, k)));
            }
            out.write("\n");
          }
        });
  }

  /** A row an image in the order shown: file, predicted labels, and true labels where known. */
  public static void listCsv(
      Path file, ScoredImages images, List<Integer> which, Thresholds thresholds) {
    write(
        file,
        out -> {
          out.write("file,predicted,wrong,missed\n");
          for (int i : which) {
            List<Tag> tags = images.tags(i, thresholds);
            out.write(
                String.join(
                        ",",
                        csv(images.file(i).toString()),
                        csv(names(tags, t -> t.outcome() != Outcome.MISSED)),
                        csv(names(tags, t -> t.outcome() == Outcome.WRONG)),
                        csv(names(tags, t -> t.outcome() == Outcome.MISSED)))
                    + "\n");
          }
        });
  }

  private static String names(List<Tag> tags, java.util.function.Predicate<Tag> which) {
    return tags.stream().filter(which).map(Tag::name).collect(Collectors.joining("; "));
  }

  private static void write(Path file, Content content) {
    try {
      AtomicFile.write(file, stream -> write(stream, content));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static void write(OutputStream stream, Content content) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    content.to(out);
    out.flush(); // the stream is AtomicFile's to close
  }

  private static String csv(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
