package org.tagwright.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tagwright.checkpoint.TagwrightExtras;

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

  private static final String LABELS = TagwrightExtras.VALIDATED_ON;

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

  /**
   * Rows whose scores were measured on labels that have changed since: a later row was validated on
   * the same images with other labels.
   */
  public static Set<CheckpointRow> onOlderLabels(List<CheckpointRow> rows) {
    Map<String, CheckpointRow> newest = new HashMap<>();
    for (CheckpointRow row : rows) {
      if (row.get(LABELS) instanceof String on) {
        newest.merge(images(on), row, (a, b) -> b.modified().isAfter(a.modified()) ? b : a);
      }
    }
    return rows.stream()
        .filter(
            row ->
                row.get(LABELS) instanceof String on
                    && !on.equals(Objects.requireNonNull(newest.get(images(on))).get(LABELS)))
        .collect(Collectors.toSet());
  }

  /** What stands for the images, in what stands for images and labels. */
  private static String images(String on) {
    return on.substring(0, Math.max(0, on.indexOf('-')));
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
