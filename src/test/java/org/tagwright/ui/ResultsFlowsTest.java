package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Notes;
import org.tagwright.evaluation.EvaluationSummaryTest;
import org.tagwright.results.CheckpointScan;
import org.tagwright.results.Column;
import org.tagwright.results.SavedCheckpoint;
import org.tagwright.results.SortKey;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.results.FakeCheckpoints;
import org.tagwright.ui.results.ResultsModel;
import org.testfx.api.FxRobot;

/** Columns, groups and their order in the results, by keys and clicks. */
@UiTest
class ResultsFlowsTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();

  private WindowUnderTest open() {
    CheckpointScan.Found found =
        new CheckpointScan.Found(FakeCheckpoints.rows(folder, 40), List.of());
    WindowUnderTest window =
        WindowUnderTest.open(
            folder,
            1280,
            800,
            real ->
                real.withCheckpoints((root, soFar, cancelled) -> found)
                    .withEvaluator(EvaluationSummaryTest::evaluate));
    Toolkit.onFx(() -> window.wiring().results().rootProperty().set(folder));
    window.show(ViewId.RESULTS);
    Toolkit.await("rows", () -> window.wiring().results().rows().size() == 40);
    window.settle();
    return window;
  }

  private void press(WindowUnderTest window, String button) {
    Button opener = (Button) window.scene().lookup(button);
    Toolkit.onFx(opener::requestFocus);
    robot.push(KeyCode.SPACE);
    window.settle();
  }

  @Test
  void columnsAreFoundByTypingAndTickedByKeys() {
    try (WindowUnderTest window = open()) {
      ResultsModel model = window.wiring().results();
      press(window, "#columnsButton");
      robot.write("samples");
      robot.push(KeyCode.ENTER);
      assertThat(model.queryProperty().get().columns().shows("samples_f1")).isTrue();
      robot.push(KeyCode.DOWN);
      robot.push(KeyCode.SPACE);
      assertThat(model.queryProperty().get().columns().shows("samples_f1")).isFalse();
      robot.push(KeyCode.UP);
      robot.write("samples f1"); // what was typed before is selected
      robot.push(KeyCode.ENTER);
      assertThat(model.queryProperty().get().columns().shown()).contains("samples_f1");
    }
  }

  @Test
  void groupsStayOpenAndAreSortedByAClickOnAHeader() {
    try (WindowUnderTest window = open()) {
      ResultsModel model = window.wiring().results();
      press(window, "#groupButton");
      robot.write("model");
      robot.push(KeyCode.ENTER);
      robot.push(KeyCode.ESCAPE);
      assertThat(model.queryProperty().get().groupBy()).containsExactly("model");
      Toolkit.await("groups", () -> !model.pageProperty().get().groups().isEmpty());
      TreeTableView<?> tree = (TreeTableView<?>) window.scene().lookup(".group-tree");
      Toolkit.await("the tree", () -> tree.isVisible() && tree.getRoot() != null);
      Toolkit.onFx(() -> tree.getRoot().getChildren().get(0).setExpanded(true));
      List<String> opened = openGroups(tree);
      assertThat(opened).hasSize(1);
      window.settle();
      Label header =
          window.scene().getRoot().lookupAll(".group-tree .column-header .label").stream()
              .map(Label.class::cast)
              .filter(label -> "mAP".equals(label.getText()))
              .findFirst()
              .orElseThrow();
      robot.clickOn(header);
      Toolkit.await(
          "sorted",
          () ->
              model.pageProperty().get().query().sort().equals(List.of(new SortKey("map", true))));
      window.settle();
      assertThat(openGroups(tree)).isEqualTo(opened);
      assertThat(tree.getSortOrder())
          .extracting(c -> ((Column) c.getUserData()).key())
          .containsExactly("map");
    }
  }

  @Test
  void aCheckpointIsStarredByAClickTaggedAndArchived() throws IOException {
    Path file = folder.resolve("a.pt");
    SavedCheckpoint.ours(file, "resnet18", 0.61, 32);
    try (WindowUnderTest window = WindowUnderTest.open(folder.resolve("settings"), 1280, 800)) {
      ResultsModel model = window.wiring().results();
      Toolkit.onFx(() -> model.rootProperty().set(folder));
      window.show(ViewId.RESULTS);
      Toolkit.await("the row", () -> model.rows().size() == 1);
      window.settle();
      robot.clickOn(".star-cell");
      Toolkit.await("the star", () -> model.rows().get(0).get(Column.STARRED) != null);
      assertThat(model.selected()).as("still selected").hasSize(1);
      robot.push(KeyCode.CONTROL, KeyCode.E);
      Toolkit.await("the sheet", () -> window.scene().lookup("#notesText") != null);
      robot.write("For the paper");
      robot.push(KeyCode.TAB);
      robot.write("late, baseline");
      robot.push(KeyCode.ENTER);
      Toolkit.await("the note", () -> model.rows().get(0).get(Column.NOTE) != null);
      assertThat(Notes.read(file))
          .isEqualTo(new Notes("For the paper", List.of("baseline", "late"), true, false));
      window.settle();
      MenuItem archive = entry(window, "Archive");
      Toolkit.onFx(archive::fire);
      Toolkit.await("none shown", () -> model.rows().isEmpty());
      Button show = (Button) window.scene().lookup("#archivedButton");
      assertThat(show.getText()).isEqualTo("Show archived (1)");
      Toolkit.onFx(show::fire);
      Toolkit.await("shown again", () -> model.rows().size() == 1);
    }
  }

  private static MenuItem entry(WindowUnderTest window, String text) {
    TableView<?> table = (TableView<?>) window.scene().lookup(".results-table");
    return table.getContextMenu().getItems().stream()
        .filter(item -> text.equals(item.getText()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<String> openGroups(TreeTableView<T> tree) {
    return tree.getRoot().getChildren().stream()
        .filter(TreeItem::isExpanded)
        .map(group -> tree.getColumns().get(0).getCellData(tree.getRow(group)).toString())
        .toList();
  }
}
