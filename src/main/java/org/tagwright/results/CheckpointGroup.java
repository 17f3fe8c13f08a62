package org.tagwright.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column.Format;
import tech.tablesaw.api.DoubleColumn;

/**
 * Checkpoints that agree in the columns they are grouped by.
 *
 * @param keys the columns grouped by
 * @param rows at least one
 */
public record CheckpointGroup(List<Column> keys, List<CheckpointRow> rows) {
  private static final Column COUNT = new Column("count", "Runs", Format.COUNT);

  public CheckpointGroup {
    keys = List.copyOf(keys);
    rows = List.copyOf(rows);
  }

  /**
   * Mean and sample standard deviation of a column.
   *
   * @param deviation NaN with fewer than two values
   * @param count how many rows have a value
   */
  public record Mean(double mean, double deviation, int count) {}

  /** The row with the highest f1; where none has one, the first. */
  public CheckpointRow best() {
    return rows.stream()
        .filter(row -> !Double.isNaN(row.number("f1")))
        .reduce((a, b) -> b.number("f1") > a.number("f1") ? b : a)
        .orElse(rows.get(0));
  }

  /**
   * Sorted as their rows of {@link #table} would be, by the first key, equal ones by the second.
   *
   * @param columns those of the table that was grouped
   */
  public static List<CheckpointGroup> sorted(
      List<CheckpointGroup> groups, List<Column> columns, List<SortKey> keys, GroupMode mode) {
    List<Column> sortedBy =
        keys.stream()
            .flatMap(key -> Column.find(columns, key.column()).stream())
            .distinct()
            .toList();
    return Cells.of(sortedBy, groups, (group, key) -> group.shown(key, mode))
        .sortedBy(keys)
        .things();
  }

  private @Nullable Object shown(String key, GroupMode mode) {
    if (mode == GroupMode.BEST) {
      return best().get(key);
    }
    Column column = KnownColumns.get(key);
    return column != null && isAveraged(column)
        ? mean(key).map(Mean::mean).orElse(null)
        : agreed(key).orElse(null);
  }

  /** The value that all rows have in that column; empty where they differ or have none. */
  public Optional<Object> agreed(String column) {
    Object first = rows.get(0).get(column);
    boolean agree = rows.stream().allMatch(r -> Objects.equals(first, r.get(column)));
    return agree ? Optional.ofNullable(first) : Optional.empty();
  }

  /** Over the rows that have a value in that column; empty where none has. */
  public Optional<Mean> mean(String column) {
    double[] values =
        rows.stream().mapToDouble(r -> r.number(column)).filter(v -> !Double.isNaN(v)).toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    DoubleColumn numbers = DoubleColumn.create(column, values);
    double deviation = values.length < 2 ? Double.NaN : numbers.standardDeviation();
    return Optional.of(new Mean(numbers.mean(), deviation, values.length));
  }

  /**
   * One row per group: the columns grouped by, how many checkpoints, then the others. With {@link
   * GroupMode#BEST} these are the best row's; with {@link GroupMode#MEAN} each metric is its mean,
   * followed by a column of its standard deviation ({@code f1_std}), and what the rows of the group
   * don't agree in is missing.
   *
   * @param columns the other columns to show
   */
  public static TableData table(
      List<CheckpointGroup> groups, List<Column> columns, GroupMode mode) {
    Set<Column> shown = new LinkedHashSet<>();
    if (!groups.isEmpty()) {
      shown.addAll(groups.get(0).keys());
    }
    shown.add(COUNT);
    for (Column column : columns) {
      boolean averaged = mode == GroupMode.MEAN && isAveraged(column);
      if (mode == GroupMode.MEAN && !averaged && tellsNothing(groups, column)) {
        continue;
      }
      shown.add(column);
      if (averaged && groups.stream().anyMatch(g -> g.rows().size() > 1)) {
        shown.add(deviationOf(column));
      }
    }
    List<List<Object>> cells = new ArrayList<>();
    for (CheckpointGroup group : groups) {
      Map<String, Object> values =
          mode == GroupMode.BEST ? group.best().values() : group.means(columns);
      cells.add(
          Arrays.asList(
              shown.stream()
                  .map(
                      c ->
                          c.equals(COUNT)
                              ? (Object) (double) group.rows().size()
                              : values.get(c.key()))
                  .toArray()));
    }
    return new TableData(List.copyOf(shown), cells);
  }

  private static boolean isAveraged(Column column) {
    return column.format() == Format.SCORE
        || column.key().equals("threshold")
        || column.key().equals("epoch");
  }

  private static Column deviationOf(Column column) {
    Format format = column.format() == Format.COUNT ? Format.NUMBER : column.format();
    return new Column(column.key() + "_std", "±", format);
  }

  private static boolean tellsNothing(List<CheckpointGroup> groups, Column column) {
    return column.key().equals("file")
        || groups.stream().allMatch(g -> g.agreed(column.key()).isEmpty());
  }

  private Map<String, Object> means(List<Column> columns) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column key : keys) {
      agreed(key.key()).ifPresent(v -> values.put(key.key(), v));
    }
    for (Column column : columns) {
      if (isAveraged(column)) {
        mean(column.key())
            .ifPresent(
                m -> {
                  values.put(column.key(), m.mean());
                  if (m.count() > 1) {
                    values.put(column.key() + "_std", m.deviation());
                  }
                });
      } else {
        agreed(column.key()).ifPresent(v -> values.put(column.key(), v));
      }
    }
    return values;
  }
}
