package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.evaluation.EvaluationSummaryTest;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointScan;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.evaluation.EvaluateModel;
import org.tagwright.ui.export.ExportModel;
import org.tagwright.ui.results.FakeCheckpoints;
import org.tagwright.ui.results.ResultsModel;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;

/** The results table with something in it, pictured in both themes and two sizes. */
@UiTest
class ResultsScreensTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"960,640", "1280,800", "1920,1080"})
  void tableGroupsAndComparisonArePictured(int width, int height) {
    CheckpointScan.Found scan =
        new CheckpointScan.Found(
            noted(FakeCheckpoints.rows(folder, 82)),
            List.of(
                new CheckpointScan.Unreadable(
                    folder.resolve("resnet18/half.pt"),
                    "half.pt ends in the middle of its directory: it was not copied whole. Copy"
                        + " it again.")));
    UnaryOperator<Services> sources =
        real ->
            real.withCheckpoints((root, soFar, cancelled) -> scan)
                .withEvaluator(EvaluationSummaryTest::evaluate)
                .withExporter((request, progress) -> request.out());
    try (WindowUnderTest window = WindowUnderTest.open(folder, width, height, sources)) {
      ResultsModel model = window.wiring().results();
      Toolkit.onFx(() -> model.rootProperty().set(folder));
      window.show(ViewId.RESULTS);
      Toolkit.await("rows", () -> model.rows().size() == 80);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        TableView<?> table = (TableView<?>) window.scene().lookup(".results-table");
        Toolkit.onFx(table::requestFocus);
        Toolkit.onFx(() -> table.getSelectionModel().clearSelection());
        Toolkit.onFx(() -> table.getSelectionModel().selectIndices(0, 1, 4));
        picture(window, "results-full", theme);
        Toolkit.onFx(() -> ((Button) window.scene().lookup("#compareButton")).fire());
        Toolkit.await("comparison", () -> window.scene().lookup(".compare-pane") != null);
        picture(window, "results-compare", theme);
        Toolkit.onFx(() -> ((Button) window.scene().lookup(".compare-pane .button")).fire());
        if (width <= 1280) { // sheets are as large in a larger window
          evaluate(window, theme);
          export(window, theme);
          notes(window, theme);
        }
        Toolkit.onFx(
            () ->
                model.change(
                    q -> q.withGroupBy(List.of("model", "batch_size")).withMode(GroupMode.MEAN)));
        Toolkit.await("groups", () -> !model.pageProperty().get().groups().isEmpty());
        picture(window, "results-groups", theme);
        Toolkit.onFx(() -> model.change(q -> q.withGroupBy(List.of())));
        Toolkit.await("no groups", () -> model.pageProperty().get().groups().isEmpty());
      }
      GuidePictures.assertMade("results", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
    }
  }

  /** The best three with tags, two of them starred, and the last two archived. */
  private static List<CheckpointRow> noted(List<CheckpointRow> rows) {
    List<CheckpointRow> noted = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      CheckpointRow row = rows.get(i);
      Map<String, Object> values = new HashMap<>(row.values());
      if (row.number("f1") > 0.719) {
        values.put(Column.TAGS, "baseline");
        values.put(Column.STARRED, true);
        values.put(Column.NOTE, "for the paper");
      }
      if (i >= rows.size() - 2) {
        values.put(Column.ARCHIVED, true);
      }
      noted.add(new CheckpointRow(row.file(), row.bytes(), row.modified(), values));
    }
    return noted;
  }

  private void notes(WindowUnderTest window, Theme theme) {
    Toolkit.onFx(() -> ((Button) window.scene().lookup("#notesButton")).fire());
    Toolkit.await("sheet", () -> window.scene().lookup("#notesSave") != null);
    picture(window, "results-notes-sheet", theme);
    new FxRobot().push(KeyCode.ESCAPE);
    Toolkit.await("no sheet", () -> window.scene().lookup("#notesSave") == null);
  }

  private void evaluate(WindowUnderTest window, Theme theme) {
    TableView<?> table = (TableView<?>) window.scene().lookup(".results-table");
    Toolkit.onFx(() -> table.getSelectionModel().clearAndSelect(2));
    Toolkit.onFx(() -> ((Button) window.scene().lookup("#evaluateButton")).fire());
    Toolkit.await("sheet", () -> window.scene().lookup("#evaluateNow") != null);
    EvaluateModel model = window.wiring().evaluate();
    picture(window, "results-evaluate-sheet", theme);
    Toolkit.onFx(
        () -> {
          model.outProperty().set(folder.resolve("report"));
          model.start();
        });
    Toolkit.await("summary", () -> model.summaryProperty().get() != null);
    Toolkit.onFx(() -> ((ModalPane) window.scene().lookup(".results > .modal-pane")).hide(true));
    picture(window, "results-evaluation", theme);
    Toolkit.onFx(() -> ((Button) window.scene().lookup(".compare-pane .button")).fire());
  }

  private void export(WindowUnderTest window, Theme theme) {
    TableView<?> table = (TableView<?>) window.scene().lookup(".results-table");
    Toolkit.onFx(() -> table.getSelectionModel().clearAndSelect(2));
    MenuButton exports = (MenuButton) window.scene().lookup("#exportMenu");
    Toolkit.onFx(() -> exports.getItems().get(exports.getItems().size() - 1).fire());
    Toolkit.await("sheet", () -> window.scene().lookup("#exportNow") != null);
    ExportModel model = window.wiring().export();
    picture(window, "results-export-sheet", theme);
    Toolkit.onFx(model::start);
    Toolkit.await("the folder", () -> model.doneProperty().get() != null);
    picture(window, "results-exported", theme);
    Toolkit.onFx(() -> ((Button) window.scene().lookup("#exportDone")).fire());
    Toolkit.await("no sheet", () -> model.checkpointProperty().get() == null);
  }

  private static void picture(WindowUnderTest window, String what, Theme theme) {
    window.settle();
    window.settle();
    String size = (int) window.scene().getWidth() + "x" + (int) window.scene().getHeight();
    String name = (what + "-" + theme + "-" + size).toLowerCase(Locale.ROOT);
    assertThat(Screenshot.take(window.scene(), name)).isNotEmptyFile();
  }
}
