package org.tagwright.results;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is known of the images that a checkpoint's scores were measured on. A checkpoint does not
 * name them: the data set, the part held out and the seed that drew it stand for them.
 */
public final class ValidationData {
  /** Columns that tell the data set and the way it was split. */
  static final List<String> KEYS =
      Stream.of(
              "data.root",
              "data.trainImages",
              "data.trainLabels",
              "data.classes",
              "data.split",
              "data.valSplit")
          .map(KnownColumns::keyOf)
          .toList();

  /** Draws the split, so that other seeds validate on other images of the same data set. */
  private static final String SEED = "seed";

  private ValidationData() {}

  /** The values under {@link #KEYS}: equal for the same data set, split in the same way. */
  public static List<Object> of(CheckpointRow row) {
    return KEYS.stream().map(key -> Objects.requireNonNullElse(row.get(key), "not known")).toList();
  }

  /** The first thing in which two {@link #of} differ, such as {@code Data /a, not /b}. */
  public static String difference(List<Object> one, List<Object> other) {
    return IntStream.range(0, KEYS.size())
        .filter(i -> !one.get(i).equals(other.get(i)))
        .mapToObj(i -> "%s %s, not %s".formatted(title(KEYS.get(i)), one.get(i), other.get(i)))
        .findFirst()
        .orElse("");
  }

  private static String title(String key) {
    Column column = KnownColumns.get(key);
    return column == null ? key : column.title();
  }

  /** Whether a checkpoint says at all what it was validated on; the older project's do not. */
  public static boolean isKnown(CheckpointRow row) {
    return row.get(KEYS.get(0)) != null;
  }

  /**
   * Titles of that in which the validation images of those rows differ; empty: the same images, as
   * far as is known.
   */
  public static List<String> differences(List<CheckpointRow> rows) {
    return Stream.concat(KEYS.stream(), Stream.of(SEED))
        .filter(key -> rows.stream().map(r -> r.get(key)).distinct().count() > 1)
        .map(ValidationData::title)
        .toList();
  }
}
