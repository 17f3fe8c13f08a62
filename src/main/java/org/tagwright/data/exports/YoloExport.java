package org.tagwright.data.exports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tagwright.common.Progress;
import org.tagwright.common.Staging;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;

/** A folder with {@code data.yaml}, which has the names, and a text file per image. */
final class YoloExport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private YoloExport() {}

  static void write(DatasetIndex index, Path out, Progress progress) throws IOException {
    if (Files.exists(out)) {
      throw TagwrightException.input(out + " exists already. Choose a new folder.");
    }
    Path parent = out.toAbsolutePath().normalize().resolveSibling("");
    Files.createDirectories(parent);
    try (Staging staging = Staging.in(parent)) {
      Path made = Files.createDirectory(staging.folder().resolve("yolo"));
      Files.writeString(made.resolve("data.yaml"), names(index));
      for (int i = 0; i < index.size(); i++) {
        progress.orCancel();
        progress.update("writing labels", i, index.size());
        Path file = made.resolve("labels").resolve(index.stem(i) + ".txt");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(
            file,
            Arrays.stream(index.classesOf(i))
                .mapToObj(k -> k + " 0.5 0.5 1 1\n")
                .collect(Collectors.joining()));
      }
      Files.move(made, out);
    }
  }

  /** JSON's strings are YAML's too, whatever is in them. */
  private static String names(DatasetIndex index) throws IOException {
    StringBuilder yaml = new StringBuilder("nc: " + index.classes() + "\nnames:\n");
    for (int k = 0; k < index.classes(); k++) {
      yaml.append("  ").append(k).append(": ");
      yaml.append(JSON.writeValueAsString(index.labels().name(k))).append('\n');
    }
    return yaml.toString();
  }
}
