package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
            "%s of %s saved to %s; %,d of them without labels.\n",
            Units.count(written, "label file"),
            Units.count(labels.size(), "class"),
            labelFolder.toAbsolutePath().normalize(),
            withoutLabels)
        + "The class names are in classes.txt there.\n"
        + alike();
  }

  /** Names that a person hardly meant as two classes. */
  private String alike() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String name : labels.names()) {
      String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
      names.computeIfAbsent(plain, k -> new ArrayList<>()).add(name);
    }
    return names.values().stream()
        .filter(same -> same.size() > 1)
        .map(same -> "WARNING: classes of nearly the same name: " + String.join(", ", same) + "\n")
        .collect(Collectors.joining());
  }
}
