package org.tagwright.ui.image;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.controlsfx.control.GridView;

/**
 * A rectangle that the mouse draws over a wall of cards, also from a card, and that selects what it
 * touches. Beyond the upper or lower edge the wall scrolls along.
 */
final class RubberBand extends Region {
  private static final double BEGINS_AFTER = 6; // pixels: a click trembles
  private static final double FASTEST = 40; // pixels per frame

  private final GridView<Integer> grid;
  private final Selection selection;
  private final double spacing;
  private final AnimationTimer scroll =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          scrollAlong();
        }
      };

  private boolean pressed;
  private boolean drawn;
  private double fromX;
  private double fromY; // of the whole wall, not of the part in sight
  private double pressedY;
  private double x;
  private double y;

  RubberBand(GridView<Integer> grid, Selection selection, double spacing) {
    this.grid = grid;
    this.selection = selection;
    this.spacing = spacing;
    getStyleClass().add("rubber-band");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    grid.addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
    grid.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    grid.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> end());
  }

  /** The wall, once it is in the scene. */
  private VirtualFlow<?> flow() {
    return grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
  }

  private double rowHeight() {
    return grid.getCellHeight() + 2 * spacing;
  }

  /** How far the wall is scrolled, pixels. */
  private double scrolled() {
    VirtualFlow<?> flow = flow();
    var first = flow == null ? null : flow.getFirstVisibleCell();
    return first == null ? 0 : first.getIndex() * rowHeight() - first.getLayoutY();
  }

  private boolean onScrollBar(MouseEvent e) {
    return e.getPickResult().getIntersectedNode() instanceof Region region
        && region.getStyleClass().stream().anyMatch(s -> s.equals("thumb") || s.equals("track"));
  }

  private void press(MouseEvent e) {
    pressed = e.getButton() == MouseButton.PRIMARY && !onScrollBar(e);
    pressedY = e.getY();
    fromX = e.getX();
    fromY = e.getY() + scrolled();
  }

  private void drag(MouseEvent e) {
    if (!pressed) {
      return;
    }
    x = e.getX();
    y = e.getY();
    if (!drawn && Math.hypot(x - fromX, y - pressedY) > BEGINS_AFTER) {
      drawn = true;
      setVisible(true);
      selection.beginBand(e.isShortcutDown() || e.isShiftDown());
      scroll.start();
    }
    if (drawn) {
      draw();
      e.consume();
    }
  }

  private void end() {
    pressed = false;
    if (drawn) {
      drawn = false;
      setVisible(false);
      scroll.stop();
    }
  }

  private void scrollAlong() {
    double beyond = y < 0 ? y : Math.max(0, y - grid.getHeight());
    VirtualFlow<?> flow = flow();
    if (beyond != 0 && flow != null) {
      flow.scrollPixels(Math.max(-FASTEST, Math.min(FASTEST, beyond)));
      draw();
    }
  }

  private void draw() {
    double scrolled = scrolled();
    double left = Math.min(fromX, x);
    double right = Math.max(fromX, x);
    double top = Math.min(fromY, y + scrolled);
    double bottom = Math.max(fromY, y + scrolled);
    double seenTop = Math.max(0, top - scrolled);
    double seenBottom = Math.min(grid.getHeight(), bottom - scrolled);
    resizeRelocate(left, seenTop, right - left, Math.max(0, seenBottom - seenTop));
    selection.band(touched(left, right, top, bottom));
  }

  private List<Integer> touched(double left, double right, double top, double bottom) {
    double pitch = grid.getCellWidth() + 2 * spacing;
    int columns = CardGrid.columns(grid);
    int firstColumn = (int) Math.max(0, Math.floor((left + spacing) / pitch));
    int lastColumn = (int) Math.min(columns - 1, Math.floor((right - spacing) / pitch));
    int firstRow = (int) Math.max(0, Math.floor((top + spacing) / rowHeight()));
    int lastRow = (int) Math.floor((bottom - spacing) / rowHeight());
    List<Integer> places = new ArrayList<>();
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        int place = row * columns + column;
        if (place < grid.getItems().size()) {
          places.add(place);
        }
      }
    }
    return places;
  }
}
