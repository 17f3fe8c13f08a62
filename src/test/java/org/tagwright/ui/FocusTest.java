package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.runs.RunsOnDisk;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;

/** Who works without a mouse sees everywhere where the keys go. */
@UiTest
class FocusTest {
  private static final PseudoClass FOCUS_VISIBLE = PseudoClass.getPseudoClass("focus-visible");
  private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
  private static final int SEEN_PIXELS = 40;

  @Test
  void everythingThatTakesKeysShowsIt(@TempDir Path folder) {
    RunFolder run = new RunsOnDisk(folder.resolve("runs")).writeMany();
    try (WindowUnderTest window = WindowUnderTest.open(folder.resolve("settings"), 1440, 900)) {
      for (Theme theme : Theme.values()) {
        window.theme(theme);
        for (ViewId view :
            theme == Theme.DARK ? Set.of(ViewId.values()) : Set.of(ViewId.EXPERIMENT)) {
          if (view == ViewId.RUNS) {
            Toolkit.onFx(() -> window.wiring().workbench().navigator().go(new ShowRun(run.path())));
            Toolkit.await(
                "the run", () -> !window.wiring().runs().watchedProperty().get().isEmpty());
          }
          window.show(view);
          List<String> unseen = Toolkit.onFx(() -> unseen(window.scene()));
          assertThat(unseen).as(view + " " + theme).isEmpty();
        }
      }
    }
  }

  @Test
  void aViewTakesTheKeysWhenItIsShownAndASheetKeepsThem(@TempDir Path folder) {
    FxRobot robot = new FxRobot();
    try (WindowUnderTest window = WindowUnderTest.open(folder.resolve("settings"), 1280, 800)) {
      robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.settle();
      Node first = window.scene().getFocusOwner();
      assertThat(first.getId()).isEqualTo("openMenu");

      robot.push(KeyCode.F1);
      window.settle();
      for (int i = 0; i < 5; i++) {
        robot.push(KeyCode.TAB);
        Node focused = window.scene().getFocusOwner();
        assertThat(window.scene().getRoot().lookupAll("#modal")) // a view may have its own
            .as("" + focused)
            .anyMatch(modal -> within(focused, modal));
      }
      robot.push(KeyCode.ESCAPE);
      window.settle();
      assertThat(window.scene().getFocusOwner()).isSameAs(first);
    }
  }

  private static boolean within(Node node, Node tree) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up == tree) {
        return true;
      }
    }
    return false;
  }

  /** The nodes in sight that look the same with the focus and without. */
  private static List<String> unseen(Scene scene) {
    scene.getRoot().requestFocus();
    List<Node> nodes = new ArrayList<>();
    collect(scene.getRoot(), nodes::add);
    List<String> unseen = new ArrayList<>();
    Rectangle2D sight = new Rectangle2D(0, 0, scene.getWidth(), scene.getHeight());
    for (Node node : nodes) {
      Bounds bounds = node.localToScene(node.getLayoutBounds());
      Rectangle2D around =
          new Rectangle2D(
              Math.max(0, bounds.getMinX() - 4),
              Math.max(0, bounds.getMinY() - 4),
              bounds.getWidth() + 8,
              bounds.getHeight() + 8);
      if (!sight.contains(around)) {
        continue;
      }
      WritableImage without = picture(scene, around);
      node.pseudoClassStateChanged(FOCUSED, true);
      node.pseudoClassStateChanged(FOCUS_VISIBLE, true);
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      WritableImage with = picture(scene, around);
      node.pseudoClassStateChanged(FOCUSED, false);
      node.pseudoClassStateChanged(FOCUS_VISIBLE, false);
      if (different(without, with) < SEEN_PIXELS) {
        unseen.add(
            String.format(
                Locale.ROOT, "%s %s in %s", node, node.getAccessibleText(), node.getParent()));
      }
    }
    scene.getRoot().applyCss();
    return unseen;
  }

  private static void collect(Node node, Consumer<Node> into) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable()) {
      into.accept(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
    }
  }

  private static WritableImage picture(Scene scene, Rectangle2D part) {
    SnapshotParameters only = new SnapshotParameters();
    only.setViewport(part);
    return scene.getRoot().snapshot(only, null);
  }

  private static int different(WritableImage one, WritableImage other) {
    PixelReader a = one.getPixelReader();
    PixelReader b = other.getPixelReader();
    int count = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        count += distance(a.getArgb(x, y), b.getArgb(x, y)) > 40 ? 1 : 0;
      }
    }
    return count;
  }

  private static int distance(int a, int b) {
    return Math.abs((a >> 16 & 255) - (b >> 16 & 255))
        + Math.abs((a >> 8 & 255) - (b >> 8 & 255))
        + Math.abs((a & 255) - (b & 255));
  }
}
