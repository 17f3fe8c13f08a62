package org.tagwright.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Text;

/**
 * Whether a scene fits its window: no control beyond its edges, no button whose text is not whole.
 */
final class Fit {
  private static final double TOLERANCE = 1;

  private final Scene scene;
  private final List<String> misfits = new ArrayList<>();

  private Fit(Scene scene) {
    this.scene = scene;
  }

  /** What does not fit, in words; empty where everything does. On the FX thread. */
  static List<String> misfits(Scene scene) {
    Fit fit = new Fit(scene);
    fit.look(scene.getRoot(), false);
    return fit.misfits;
  }

  private void look(Node node, boolean scrolled) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    if (node instanceof Control control && !(node instanceof ScrollPane)) {
      if (!scrolled) {
        within(control);
      }
      if (control instanceof ButtonBase button) {
        whole(button);
      }
    }
    // What scrolls may be larger than what is seen of it.
    boolean scrolls =
        node instanceof VirtualFlow<?>
            || node instanceof TableView<?>
            || node instanceof TreeTableView<?>;
    if (!scrolls && node instanceof Parent parent) {
      boolean inScrollPane = scrolled || node instanceof ScrollPane;
      parent.getChildrenUnmodifiable().forEach(child -> look(child, inScrollPane));
    }
  }

  private void within(Control control) {
    Bounds at = control.localToScene(control.getLayoutBounds());
    if (at.getWidth() > 0
        && (at.getMinX() < -TOLERANCE
            || at.getMinY() < -TOLERANCE
            || at.getMaxX() > scene.getWidth() + TOLERANCE
            || at.getMaxY() > scene.getHeight() + TOLERANCE)) {
      misfits.add(
          "%s is at %.0f..%.0f × %.0f..%.0f"
              .formatted(name(control), at.getMinX(), at.getMaxX(), at.getMinY(), at.getMaxY()));
    }
  }

  private void whole(ButtonBase button) {
    if (button.isMnemonicParsing() && button.getText() != null && button.getText().contains("_")) {
      misfits.add("%s loses its underscore".formatted(name(button)));
    }
    for (Node part : button.getChildrenUnmodifiable()) {
      if (part instanceof Text shown
          && button.getEllipsisString() != null
          && shown.getText().contains(button.getEllipsisString())
          && !button.getStyleClass().contains("source-menu")
          && !button.getText().contains(button.getEllipsisString())) {
        misfits.add("%s is cut to “%s”".formatted(name(button), shown.getText()));
      }
    }
  }

  private static String name(Control control) {
    String text = control instanceof Labeled labeled ? labeled.getText() : null;
    return "%s %s%s"
        .formatted(
            control.getClass().getSimpleName(),
            text == null || text.isEmpty() ? control.getStyleClass() : "“" + text + "”",
            control.getId() == null ? "" : " #" + control.getId());
  }
}
