package org.tagwright.results;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint.
 *
 * @param file absolute
 * @param bytes size of the file
 * @param modified when the file was written
 * @param values by column key: String, Double, Boolean or Instant; an absent key is a missing value
 */
public record CheckpointRow(Path file, long bytes, Instant modified, Map<String, Object> values) {
  public CheckpointRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value in that column, or {@code null}. */
  public @Nullable Object get(String key) {
    return values.get(key);
  }

  /** Whether a person has put it aside, so that tables leave it out unless they are asked. */
  public boolean archived() {
    return Boolean.TRUE.equals(get(Column.ARCHIVED));
  }

  /** The value in that column as a number; NaN where it is none. */
  public double number(String key) {
    return values.get(key) instanceof Double d ? d : Double.NaN;
  }
}
