package org.tagwright.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.NearestName;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;

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

  /** Made when first needed: a scan under way makes many tables that nobody sorts. */
  private @Nullable Cells<CheckpointRow> cells;

  private @Nullable CheckpointNames names;
  private @Nullable CheckpointTable unarchived;

  private CheckpointTable(List<Column> columns, List<CheckpointRow> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
  }

  private CheckpointTable(List<Column> columns, Cells<CheckpointRow> cells) {
    this(columns, cells.things());
    this.cells = cells;
  }

  /** Short names that tell the rows apart. */
  public synchronized CheckpointNames names() {
    if (names == null) {
      names = new CheckpointNames(this);
    }
    return names;
  }

  private synchronized Cells<CheckpointRow> cells() {
    if (cells == null) {
      cells = Cells.of(filterable(), rows, CheckpointRow::get);
    }
    return cells;
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
   * The columns that a filter knows: those here and those of notes, also before there is a note.
   */
  List<Column> filterable() {
    Set<Column> known = new LinkedHashSet<>(columns);
    known.addAll(KnownColumns.ofNotes());
    return List.copyOf(known);
  }

  /** Without the archived checkpoints, unless a filter names that column. */
  public CheckpointTable withoutArchived(String filter) {
    return filter.toLowerCase(Locale.ROOT).contains(Column.ARCHIVED) ? this : unarchived();
  }

  /** Kept, since a table keeps what its filter needs for the next one. */
  private synchronized CheckpointTable unarchived() {
    if (unarchived == null) {
      unarchived =
          rows.stream().anyMatch(CheckpointRow::archived)
              ? new CheckpointTable(columns, rows.stream().filter(row -> !row.archived()).toList())
              : this;
    }
    return unarchived;
  }

  /**
   * The column of that name.
   *
   * @throws TagwrightException when there is none; names the nearest
   */
  public Column column(String name) {
    return Column.find(columns, name)
        .orElseThrow(() -> noSuchColumn(name.strip(), KnownColumns.keyOf(name.strip())));
  }

  private TagwrightException noSuchColumn(String name, String key) {
    List<String> keys = columns.stream().map(Column::key).toList();
    if (keys.isEmpty()) {
      return TagwrightException.input(
          "There is no checkpoint here, so no column \"%s\".".formatted(name));
    }
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
    return filter.isBlank()
        ? this
        : new CheckpointTable(columns, cells().where(RowFilter.of(filter, this, cells())));
  }

  /**
   * Sorted by the first key, equal ones by the second, and so on; missing values and NaN last in
   * both directions.
   *
   * @throws TagwrightException when there is no such column
   */
  public CheckpointTable sortedBy(List<SortKey> keys) {
    keys.forEach(key -> column(key.column()));
    return keys.isEmpty() ? this : new CheckpointTable(columns, cells().sortedBy(keys));
  }

  /** These columns, in this order. */
  public CheckpointTable select(Collection<String> names) {
    Set<Column> chosen = new LinkedHashSet<>();
    names.forEach(name -> chosen.add(column(name)));
    return with(chosen);
  }

  private CheckpointTable with(Collection<Column> shown) {
    return new CheckpointTable(List.copyOf(shown), rows);
  }

  /**
   * Of these columns those in which the rows differ, and behind them every setting in which they
   * differ, also one that is not named here: what was varied is never hidden. With fewer than two
   * rows: the columns named.
   */
  public CheckpointTable selectWhatDiffers(Collection<String> names) {
    CheckpointTable named = select(names);
    if (rows.size() < 2) {
      return named;
    }
    Set<Column> shown = new LinkedHashSet<>(named.columns);
    columns.stream().filter(Column::isSetting).forEach(shown::add);
    shown.removeIf(c -> !differs(c.key()));
    return named.with(shown);
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
      if (column.isSetting() && differs(column.key())) {
        keys.add(column.key());
      }
    }
    keys.removeIf(key -> columns.stream().noneMatch(c -> c.key().equals(key)));
    return select(keys);
  }

  /**
   * The rows grouped by equal values in those columns, the group with the highest f1 first. Only
   * scores that may be compared come into one group: where the rows were selected by different
   * metrics or validated on different data, that is grouped by too.
   */
  public List<CheckpointGroup> groupedBy(List<String> names) {
    Set<Column> keys = new LinkedHashSet<>();
    names.forEach(name -> keys.add(column(name)));
    columns.stream()
        .filter(c -> c.key().equals("selected_by") || ValidationData.KEYS.contains(c.key()))
        .filter(c -> differs(c.key()))
        .forEach(keys::add);
    List<Column> by = List.copyOf(keys);
    List<CheckpointGroup> groups =
        cells().groupedBy(by).stream().map(members -> new CheckpointGroup(by, members)).toList();
    return CheckpointGroup.sorted(
        groups, columns, List.of(new SortKey("f1", false)), GroupMode.BEST);
  }

  /** The chosen columns of all rows. */
  public TableData data() {
    List<List<Object>> cells = new ArrayList<>(rows.size());
    for (CheckpointRow row : rows) {
      cells.add(Arrays.asList(columns.stream().map(c -> row.get(c.key())).toArray()));
    }
    return new TableData(columns, cells);
  }
}
