package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.common.Progress;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.imports.ImportCases;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.data.DataModel;
import org.tagwright.ui.data.imports.ImportModel;
import org.tagwright.ui.labels.ClassesModel;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;

/** The data view over demo data with some damage, pictured in both themes and two sizes. */
@UiTest
class DataScreensTest {
  @TempDir static Path data;
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void makeData() throws IOException {
    DemoDataset.make(data, new DemoDataset.Options(120, 4, 128, 80, 3), Progress.NONE);
    Path labels = data.resolve("labels/train");
    Files.writeString(labels.resolve("000000000007.cls"), "3\n99\nx\n");
    Files.writeString(labels.resolve("999.cls"), "1\n");
    TwinPictures.add(data);
  }

  @ParameterizedTest
  @CsvSource({"960,640", "1280,800", "1920,1080"})
  void everyPageOfTheDataViewIsPictured(int width, int height) throws IOException {
    try (WindowUnderTest window = WindowUnderTest.open(folder, width, height)) {
      DataModel model = window.wiring().data();
      window.show(ViewId.DATA);
      Toolkit.await("first look", () -> model.jobProperty().get() == null);
      Toolkit.onFx(() -> model.useRoot(data));
      Toolkit.await("checked", () -> model.statsProperty().get() != null);
      Toolkit.onFx(() -> tab(window, "Sizes").fire());
      picture(window, "data-survey", Theme.DARK);
      Toolkit.onFx(model::survey);
      Toolkit.await("surveyed", () -> model.factsProperty().get() != null);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        for (String tab :
            new String[] {
              "Overview", "Problems", "Sizes", "Duplicates", "Samples", "Co-occurrence"
            }) {
          Toolkit.onFx(() -> tab(window, tab).fire());
          picture(window, "data-" + tab, theme);
        }
        if (width <= 1280 && theme == Screenshot.sheetTheme(width)) {
          sheets(window, model, theme);
        }
      }
      GuidePictures.assertMade("data", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
    }
  }

  private void sheets(WindowUnderTest window, DataModel model, Theme theme) throws IOException {
    Toolkit.onFx(() -> ((Button) window.scene().lookup("#demoButton")).fire());
    picture(window, "data-demo-sheet", theme);
    cancel(window);
    Toolkit.onFx(() -> ((Button) window.scene().lookup("#importButton")).fire());
    for (ImportModel.Kind kind :
        List.of(ImportModel.Kind.COCO, ImportModel.Kind.YOLO, ImportModel.Kind.OPEN_IMAGES)) {
      ImportModel importing = model.importing();
      Toolkit.onFx(
          () -> {
            importing.kindProperty().set(kind);
            importing.textProperty(ImportModel.Input.SOURCE).set("/nowhere/labels");
          });
      picture(window, "data-import-" + kind, theme);
    }
    Toolkit.onFx(
        () -> {
          ImportModel importing = model.importing();
          importing.kindProperty().set(ImportModel.Kind.CSV);
          importing
              .textProperty(ImportModel.Input.SOURCE)
              .set(ImportCases.file("planet-ext.csv").toString());
        });
    Toolkit.await("preview", () -> model.importing().readingProperty().get() != null);
    picture(window, "data-import-preview", theme);
    cancel(window);
    Toolkit.onFx(() -> tab(window, "Problems").fire());
    Toolkit.onFx(() -> window.scene().lookup(".results-table").requestFocus());
    robot.push(KeyCode.ENTER);
    picture(window, "data-problem-file", theme);
    robot.push(KeyCode.ESCAPE);
    Toolkit.onFx(() -> tab(window, "Samples").fire());
    window.settle();
    Toolkit.onFx(() -> window.scene().lookup(".data .gallery-grid").requestFocus());
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.ENTER);
    picture(window, "data-sample-file", theme);
    robot.push(KeyCode.ESCAPE);
    labels(window, model, theme);
  }

  /** Several samples selected, one class unknown; what was changed, and the classes. */
  private void labels(WindowUnderTest window, DataModel model, Theme theme) throws IOException {
    LabelEditing editing = model.labels().editing();
    Toolkit.onFx(
        () -> {
          model.labels().selection().click(1, false, false);
          model.labels().selection().click(4, false, true);
          editing.toggle(2);
          editing.toggleUnknown(5);
        });
    Toolkit.await("saved", () -> Toolkit.onFx(() -> editing.deskProperty().get().idle()));
    picture(window, "data-labels", theme);
    press(window, "History of the labels");
    window.settle();
    Toolkit.onFx(
        () ->
            ((ListView<?>) window.scene().lookup(".history-sheet .list-view"))
                .getSelectionModel()
                .select(0));
    picture(window, "data-labels-history", theme);
    cancel(window);
    press(window, "Add, rename, merge or remove classes");
    Toolkit.onFx(
        () -> {
          actions(window).valueProperty().set(ClassesModel.Action.REMOVE);
          ((ComboBox<?>) window.scene().lookup(".classes-sheet .combo-box"))
              .getSelectionModel()
              .select(2);
        });
    picture(window, "data-labels-classes", theme);
    cancel(window);
    robot.push(KeyCode.F1);
    picture(window, "data-labels-keys", theme);
    robot.push(KeyCode.ESCAPE);
    Toolkit.onFx(editing::undo);
    Toolkit.onFx(editing::undo);
    Toolkit.await("saved", () -> Toolkit.onFx(() -> editing.deskProperty().get().idle()));
    Path first = data.resolve("labels/train/000000000001.cls");
    List<String> other = Files.readString(first).contains("10") ? List.of("11") : List.of("10");
    Files.write(first, other);
    Toolkit.onFx(
        () -> {
          model.labels().selection().click(0, false, false);
          editing.toggle(2);
        });
    Toolkit.await(
        "question", () -> robot.lookup("Changed by somebody else").tryQuery().isPresent());
    picture(window, "data-labels-conflict", theme);
    robot.push(KeyCode.ESCAPE);
  }

  @SuppressWarnings("unchecked")
  private static Segments<ClassesModel.Action> actions(WindowUnderTest window) {
    return (Segments<ClassesModel.Action>) window.scene().lookup(".classes-sheet .segments");
  }

  private static void press(WindowUnderTest window, String what) {
    Toolkit.onFx(
        () ->
            window.scene().getRoot().lookupAll(".data .label-bar .button").stream()
                .map(Button.class::cast)
                .filter(b -> what.equals(b.getAccessibleText()))
                .forEach(Button::fire));
  }

  private static void cancel(WindowUnderTest window) {
    Toolkit.onFx(
        () ->
            window.scene().getRoot().lookupAll(".sheet .button").stream()
                .map(Button.class::cast)
                .filter(Button::isCancelButton)
                .forEach(Button::fire));
  }

  private static ToggleButton tab(WindowUnderTest window, String title) {
    return window.scene().getRoot().lookupAll(".data .segment").stream()
        .map(ToggleButton.class::cast)
        .filter(b -> b.getText().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static void pause() {
    try {
      Thread.sleep(150); // thumbnails take their time
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void picture(WindowUnderTest window, String what, Theme theme) {
    window.settle();
    pause();
    window.settle();
    String size = (int) window.scene().getWidth() + "x" + (int) window.scene().getHeight();
    String name = (what + "-" + theme + "-" + size).toLowerCase(Locale.ROOT);
    assertThat(Screenshot.take(window.scene(), name)).isNotEmptyFile();
  }
}
