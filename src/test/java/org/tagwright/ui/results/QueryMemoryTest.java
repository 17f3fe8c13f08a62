package org.tagwright.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.SortKey;
import org.tagwright.ui.common.Settings;

class QueryMemoryTest {
  @TempDir Path folder;

  @Test
  void layoutComesBackWithTheNextWindow() throws IOException {
    ResultsQuery query =
        ResultsQuery.DEFAULT
            .withColumns(new ColumnLayout(List.of("model", "f1")))
            .withSort(List.of(new SortKey("model", true), new SortKey("f1", false)))
            .withGroupBy(List.of("seed"))
            .withMode(GroupMode.MEAN)
            .withOnlyWhatDiffers(true);
    Settings settings = Settings.open(folder);
    QueryMemory.save(query, settings);
    settings.save();
    assertThat(QueryMemory.load(Settings.open(folder))).isEqualTo(query);
  }

  @Test
  void nothingRememberedMeansTheUsualLayout() {
    assertThat(QueryMemory.load(Settings.open(folder))).isEqualTo(ResultsQuery.DEFAULT);
  }
}
