package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.data.DataModel;
import org.tagwright.ui.labels.LabelDesk;
import org.testfx.api.FxRobot;

/** Labels are edited by keys and mouse; the label files say whether it came through. */
@UiTest
class LabelFlowsTest {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private Path root;
  private WindowUnderTest window;
  private DataModel model;

  @BeforeEach
  void open() throws IOException {
    root = folder.resolve("demo");
    DemoDataset.make(root, new DemoDataset.Options(40, 2, 64, 12, 5), Progress.NONE);
    put(1, "0\n");
    put(2, "0\n3\n");
    put(3, "");
    window = WindowUnderTest.open(folder.resolve("settings"), 1280, 800);
    model = window.wiring().data();
    window.show(ViewId.DATA);
    Toolkit.await("first look", () -> model.jobProperty().get() == null);
    Toolkit.onFx(() -> model.useRoot(root));
    Toolkit.await("checked", () -> model.statsProperty().get() != null);
    Toolkit.await("editable", () -> desk() != null);
    robot.push(KeyCode.ALT, KeyCode.DIGIT5);
    window.settle();
    Toolkit.onFx(() -> window.scene().lookup(".data .gallery-grid").requestFocus());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private LabelDesk desk() {
    return model.labels().editing().deskProperty().get();
  }

  private Path label(int sample) {
    return root.resolve("labels/train/%012d.cls".formatted(sample));
  }

  private void put(int sample, String text) throws IOException {
    Files.writeString(label(sample), text);
  }

  private String file(int sample) throws IOException {
    Toolkit.await("saved", () -> Toolkit.onFx(() -> desk().idle()));
    return Files.readString(label(sample));
  }

  @Test
  void keysLabelOneImageAndManyAndUndoIt() throws IOException {
    String name = desk().classes().name(7);
    robot.push(KeyCode.A).write(name).push(KeyCode.ENTER).push(KeyCode.ESCAPE);
    assertThat(file(1)).isEqualTo("0\n7\n");
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
    int key = model.labels().editing().atHand().keyOf(7);
    robot.push(KeyCode.valueOf("DIGIT" + key));
    assertThat(file(2)).isEqualTo("0\n3\n7\n");
    assertThat(file(3)).isEqualTo("7\n");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(file(3)).as("three images, one undo").isEmpty();
    assertThat(file(1)).isEqualTo("0\n7\n");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(file(1)).isEqualTo("0\n");
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    assertThat(file(1)).isEqualTo("0\n7\n");
  }

  @Test
  void anEditLeavesTheChipsOfOtherClassesAlone() throws Exception {
    Node kept = chip("person");
    robot.push(KeyCode.A).write(desk().classes().name(7)).push(KeyCode.ENTER).push(KeyCode.ESCAPE);
    assertThat(file(1)).isEqualTo("0\n7\n");
    assertThat(chip("person")).isSameAs(kept);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(file(1)).isEqualTo("0\n");
    assertThat(chip("person")).isSameAs(kept);
  }

  private Node chip(String name) {
    return robot
        .lookup(".label-bar .label-chip")
        .lookup((Button b) -> b.getText().startsWith(name))
        .query();
  }

  @Test
  void theLargeViewIsLabelledWithoutLeavingTheKeyboard() throws IOException {
    robot.push(KeyCode.RIGHT).push(KeyCode.ENTER);
    Toolkit.await("large", () -> robot.lookup(".file-details-sheet").tryQuery().isPresent());
    window.settle();
    robot.push(KeyCode.TAB).push(KeyCode.TAB).push(KeyCode.X);
    assertThat(file(2)).isEqualTo("0\n");
    robot.push(KeyCode.TAB).push(KeyCode.U);
    assertThat(file(2)).isEmpty();
    assertThat(root.resolve("labels/unknown/000000000002.cls")).hasContent("0\n");
    robot.push(KeyCode.RIGHT);
    int key = model.labels().editing().atHand().keyOf(0);
    robot.push(KeyCode.valueOf("DIGIT" + key));
    assertThat(file(3)).isEqualTo("0\n");
  }

  @Test
  void aRubberBandSelectsAndAChipTakesAClassAway() throws IOException {
    var at = Toolkit.onFx(() -> window.scene().lookup(".data .gallery-grid").localToScreen(3, 40));
    robot.moveTo(at.getX(), at.getY()).press(MouseButton.PRIMARY);
    robot.moveBy(150, 40).moveBy(150, 0).release(MouseButton.PRIMARY);
    assertThat(Toolkit.onFx(() -> model.labels().selection().size())).isEqualTo(2);
    var cells = Toolkit.onFx(() -> window.scene().getRoot().lookupAll(".data .gallery-cell"));
    assertThat(cells)
        .filteredOn(cell -> cell.getPseudoClassStates().contains(SELECTED))
        .as("cards that look selected")
        .hasSize(2);
    window.settle();
    robot.clickOn(chip("person"));
    assertThat(file(1)).isEmpty();
    assertThat(file(2)).isEqualTo("3\n");
  }
}
