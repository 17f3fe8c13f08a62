package org.tagwright.ui.results;

import java.util.List;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.SortKey;

/**
 * How the table is shown. Immutable.
 *
 * @param filter as {@code RowFilter} takes it
 * @param groupBy column keys; empty: a row a checkpoint
 * @param onlyWhatDiffers leave out the columns in which all rows agree
 * @param showArchived whether archived checkpoints are among the rows
 */
public record ResultsQuery(
    String filter,
    List<SortKey> sort,
    List<String> groupBy,
    GroupMode mode,
    boolean onlyWhatDiffers,
    boolean showArchived,
    ColumnLayout columns) {
  public static final ResultsQuery DEFAULT =
      new ResultsQuery(
          "",
          List.of(new SortKey("f1", false)),
          List.of(),
          GroupMode.BEST,
          false,
          false,
          ColumnLayout.DEFAULT);

  public ResultsQuery {
    sort = List.copyOf(sort);
    groupBy = List.copyOf(groupBy);
  }

  public ResultsQuery withFilter(String value) {
    return new ResultsQuery(value, sort, groupBy, mode, onlyWhatDiffers, showArchived, columns);
  }

  public ResultsQuery withSort(List<SortKey> value) {
    return new ResultsQuery(filter, value, groupBy, mode, onlyWhatDiffers, showArchived, columns);
  }

  public ResultsQuery withGroupBy(List<String> value) {
    return new ResultsQuery(filter, sort, value, mode, onlyWhatDiffers, showArchived, columns);
  }

  public ResultsQuery withMode(GroupMode value) {
    return new ResultsQuery(filter, sort, groupBy, value, onlyWhatDiffers, showArchived, columns);
  }

  public ResultsQuery withOnlyWhatDiffers(boolean value) {
    return new ResultsQuery(filter, sort, groupBy, mode, value, showArchived, columns);
  }

  public ResultsQuery withShowArchived(boolean value) {
    return new ResultsQuery(filter, sort, groupBy, mode, onlyWhatDiffers, value, columns);
  }

  public ResultsQuery withColumns(ColumnLayout value) {
    return new ResultsQuery(filter, sort, groupBy, mode, onlyWhatDiffers, showArchived, value);
  }
}
