package org.tagwright.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A finished table to show or to write.
 *
 * @param rows one list a row, cells in the order of {@code columns}; a missing cell is null
 */
public record TableData(List<Column> columns, List<List<Object>> rows) {
  public TableData {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  /**
   * Sorted by the first key, equal ones by the second, and so on; other tables' keys don't count.
   */
  public TableData sortedBy(List<SortKey> keys) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    List<String> names = columns.stream().map(Column::key).toList();
    // The least important first: a stable sort keeps its order where the next one sees no
    // difference.
    for (int i = keys.size() - 1; i >= 0; i--) {
      SortKey key = keys.get(i);
      int column = names.indexOf(KnownColumns.keyOf(key.column()));
      if (column >= 0) {
        sorted.sort(
            Comparator.comparing(
                row -> row.get(column),
                (a, b) -> CheckpointTable.compareCells(a, b, key.ascending())));
      }
    }
    return new TableData(columns, sorted);
  }
}
