package org.tagwright.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.results.CheckpointTable.GroupMode;

class CheckpointTableTest {
  private static final CheckpointTable TABLE =
      CheckpointTable.of(
          List.of(
              row("a.pt", "model", "resnet18", "f1", 0.61, "batch_size", 32.0, "seed", 1.0),
              row("b.pt", "model", "resnet50", "f1", 0.72, "batch_size", 32.0, "seed", 1.0),
              row("night c.pt", "model", "resnet18", "f1", 0.65, "batch_size", 32.0, "seed", 2.0),
              row("old.pt", "model", "vgg16", "batch_size", 16.0, "hobby", "chess")));

  @Test
  void sortsBySeveralColumnsWithMissingValuesLastBothWays() {
    assertThat(files(TABLE.sortedBy(List.of(new SortKey("model", true), new SortKey("f1", false)))))
        .containsExactly("night c.pt", "a.pt", "b.pt", "old.pt");
    assertThat(files(TABLE.sortedBy(List.of(new SortKey("f1", false)))))
        .containsExactly("b.pt", "night c.pt", "a.pt", "old.pt");
    assertThat(files(TABLE.sortedBy(List.of(new SortKey("f1", true)))))
        .containsExactly("a.pt", "night c.pt", "b.pt", "old.pt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f1 > 0.6                        | a.pt,b.pt,night c.pt
          f1>0.61                         | b.pt,night c.pt
          f1 >= 0.61 and f1 < 0.7         | a.pt,night c.pt
          model = resnet50                | b.pt
          MODEL = ResNet50                | b.pt
          model ~ resnet, seed = 1        | a.pt,b.pt
          model != resnet18               | b.pt,old.pt
          f1 != 0.61                      | b.pt,night c.pt,old.pt
          night                           | night c.pt
          resnet18 night                  | night c.pt
          night model = resnet18          | night c.pt
          file = "night c.pt"             | night c.pt
          training.batchSize = 16         | old.pt
          best_val_f1 > 0.7               | b.pt
          hobby = chess                   | old.pt
          Batch = 16                      | old.pt
          night Batch > 16                | night c.pt
          Batch > 16, best score > 0.6 c.pt | night c.pt
          """)
  void filtersByTextAndConditions(String filter, String expected) {
    assertThat(String.join(",", files(TABLE.where(filter)))).isEqualTo(expected);
  }

  @Test
  void anEmptyFilterKeepsEverything() {
    assertThat(TABLE.where("  ").rows()).hasSize(4);
  }

  @Test
  void wrongNamesAndValuesAreExplained() {
    assertThatThrownBy(() -> TABLE.where("bach_size = 3"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Did you mean \"batch_size\"?");
    assertThatThrownBy(() -> TABLE.column("macro_f1"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("None of these checkpoints says anything about \"macro_f1\"");
    assertThatThrownBy(() -> TABLE.where("f1 > high"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("\"high\" is none");
    assertThatThrownBy(() -> TABLE.where("f1 >"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("cannot be understood");
  }

  @Test
  void bestOfAGroupIsItsRowWithTheHighestF1() {
    List<CheckpointGroup> groups = TABLE.groupedBy(List.of("model"));
    TableData table =
        CheckpointGroup.table(
            groups, TABLE.select(List.of("file", "f1")).columns(), GroupMode.BEST);
    assertThat(table.columns())
        .extracting(Column::key)
        .containsExactly("model", "count", "file", "f1");
    assertThat(table.rows())
        .containsExactly(
            List.of("resnet50", 1.0, "b.pt", 0.72),
            List.of("resnet18", 2.0, "night c.pt", 0.65),
            listOf("vgg16", 1.0, "old.pt", null));
  }

  @Test
  void meanOfAGroupComesWithItsStandardDeviationAndCount() {
    List<CheckpointGroup> groups = TABLE.groupedBy(List.of("model"));
    TableData table = CheckpointGroup.table(groups, TABLE.columns(), GroupMode.MEAN);
    assertThat(table.columns())
        .extracting(Column::key)
        .startsWith("model", "count")
        .containsSubsequence("f1", "f1_std", "batch_size", "seed");
    CheckpointGroup.Mean mean = groups.get(1).mean("f1").orElseThrow();
    assertThat(mean.mean()).isCloseTo(0.63, within(1e-12));
    assertThat(mean.deviation()).isCloseTo(Math.sqrt(2 * 0.02 * 0.02), within(1e-12));
    assertThat(mean.count()).isEqualTo(2);
    assertThat(
            CheckpointGroup.sorted(
                groups, TABLE.columns(), List.of(new SortKey("f1", true)), GroupMode.MEAN))
        .extracting(g -> g.rows().get(0).get("model"))
        .containsExactly("resnet18", "resnet50", "vgg16");
    assertThat(groups.get(1).agreed("batch_size")).contains(32.0);
    assertThat(groups.get(1).agreed("seed")).isEmpty();
    int f1 = table.columns().stream().map(Column::key).toList().indexOf("f1");
    assertThat((Double) table.rows().get(1).get(f1)).isCloseTo(0.63, within(1e-12));
    assertThat(table.rows().get(0).get(f1 + 1)).as("deviation of one").isNull();
  }

  @Test
  void groupsByNumbersAndMissingValuesToo() {
    assertThat(TABLE.groupedBy(List.of("seed", "batch_size")))
        .extracting(g -> g.rows().size())
        .containsExactly(2, 1, 1);
  }

  @Test
  void scoresOfDifferentSelectionMetricsAreNeverMixed() {
    CheckpointTable mixed =
        CheckpointTable.of(
            List.of(
                row("a.pt", "model", "m", "f1", 0.6, "selected_by", "weighted_f1"),
                row("b.pt", "model", "m", "f1", 0.8, "selected_by", "map")));
    assertThat(mixed.sameSelectionMetric()).isFalse();
    assertThat(mixed.groupedBy(List.of("model")))
        .hasSize(2)
        .allSatisfy(g -> assertThat(g.keys()).extracting(Column::key).contains("selected_by"));
  }

  @Test
  void groupsOfDifferentDataAreNeverMixed() {
    CheckpointTable mixed =
        CheckpointTable.of(
            List.of(
                row("a.pt", "model", "m", "f1", 0.6, "data_root", "/coco", "seed", 1.0),
                row("b.pt", "model", "m", "f1", 0.7, "data_root", "/coco", "seed", 2.0),
                row("c.pt", "model", "m", "f1", 0.9, "data_root", "/demo", "seed", 1.0)));
    assertThat(mixed.groupedBy(List.of("model")))
        .extracting(g -> g.rows().size())
        .containsExactly(1, 2);
    assertThat(ValidationData.differences(mixed.rows())).containsExactly("Data folder", "Seed");
    assertThat(ValidationData.differences(mixed.where("data = /coco seed = 1").rows())).isEmpty();
  }

  @Test
  void whatDiffersIsShownAlsoWhereItsColumnIsHidden() {
    CheckpointTable resnets = TABLE.where("model ~ resnet");
    assertThat(resnets.selectWhatDiffers(List.of("file", "f1", "batch_size")).columns())
        .extracting(Column::key)
        .containsExactly("file", "f1", "model", "seed");
    assertThat(TABLE.where("night").selectWhatDiffers(List.of("f1", "batch_size")).columns())
        .extracting(Column::key)
        .as("one row differs from none")
        .containsExactly("f1", "batch_size");
  }

  @Test
  void aScoreThatIsNoNumberIsNeverBestNorFirstNorPassesAFilter() {
    CheckpointTable table =
        CheckpointTable.of(
            List.of(
                row("nan.pt", "model", "m", "f1", Double.NaN),
                row("a.pt", "model", "m", "f1", 0.6),
                row("b.pt", "model", "m", "f1", 0.8),
                row("none.pt", "model", "m")));
    for (boolean ascending : List.of(true, false)) {
      assertThat(files(table.sortedBy(List.of(new SortKey("f1", ascending)))).subList(0, 2))
          .containsExactlyInAnyOrder("a.pt", "b.pt");
    }
    for (String filter : List.of("f1 > 0.7", "f1 >= 0.8", "f1 = 0.8")) {
      assertThat(files(table.where(filter))).as(filter).containsExactly("b.pt");
    }
    assertThat(files(table.where("f1 != 0.8"))).containsExactly("a.pt", "none.pt");
    assertThat(files(table.where("f1 < 1"))).containsExactly("a.pt", "b.pt");
    assertThatThrownBy(() -> table.where("f1 != NaN")).hasMessageContaining("\"NaN\" is none");
    CheckpointGroup group = table.groupedBy(List.of("model")).get(0);
    assertThat(group.best().get("file")).isEqualTo("b.pt");
    assertThat(group.mean("f1").orElseThrow().mean()).isCloseTo(0.7, within(1e-12));
    assertThat(group.mean("f1").orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void namesThatDifferOnlyInCaseAreTwoColumns() {
    CheckpointTable table =
        CheckpointTable.of(List.of(row("a.pt", "Note", "x"), row("b.pt", "note", "y")));
    assertThat(files(table.sortedBy(List.of(new SortKey("file", false)))))
        .containsExactly("b.pt", "a.pt");
  }

  @Test
  void tenThousandRowsAreSortedFilteredAndGrouped() {
    List<CheckpointRow> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(
          row(i + ".pt", "model", "m" + i % 6, "f1", i * 7919 % 10_000 / 1e4, "seed", i % 50.0));
    }
    CheckpointTable table = CheckpointTable.of(rows);
    table.where("f1 > 0.5").sortedBy(List.of(new SortKey("f1", false)));
    List<CheckpointGroup> groups = table.groupedBy(List.of("model", "seed"));
    CheckpointGroup.table(groups, table.columns(), GroupMode.MEAN);
    assertThat(groups).hasSize(150);
  }

  static CheckpointRow row(String file, Object... keysAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("file", file);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return new CheckpointRow(Path.of("/models", file), 1000, Instant.EPOCH, values);
  }

  private static List<Object> listOf(Object... items) {
    return java.util.Arrays.asList(items);
  }

  private static List<String> files(CheckpointTable table) {
    return table.rows().stream().map(r -> (String) r.get("file")).toList();
  }
}
