package org.tagwright.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tagwright.common.NearestName;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.table.TableSlice;

/**
 * The checkpoints of a folder as a table. Immutable: every operation gives a new table over the
 * same rows.
 *
 * <p>A column is named by its key ({@code f1}), by its key in the checkpoint ({@code best_val_f1})
 * or by its path in the configuration ({@code training.batchSize}); case, {@code _}, {@code -} and
 * {@code .} don't count.
 */
public final class CheckpointTable {
  /** How a group becomes one row. */
  public enum GroupMode {
    /** The row with the highest f1. */
    BEST,
    /** Mean and standard deviation of each metric. */
    MEAN
  }

  private final List<Column> columns;
  private final List<CheckpointRow> rows;

  private CheckpointTable(List<Column> columns, List<CheckpointRow> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
  }

  /** All rows, with the columns in which at least one has a value, the known ones first. */
  public static CheckpointTable of(List<CheckpointRow> rows) {
    Map<String, Object> seen = new LinkedHashMap<>();
    for (CheckpointRow row : rows) {
      row.values().forEach(seen::putIfAbsent);
    }
    List<Column> columns = new ArrayList<>();
    for (Column known : KnownColumns.all()) {
      if (seen.containsKey(known.key())) {
        columns.add(known.key().equals("f1") ? titledBySelectionMetric(known, rows) : known);
      }
    }
    seen.forEach(
        (key, example) -> {
          if (!KnownColumns.isKnown(key)) {
            Column.Format format =
                example instanceof Double
                    ? Column.Format.NUMBER
                    : example instanceof Boolean ? Column.Format.FLAG : Column.Format.TEXT;
            columns.add(new Column(key, key, format));
          }
        });
    return new CheckpointTable(columns, rows);
  }

  /** "Best mAP" where all rows were selected by mAP: a number's name says what it is. */
  private static Column titledBySelectionMetric(Column f1, List<CheckpointRow> rows) {
    Set<Object> selectedBy = new HashSet<>();
    rows.forEach(row -> selectedBy.add(row.get("selected_by")));
    Optional<Metric> metric =
        selectedBy.size() == 1
            ? Optional.ofNullable((String) selectedBy.iterator().next()).flatMap(Metric::ofKey)
            : Optional.empty();
    return new Column(f1.key(), "Best " + metric.map(Metric::title).orElse("score"), f1.format());
  }

  public List<Column> columns() {
    return columns;
  }

  public List<CheckpointRow> rows() {
    return rows;
  }

  /**
   * The column of that name.
   *
   * @throws TagwrightException when there is none; names the nearest
   */
  public Column column(String name) {
    String key = KnownColumns.keyOf(name.strip());
    String plain = KnownColumns.plain(key);
    return columns.stream()
        .filter(c -> KnownColumns.plain(c.key()).equals(plain))
        .findFirst()
        .orElseThrow(() -> noSuchColumn(name.strip(), key));
  }

  private TagwrightException noSuchColumn(String name, String key) {
    List<String> keys = columns.stream().map(Column::key).toList();
    if (KnownColumns.isKnown(key)) {
      return TagwrightException.input(
          "None of these checkpoints says anything about \"%s\". The columns are: %s."
              .formatted(name, String.join(", ", keys)));
    }
    Optional<String> nearest =
        NearestName.of(name, keys)
            .filter(near -> NearestName.distance(name, near) <= Math.max(1, near.length() / 2));
    return TagwrightException.input(
        "There is no column \"%s\".%s The columns are: %s."
            .formatted(
                name,
                nearest.map(n -> " Did you mean \"" + n + "\"?").orElse(""),
                String.join(", ", keys)));
  }

  /**
   * The rows that match.
   *
   * @param filter conditions such as {@code f1 > 0.6} and {@code model = resnet50}, and words that
   *     must occur in a cell; see {@link RowFilter}
   * @throws TagwrightException when a column or a value is wrong
   */
  public CheckpointTable where(String filter) {
    RowFilter condition = RowFilter.parse(filter, this);
    return new CheckpointTable(columns, rows.stream().filter(condition).toList());
  }

  /** Sorted by the first key, equal ones by the second, and so on. */
  public CheckpointTable sortedBy(List<SortKey> keys) {
    List<CheckpointRow> sorted = new ArrayList<>(rows);
    // The least important first: a stable sort keeps its order where the next one sees no
    // difference.
    for (int i = keys.size() - 1; i >= 0; i--) {
      SortKey key = keys.get(i);
      String column = column(key.column()).key();
      sorted.sort(
          Comparator.comparing(r -> r.get(column), (a, b) -> compareCells(a, b, key.ascending())));
    }
    return new CheckpointTable(columns, sorted);
  }

