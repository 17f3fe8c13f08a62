package org.tagwright.ui.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;
import org.tagwright.results.CheckpointGroup;
import org.tagwright.results.CheckpointNames;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointTable;
import org.tagwright.results.Column;
import org.tagwright.results.SortKey;
import org.tagwright.results.TableData;
import org.tagwright.results.ValidationData;

/**
 * What the table shows: rows filtered and sorted, the columns chosen, and the groups.
 *
 * @param all everything scanned
 * @param table the rows and columns shown
 * @param groups empty where nothing is grouped
 * @param mainMetric title of the metric that most checkpoints were selected by, or {@code null}
 * @param mainData the {@link ValidationData} of most that say theirs, or {@code null}
 * @param onOlderLabels rows that were validated on labels that have changed since
 * @param hidden how many archived checkpoints are left out
 * @param filterProblem what is wrong with the filter, or {@code null}
 */
public record ResultsPage(
    CheckpointTable all,
    CheckpointTable table,
    List<CheckpointGroup> groups,
    ResultsQuery query,
    String mainMetric,
    List<Object> mainData,
    Set<CheckpointRow> onOlderLabels,
    int hidden,
    String filterProblem) {
  private static final CheckpointTable NOTHING = CheckpointTable.of(List.of());
  public static final ResultsPage EMPTY =
      new ResultsPage(
          NOTHING, NOTHING, List.of(), ResultsQuery.DEFAULT, null, null, Set.of(), 0, null);

  /** Filters, sorts, groups. Some 100 ms for 10,000 rows. */
  public static ResultsPage of(CheckpointTable all, ResultsQuery query) {
    CheckpointTable table = query.showArchived() ? all : all.withoutArchived(query.filter());
    int hidden = all.rows().size() - table.rows().size();
    String problem = null;
    try {
      table = table.where(query.filter());
    } catch (TagwrightException e) {
      problem = e.getMessage();
    }
    List<SortKey> sort = query.sort().stream().filter(k -> has(all, k.column())).toList();
    table = table.sortedBy(sort);
    List<String> keys = query.columns().of(all.columns()).stream().map(Column::key).toList();
    List<String> groupBy = query.groupBy().stream().filter(k -> has(all, k)).toList();
    List<CheckpointGroup> groups =
        groupBy.isEmpty()
            ? List.of()
            : CheckpointGroup.sorted(table.groupedBy(groupBy), all.columns(), sort, query.mode());
    table = query.onlyWhatDiffers() ? table.selectWhatDiffers(keys) : table.select(keys);
    return new ResultsPage(
        all,
        table,
        groups,
        query,
        most(all.rows().stream().map(r -> (String) r.get("selected_by"))),
        most(all.rows().stream().filter(ValidationData::isKnown).map(ValidationData::of)),
        ValidationData.onOlderLabels(all.rows()),
        hidden,
        problem);
  }

  private static boolean has(CheckpointTable table, String key) {
    return table.columns().stream().anyMatch(c -> c.key().equals(key));
  }

  /** The most frequent of those that are there, of equally frequent ones the first. */
  private static <T> T most(Stream<T> values) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    values.filter(Objects::nonNull).forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.entrySet().stream()
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** Short names that tell all that were scanned apart. */
  public CheckpointNames names() {
    return all.names();
  }

  /** The name people know {@link #mainMetric} by. */
  public String mainMetricTitle() {
    return titleOf(mainMetric);
  }

  private static String titleOf(String metric) {
    return Metric.ofKey(metric).map(Metric::title).orElse(metric);
  }

  /** Why the numbers of a row cannot be compared with most others', or {@code null}. */
  public String mark(CheckpointRow row) {
    Object metric = row.get("selected_by");
    if (metric != null && mainMetric != null && !Objects.equals(metric.toString(), mainMetric)) {
      return "Selected by "
          + titleOf(metric.toString())
          + ", most others by "
          + mainMetricTitle()
          + ": not the same measure";
    }
    if (onOlderLabels.contains(row)) {
      return "The labels of its validation images have changed since: evaluate it again to compare";
    }
    if (ValidationData.isKnown(row) && !ValidationData.of(row).equals(mainData)) {
      return "Validated on other images than most others: "
          + ValidationData.difference(ValidationData.of(row), mainData);
    }
    if (row.get("thresholds_saved") != null) {
      return "A copy with other thresholds: its scores are those of the thresholds tuned in"
          + " training";
    }
    return null;
  }

  /**
   * What is exported and copied: the rows shown, or a row a group. The terminal writes the same.
   */
  public TableData data() {
    return groups.isEmpty()
        ? table.data()
        : CheckpointGroup.table(groups, table.columns(), query.mode());
  }
}
