package org.tagwright.ui.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.TagwrightException;
import org.tagwright.results.CheckpointNames;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointScan;
import org.tagwright.results.CheckpointTable;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;
import org.tagwright.results.SortKey;
import org.tagwright.results.TableData;
import org.tagwright.results.TableText;

class ResultsModelTest {
  @TempDir Path root;

  private List<CheckpointRow> onDisk;
  private final List<CheckpointScan.Unreadable> broken = new ArrayList<>();
  private final ResultsModel model =
      new ResultsModel(
          (folder, soFar, cancelled) -> {
            soFar.accept(new CheckpointScan.Found(onDisk.subList(0, 5), List.of()));
            return new CheckpointScan.Found(
                onDisk.stream().filter(r -> Files.exists(r.file())).toList(), broken);
          },
          Runnable::run,
          Runnable::run);

  @BeforeEach
  void writeCheckpoints() throws IOException {
    onDisk = FakeCheckpoints.rows(root, 60);
    for (CheckpointRow row : onDisk) {
      Files.createDirectories(row.file().getParent());
      Files.writeString(row.file(), "weights of " + row.file());
    }
  }

  private double f1(int row) {
    return model.rows().get(row).number("f1");
  }

  @Test
  void scanFillsTheTableBestFirstAndListsTheUnreadable() {
    broken.add(new CheckpointScan.Unreadable(root.resolve("x.pt"), "ends too early"));
    model.rootProperty().set(root);
    assertThat(model.rows()).hasSize(60);
    assertThat(f1(0)).isGreaterThan(f1(1));
    assertThat(model.unreadable()).hasSize(1);
    assertThat(model.scanningProperty().get()).isFalse();
  }

  @Test
  void theFolderFollowsTheConfigurationUntilAnotherIsChosenHere() {
    model.begin(root.resolve("nothing-yet"));
    assertThat(model.foundNothingProperty().get()).isTrue();
    model.begin(root);
    assertThat(model.rows()).hasSize(60);
    model.rootProperty().set(root.resolve("chosen"));
    model.begin(root);
    assertThat(model.rootProperty().get()).isEqualTo(root.resolve("chosen"));
  }

  @Test
  void filterNarrowsAndAWrongOneIsExplainedWithoutEmptyingTheTable() {
    model.rootProperty().set(root);
    model.change(q -> q.withFilter("model = vgg16 f1 > 0.6"));
    assertThat(model.rows()).isNotEmpty().allMatch(r -> r.get("model").equals("vgg16"));
    model.change(q -> q.withFilter("modl = vgg16"));
    assertThat(model.pageProperty().get().filterProblem()).contains("modl").contains("model");
    assertThat(model.rows()).hasSize(60);
  }

  @Test
  void sortingBySeveralColumnsHoldsTheFirstHighest() {
    model.rootProperty().set(root);
    model.change(q -> q.withSort(List.of(new SortKey("model", true), new SortKey("f1", false))));
    assertThat(model.rows().get(0).get("model")).isEqualTo("densenet121");
    assertThat(f1(0)).isGreaterThan(f1(1));
  }

  @Test
  void aMetricIsShownByItsTitleAndFoundByBothItsNames() {
    model.rootProperty().set(root);
    model.change(q -> q.withFilter("selected_by = macro_f1"));
    assertThat(model.rows()).hasSize(4);
    model.change(q -> q.withFilter("Selection metric = \"Macro F1\""));
    assertThat(model.rows()).hasSize(4);
    Column column = model.pageProperty().get().all().column("selected_by");
    assertThat(column.show(model.rows().get(0).get("selected_by"))).isEqualTo("Macro F1");
  }

