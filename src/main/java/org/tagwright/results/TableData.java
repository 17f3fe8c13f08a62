package org.tagwright.results;

import java.util.Collections;
import java.util.List;

/**
 * A finished table to show or to write.
 *
 * @param rows one list per row, cells in the order of {@code columns}; a missing cell is null
 */
public record TableData(List<Column> columns, List<List<Object>> rows) {
  public TableData {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }
}