  /** These columns, in this order. */
  public CheckpointTable select(Collection<String> names) {
    Set<Column> chosen = new LinkedHashSet<>();
    names.forEach(name -> chosen.add(column(name)));
    return new CheckpointTable(List.copyOf(chosen), rows);
  }

  /** Without the columns in which all rows agree. With fewer than two rows: the same. */
  public CheckpointTable onlyWhatDiffers() {
    return rows.size() < 2
        ? this
        : new CheckpointTable(columns.stream().filter(c -> differs(c.key())).toList(), rows);
  }

  /** Whether not all rows agree in that column. */
  public boolean differs(String key) {
    return rows.stream().map(r -> Optional.ofNullable(r.get(key))).distinct().count() > 1;
  }

  /** Whether every f1 here is of the same metric, so that they may be compared. */
  public boolean sameSelectionMetric() {
    return !differs("selected_by");
  }

  /**
   * The columns that tell most, the most telling first: names, scores, threshold, epochs, and what
   * else the rows differ in.
   */
  public CheckpointTable mostTelling() {
    Set<String> keys = new LinkedHashSet<>(List.of("file", "model", "f1"));
    if (!sameSelectionMetric()) {
      keys.add("selected_by");
    }
    boolean sameAsF1 =
        rows.stream().allMatch(r -> Objects.equals(r.get("weighted_f1"), r.get("f1")));
    for (Metric metric : Metric.values()) {
      if (metric != Metric.WEIGHTED_F1 || !sameAsF1) {
        keys.add(metric.key());
      }
    }
    keys.addAll(List.of("threshold", "epoch", "epochs", "batch_size", "learning_rate"));
    for (Column column : columns) {
      boolean tellsNothing = Set.of("run", "size", "modified").contains(column.key());
      long different =
          rows.stream().map(r -> r.get(column.key())).filter(Objects::nonNull).distinct().count();
      if (different > 1 && !tellsNothing) {
        keys.add(column.key());
      }
    }
    keys.removeIf(key -> columns.stream().noneMatch(c -> c.key().equals(key)));
    return select(keys);
  }

  /**
   * The rows grouped by equal values in those columns, the group with the highest f1 first. Where
   * the rows were selected by different metrics, their f1 are no one thing: then {@code
   * selected_by} is grouped by too.
   */
  public List<CheckpointGroup> groupedBy(List<String> names) {
    Set<Column> keys = new LinkedHashSet<>();
    names.forEach(name -> keys.add(column(name)));
    if (!sameSelectionMetric()) {
      keys.add(KnownColumns.get("selected_by"));
    }
    List<CheckpointGroup> groups = new ArrayList<>();
    if (!rows.isEmpty()) {
      for (TableSlice slice : keyTable(keys).splitOn(columnNames(keys)).getSlices()) {
        IntColumn members = (IntColumn) slice.asTable().column("row");
        List<CheckpointRow> inGroup = new ArrayList<>();
        for (int row : members.asIntArray()) {
          inGroup.add(rows.get(row));
        }
        groups.add(new CheckpointGroup(List.copyOf(keys), inGroup));
      }
    }
    groups.sort((a, b) -> compareCells(a.best().get("f1"), b.best().get("f1"), false));
    return groups;
  }

  private static String[] columnNames(Set<Column> keys) {
    return keys.stream().map(Column::key).toArray(String[]::new);
  }

  private Table keyTable(Set<Column> keys) {
    Table table = Table.create(IntColumn.indexColumn("row", rows.size(), 0));
    for (Column key : keys) {
      table.addColumns(
          StringColumn.create(
              key.key(), rows.stream().map(r -> key.export(r.get(key.key()))).toList()));
    }
    return table;
  }

  /** The chosen columns of all rows. */
  public TableData data() {
    List<List<Object>> cells = new ArrayList<>(rows.size());
    for (CheckpointRow row : rows) {
      cells.add(Arrays.asList(columns.stream().map(c -> row.get(c.key())).toArray()));
    }
    return new TableData(columns, cells);
  }

  /** Text regardless of case, the rest by size; missing last in both directions. */
  @SuppressWarnings("unchecked")
  static int compareCells(Object a, Object b, boolean ascending) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    int order;
    if (a instanceof String x && b instanceof String y) {
      order = x.compareToIgnoreCase(y);
    } else if (a.getClass() == b.getClass()) {
      order = ((Comparable<Object>) a).compareTo(b);
    } else {
      order = Objects.toString(a).compareToIgnoreCase(Objects.toString(b));
    }
    return ascending ? order : -order;
  }
}
