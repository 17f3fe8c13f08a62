package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.SortKey;
import org.tagwright.ui.common.Settings;

/** Keeps how the table is shown from one time to the next; not the filter, which would puzzle. */
final class QueryMemory {
  private static final String COLUMNS = "results.columns";
  private static final String SORT = "results.sort";
  private static final String GROUP = "results.group";
  private static final String MEAN = "results.mean";
  private static final String DIFFERS = "results.onlyWhatDiffers";

  private QueryMemory() {}

  static ResultsQuery load(Settings settings) {
    ResultsQuery query =
        ResultsQuery.DEFAULT
            .withGroupBy(settings.list(GROUP))
            .withMode(settings.flag(MEAN, false) ? GroupMode.MEAN : GroupMode.BEST)
            .withOnlyWhatDiffers(settings.flag(DIFFERS, false));
    List<String> columns = settings.list(COLUMNS);
    if (!columns.isEmpty()) {
      query = query.withColumns(new ColumnLayout(columns));
    }
    List<SortKey> sort = new ArrayList<>();
    for (String text : settings.list(SORT)) {
      sort.add(new SortKey(text.substring(1), text.startsWith("+")));
    }
    return sort.isEmpty() ? query : query.withSort(sort);
  }

  static void save(ResultsQuery query, Settings settings) {
    settings.put(COLUMNS, query.columns().shown());
    settings.put(
        SORT, query.sort().stream().map(k -> (k.ascending() ? "+" : "-") + k.column()).toList());
    settings.put(GROUP, query.groupBy());
    settings.put(MEAN, query.mode() == GroupMode.MEAN);
    settings.put(DIFFERS, query.onlyWhatDiffers());
  }
}
