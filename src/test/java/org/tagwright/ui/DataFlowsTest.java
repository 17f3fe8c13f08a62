package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.data.DataModel;
import org.testfx.api.FxRobot;

/** What a person does in the data view, by keys alone. */
@UiTest
class DataFlowsTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final List<Path> opened = new ArrayList<>();
  private Path root;
  private WindowUnderTest window;
  private DataModel model;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("demo");
    DemoDataset.make(root, new DemoDataset.Options(60, 2, 96, 8, 5), Progress.NONE);
    TwinPictures.add(root);
    Files.writeString(root.resolve("labels/train/000000000007.cls"), "3\n99\n");
    window = WindowUnderTest.open(folder.resolve("settings"), 1280, 800);
    window.wiring().openBy(opened::add);
    model = window.wiring().data();
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    Toolkit.await(
        "the data view", () -> window.wiring().workbench().navigator().current() == ViewId.DATA);
    Toolkit.await("first look", () -> model.jobProperty().get() == null);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void typeRoot() {
    robot.push(KeyCode.CONTROL, KeyCode.O);
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(root.toString()).push(KeyCode.ENTER);
    Toolkit.await("checked", () -> model.statsProperty().get() != null);
    window.settle();
  }

  private void showRoot() {
    Toolkit.onFx(() -> model.useRoot(root));
    Toolkit.await("checked", () -> model.statsProperty().get() != null);
    window.settle();
  }

  private void await(String node) {
    Toolkit.await(node, () -> robot.lookup(node).tryQuery().filter(this::seen).isPresent());
    window.settle();
  }

  private boolean seen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private void focus(String selector) {
    Toolkit.onFx(() -> window.scene().lookup(selector).requestFocus());
  }

  private static String clipboard() {
    return Toolkit.onFx(() -> Clipboard.getSystemClipboard().getString());
  }

  @Test
  void aProblemLeadsToItsFile() {
    typeRoot();
    robot.push(KeyCode.ALT, KeyCode.DIGIT2);
    focus(".results-table");
    robot.push(KeyCode.ENTER);
    await(".file-details-sheet");
    await("Line 2: class index 99 is outside 0..7");
    Path label = root.resolve("labels/train/000000000007.cls");
    robot.push(KeyCode.C);
    assertThat(clipboard()).isEqualTo(label.toString());
    robot.push(KeyCode.O).push(KeyCode.D);
    assertThat(opened).containsExactly(label, label.getParent());
    robot.push(KeyCode.ESCAPE);
    Toolkit.await("closed", () -> robot.lookup(".file-details-sheet").tryQuery().isEmpty());
    assertThat(Toolkit.onFx(() -> window.scene().getFocusOwner().getStyleClass()))
        .as("the keys are where they were")
        .contains("results-table");
  }

  @Test
  void picturesAreLookedAtAndDuplicatesShown() {
    showRoot();
    robot.push(KeyCode.ALT, KeyCode.DIGIT4);
    await("Sizes and duplicates");
    focus("#surveyButton");
    robot.push(KeyCode.SPACE);
    Toolkit.await("looked at", () -> model.factsProperty().get() != null);
    window.settle();
    ListView<?> groups = robot.lookup(".duplicate-list").query();
    assertThat(groups.getItems()).hasSizeGreaterThan(20);
    robot.clickOn(robot.lookup(n -> n.toString().contains("Labels differ")).<Node>query());
    assertThat(groups.getItems()).hasSize(1);
    focus(".duplicate-list");
    robot.push(KeyCode.ENTER);
    await("1 of 5");
    robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT);
    await("3 of 5");
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.ALT, KeyCode.DIGIT3);
    focus(".size-scatter");
    robot.push(KeyCode.RIGHT);
    assertThat(robot.lookup(n -> n.toString().contains("pixels: ")).tryQuery()).isPresent();
    robot.push(KeyCode.ENTER);
    await(".file-details-sheet");
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void samplesOfAClassAreReachedFromItsBar() {
    showRoot();
    focus(".class-bars");
    robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
    Toolkit.await("its samples", () -> model.sampleClassProperty().get() >= 0);
    window.settle();
    focus(".data .gallery-grid");
    robot.push(KeyCode.RIGHT).push(KeyCode.ENTER);
    int having =
        model.statsProperty().get().classes().get(model.sampleClassProperty().get()).both();
    await("2 of " + having);
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void labelsOfATableAreImported() throws IOException {
    showRoot();
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "file,labels\n000000000001.jpg,owl\n000000000002.jpg,elk\n");
    robot.push(KeyCode.CONTROL, KeyCode.I);
    robot.clickOn("CSV");
    focus("#import-source .text-field");
    robot.write("/no.csv");
    await("There is no such file.");
    assertThat(robot.lookup("#importNow").query().isDisabled()).isTrue();
    Toolkit.onFx(
        () ->
            ((TextField) robot.lookup("#import-source .text-field").query())
                .setText(table.toString()));
    Toolkit.await("ready", () -> model.importing().readyProperty().get());
    robot.push(KeyCode.ENTER);
    Toolkit.await(
        "imported",
        () ->
            model.statsProperty().get() != null
                && model.statsProperty().get().classes().size() == 2);
    assertThat(folder.resolve("table-labels/classes.txt")).hasContent("elk\nowl\n");
  }

  @Test
  void viewsAreReachedByTheirKeysFromTheDataViewToo() {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    Toolkit.await(
        "the runs", () -> window.wiring().workbench().navigator().current() == ViewId.RUNS);
  }
}