  @Test
  void groupsShowBestOrMeanWithCount() {
    model.rootProperty().set(root);
    model.change(q -> q.withGroupBy(List.of("model")).withMode(GroupMode.MEAN));
    assertThat(model.pageProperty().get().groups()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(TableText.csv(model.pageProperty().get().data()).lines().findFirst().orElseThrow())
        .startsWith("model,selected_by,count")
        .contains("f1_std");
  }

  @Test
  void exportEqualsWhatTheTerminalWritesOfTheSameTable() {
    model.rootProperty().set(root);
    CheckpointTable table = CheckpointTable.of(onDisk).sortedBy(List.of(new SortKey("f1", false)));
    List<String> shown =
        model.pageProperty().get().table().columns().stream().map(Column::key).toList();
    assertThat(TableText.csv(model.pageProperty().get().data()))
        .isEqualTo(TableText.csv(table.select(shown).data()));
  }

  @Test
  void onlyWhatDiffersHidesTheRest() {
    model.rootProperty().set(root);
    assertThat(columns()).contains("image_size", "epochs");
    model.change(q -> q.withOnlyWhatDiffers(true));
    assertThat(columns()).contains("f1", "seed").doesNotContain("image_size", "epochs");
    model.change(q -> q.withColumns(new ColumnLayout(List.of("file", "f1"))));
    assertThat(columns()).contains("file", "f1", "seed", "batch_size").doesNotContain("map", "run");
  }

  private List<String> columns() {
    return model.pageProperty().get().table().columns().stream().map(Column::key).toList();
  }

  @Test
  void rowsSelectedByAnotherMetricAreMarked() {
    model.rootProperty().set(root);
    ResultsPage page = model.pageProperty().get();
    assertThat(page.mainMetric()).isEqualTo("weighted_f1");
    assertThat(model.rows().stream().filter(r -> page.mark(r) != null))
        .isNotEmpty()
        .allMatch(r -> r.get("selected_by").equals("macro_f1"));
  }

  @Test
  void deletedCheckpointsComeBackByUndo() throws IOException {
    model.rootProperty().set(root);
    CheckpointRow victim = model.rows().get(3);
    String content = Files.readString(victim.file());
    model.selected().setAll(victim, model.rows().get(4));
    model.deleteSelected();
    assertThat(victim.file()).doesNotExist();
    assertThat(model.rows()).hasSize(58);
    assertThat(model.trash().messageProperty().get()).contains("2 checkpoints");
    model.selected().setAll(model.rows().get(0));
    model.deleteSelected();
    model.trash().dismissMessage();
    model.trash().undo();
    assertThat(model.rows()).hasSize(58);
    model.trash().undo();
    assertThat(Files.readString(victim.file())).isEqualTo(content);
    assertThat(model.rows()).hasSize(60);
    assertThat(model.trash().undoableProperty().get()).isFalse();
  }

  @Test
  void theNotesOfADeletedCheckpointGoAndComeBackWithIt() {
    model.rootProperty().set(root);
    CheckpointRow victim = model.rows().get(3);
    Notes notes = new Notes("for the paper", List.of("late"), true, false);
    notes.write(victim.file());
    model.selected().setAll(victim);
    model.deleteSelected();
    assertThat(Notes.fileOf(victim.file()))
        .as("else the next of its name gets them")
        .doesNotExist();
    model.trash().undo();
    assertThat(Notes.read(victim.file())).isEqualTo(notes);
    assertThat(model.trash().messageProperty().get()).startsWith("1 checkpoint restored");
  }

  @Test
  void archivedCheckpointsAreListedWhereAskedForOrLookedFor() {
    CheckpointRow old = onDisk.get(7);
    Map<String, Object> values = new HashMap<>(old.values());
    values.put(Column.ARCHIVED, true);
    CheckpointRow archived = new CheckpointRow(old.file(), old.bytes(), old.modified(), values);
    onDisk =
        Stream.concat(onDisk.stream().filter(r -> !r.equals(old)), Stream.of(archived)).toList();
    model.rootProperty().set(root);
    assertThat(model.rows()).hasSize(59).doesNotContain(archived);
    assertThat(model.pageProperty().get().hidden()).isOne();
    model.change(q -> q.withFilter("archived = yes"));
    assertThat(model.rows()).containsExactly(archived);
    model.find(archived.file());
    assertThat(model.rows()).hasSize(60);
    assertThat(model.foundProperty().get()).isEqualTo(archived);
  }

  @Test
  void comparisonHasEveryScoreAndOnlyTheSettingsThatDiffer() {
    model.rootProperty().set(root);
    Comparison comparison =
        Comparison.of(model.pageProperty().get().all(), model.rows().subList(0, 3), root);
    assertThat(comparison.lines()).extracting(l -> l.column().key()).contains("f1", "map");
    assertThat(comparison.lines())
        .extracting(l -> l.column().key())
        .doesNotContain("image_size", "epochs", "file");
    Comparison.Line f1 =
        comparison.lines().stream().filter(l -> l.column().key().equals("f1")).findFirst().get();
    assertThat(f1.best()).as("other seeds, other images").isEqualTo(-1);
    assertThat(comparison.caution()).contains("different images", "Seed");
  }

  @Test
  void theBestOfCheckpointsValidatedOnTheSameImagesIsMarked() {
    model.rootProperty().set(root);
    model.change(q -> q.withFilter("seed = 42 selected_by = weighted_f1"));
    Comparison comparison =
        Comparison.of(model.pageProperty().get().all(), model.rows().subList(0, 3), root);
    assertThat(comparison.lines())
        .filteredOn(l -> l.column().key().equals("f1"))
        .extracting(Comparison.Line::best)
        .containsExactly(0);
    assertThat(comparison.caution()).isNull();
    assertThat(comparison.name(0)).startsWith("1 ").doesNotContain("Seed", ".pt");
  }

  @Test
  void aCheckpointIsFoundAlsoInAnotherFolder() throws IOException {
    model.rootProperty().set(Files.createDirectories(root.resolve("elsewhere")));
    CheckpointRow wanted = onDisk.get(7);
    model.find(wanted.file());
    assertThat(model.rootProperty().get()).isEqualTo(wanted.file().getParent());
    assertThat(model.foundProperty().get()).isEqualTo(wanted);
    assertThatThrownBy(() -> model.find(wanted.file().resolveSibling("gone.pt")))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("gone.pt is no longer there.");
  }

  @Test
  void namesTellWhatWasVariedAndNotTheDigest() {
    model.rootProperty().set(root);
    List<CheckpointRow> few = onDisk.subList(0, 8);
    CheckpointNames names = CheckpointTable.of(few).names();
    for (CheckpointRow row : few) {
      assertThat(names.of(row))
          .startsWith((String) row.get("model"))
          .contains("batch ", "lr ")
          .doesNotContain(".pt", "Epochs");
    }
    assertThat(few.stream().map(names::of)).doesNotHaveDuplicates();
    assertThat(CheckpointTable.of(few.subList(0, 1)).names().of(few.get(0)))
        .as("nothing differs")
        .isEqualTo(few.get(0).get("file"));
  }

  @Test
  void columnOrderAfterDraggingKeepsColumnsThatAreNotThereNow() {
    ColumnLayout layout = new ColumnLayout(List.of("a", "b", "c"));
    assertThat(layout.inOrder(List.of("c", "a")).shown()).containsExactly("c", "a", "b");
    assertThat(layout.toggled("b", List.of("a", "b", "c")).shown()).containsExactly("a", "c");
  }

  @Test
  void aColumnThatIsShownAgainAppearsBehindTheOneBeforeIt() {
    List<String> natural = List.of("a", "b", "c", "d");
    ColumnLayout dragged = new ColumnLayout(List.of("d", "a", "c"));
    assertThat(dragged.toggled("b", natural).shown()).containsExactly("d", "a", "b", "c");
    assertThat(new ColumnLayout(List.of("c")).toggled("a", natural).shown())
        .containsExactly("a", "c");
  }

  @Test
  void groupsAreSortedByWhatTheirRowShows() {
    CheckpointTable all = CheckpointTable.of(FakeCheckpoints.rows(root, 60));
    ResultsQuery query =
        ResultsQuery.DEFAULT
            .withGroupBy(List.of("model"))
            .withSort(List.of(new SortKey("map", true)));
    for (GroupMode mode : GroupMode.values()) {
      TableData data = ResultsPage.of(all, query.withMode(mode)).data();
      int map = data.columns().stream().map(Column::key).toList().indexOf("map");
      assertThat(data.rows().stream().map(row -> (Double) row.get(map)).toList()).isSorted();
      assertThat(data.rows().size()).isGreaterThan(5);
    }
  }

  @Test
  void aCopyWithOtherThresholdsIsMarked() {
    CheckpointRow row = FakeCheckpoints.rows(Path.of("root"), 1).get(0);
    Map<String, Object> values = new java.util.LinkedHashMap<>(row.values());
    values.put("thresholds_saved", "2026-05-06T07:08:09Z");
    CheckpointRow copy = new CheckpointRow(row.file(), row.bytes(), row.modified(), values);
    ResultsPage page =
        ResultsPage.of(
            org.tagwright.results.CheckpointTable.of(List.of(row, copy)), ResultsQuery.DEFAULT);
    assertThat(page.mark(row)).isNull();
    assertThat(page.mark(copy)).contains("other thresholds");
  }
}
