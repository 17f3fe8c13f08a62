package org.tagwright.ui.results;

import java.util.List;
import org.tagwright.results.CheckpointRow;

/** Lowest and highest of a column's values, for the length of bars. */
record Range(double lowest, double highest) {
  static Range of(List<CheckpointRow> rows, String key) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (CheckpointRow row : rows) {
      double value = row.number(key);
      if (!Double.isNaN(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    return new Range(lowest, highest);
  }

  /** Where the value lies, 0.08..1, so that the lowest still has a bar; 1 where all are equal. */
  double share(double value) {
    double span = highest - lowest;
    return span <= 0 ? 1 : 0.08 + 0.92 * (value - lowest) / span;
  }
}
