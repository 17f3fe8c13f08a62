package org.tagwright.prediction;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * The predictions file that the older project's tools read: one object, a line per image, the key
 * its file name without extension, the value its class indices.
 */
public final class LabelsJson {
  private LabelsJson() {}

  /** The indices of the scores above the threshold of their class, ascending. */
  public static int[] labels(float[] scores, double[] thresholds) {
    return IntStream.range(0, scores.length).filter(c -> scores[c] > thresholds[c]).toArray();
  }

  /** Writes the file, atomically. */
  public static void write(Path file, SortedMap<String, int[]> labelsByImage) {
    try {
      AtomicFile.write(
          file,
          out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(text, labelsByImage);
            text.flush();
          });
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static void write(Writer out, SortedMap<String, int[]> labelsByImage) throws IOException {
    out.write("{");
    Iterator<Map.Entry<String, int[]>> entries = labelsByImage.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, int[]> entry = entries.next();
      String key = new String(JsonStringEncoder.getInstance().quoteAsString(entry.getKey()));
      String labels =
          IntStream.of(entry.getValue())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(", "));
      out.write("\n    \"" + key + "\": [" + labels + "]" + (entries.hasNext() ? "," : "\n"));
    }
    out.write("}\n");
  }
}
