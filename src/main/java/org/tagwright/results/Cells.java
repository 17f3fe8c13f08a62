package org.tagwright.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;
import tech.tablesaw.table.TableSlice;

/**
 * Things in a tablesaw table, one row each, to be filtered, sorted and grouped by their cells.
 * Immutable.
 *
 * <p>A cell of another kind than its column counts as missing, and so does NaN, which is no result.
 *
 * @param <T> what a row stands for
 */
final class Cells<T> {
  private final List<Column> columns;
  private final List<T> things;
  private final BiFunction<T, String, Object> value;

  /**
   * First the index of each row's thing, then the columns in their order. They are named by their
   * place, since tablesaw takes names that differ in case for the same.
   */
  private final Table table;

  private Cells(
      List<Column> columns, List<T> things, BiFunction<T, String, Object> value, Table table) {
    this.columns = columns;
    this.things = things;
    this.value = value;
    this.table = table;
  }

  /**
   * @param value the cell of a thing in the column with that key, or {@code null}
   */
  static <T> Cells<T> of(
      List<Column> columns, List<T> things, BiFunction<T, String, Object> value) {
    Table table = Table.create(IntColumn.indexColumn("row", things.size(), 0));
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      var cells = empty(column, Integer.toString(c));
      for (T thing : things) {
        Object cell = value.apply(thing, column.key());
        if (cell == null || !column.fits(cell)) {
          cells.appendMissing();
        } else {
          cells.appendObj(cell);
        }
      }
      table.addColumns(cells);
    }
    return new Cells<>(List.copyOf(columns), List.copyOf(things), value, table);
  }

  private static tech.tablesaw.columns.Column<?> empty(Column column, String name) {
    return switch (column.format()) {
      case SCORE, COUNT, NUMBER, SIZE -> DoubleColumn.create(name);
      case FLAG -> BooleanColumn.create(name);
      case TIME -> InstantColumn.create(name);
      case TEXT -> StringColumn.create(name);
    };
  }

  /** What is there, in order. */
  List<T> things() {
    return of(table.intColumn(0));
  }

  private List<T> of(IntColumn rows) {
    return rows.asList().stream().map(things::get).toList();
  }

  int size() {
    return table.rowCount();
  }

  DoubleColumn numbers(Column column) {
    return (DoubleColumn) at(column);
  }

  BooleanColumn flags(Column column) {
    return (BooleanColumn) at(column);
  }

  private tech.tablesaw.columns.Column<?> at(Column column) {
    return table.column(1 + columns.indexOf(column));
  }

  /** The cells as people read them; missing ones are empty. */
  StringColumn shown(Column column) {
    return text(column, "shown", (of, cell) -> cell == null ? "" : of.show(cell));
  }

  private StringColumn text(Column column, String name, BiFunction<Column, Object, String> write) {
    return StringColumn.create(
        name,
        things().stream().map(t -> write.apply(column, value.apply(t, column.key()))).toList());
  }

  /** The rows whose cell is NaN: there is a value, but it is no result. */
  Selection notANumber(Column column) {
    List<T> here = things();
    Selection found = Selection.with();
    for (int row = 0; row < here.size(); row++) {
      if (value.apply(here.get(row), column.key()) instanceof Double d && d.isNaN()) {
        found.add(row);
      }
    }
    return found;
  }

  Cells<T> where(Selection rows) {
    return new Cells<>(columns, things, value, table.where(rows));
  }

  /** Sorted by the first key, equal ones by the second, and so on; keys not here do not count. */
  Cells<T> sortedBy(List<SortKey> keys) {
    Comparator<Row> order = Comparator.comparingInt(Row::getRowNumber);
    for (int i = keys.size() - 1; i >= 0; i--) {
      boolean ascending = keys.get(i).ascending();
      Optional<Column> column = Column.find(columns, keys.get(i).column());
      if (column.isPresent()) {
        var cells = at(column.get());
        Comparator<Row> byKey =
            (a, b) -> compare(cells, a.getRowNumber(), b.getRowNumber(), ascending);
        order = byKey.thenComparing(order);
      }
    }
    return new Cells<>(columns, things, value, table.sortOn(order));
  }

  /** Text regardless of case, the rest by size; missing last in both directions. */
  @SuppressWarnings("unchecked")
  private static int compare(
      tech.tablesaw.columns.Column<?> cells, int a, int b, boolean ascending) {
    if (cells.isMissing(a) || cells.isMissing(b)) {
      return Boolean.compare(cells.isMissing(a), cells.isMissing(b));
    }
    int order =
        cells instanceof StringColumn text
            ? text.get(a).compareToIgnoreCase(text.get(b))
            : ((Comparable<Object>) cells.get(a)).compareTo(cells.get(b));
    return ascending ? order : -order;
  }

  /** The things that agree in those columns, in the order in which each group comes first. */
  List<List<T>> groupedBy(List<Column> keys) {
    List<List<T>> groups = new ArrayList<>();
    if (size() == 0) {
      return groups;
    }
    Table keyed = Table.create(table.intColumn(0));
    for (Column key : keys) {
      keyed.addColumns(text(key, key.key() + " key", Column::export));
    }
    String[] names = keys.stream().map(key -> key.key() + " key").toArray(String[]::new);
    for (TableSlice slice : keyed.splitOn(names).getSlices()) {
      groups.add(of(slice.asTable().intColumn(0)));
    }
    return groups;
  }
}
