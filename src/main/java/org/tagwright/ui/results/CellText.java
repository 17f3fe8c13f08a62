package org.tagwright.ui.results;

import org.tagwright.common.Units;
import org.tagwright.results.Column;

/** What stands in a cell; apart from the cell itself, since that needs a toolkit. */
final class CellText {
  private CellText() {}

  /** As the column shows it, but thresholds as even as scores. */
  static String of(Column column, Object value) {
    return column.key().equals("threshold") && value instanceof Double number
        ? Units.decimal(number, 4)
        : column.show(value);
  }
}
