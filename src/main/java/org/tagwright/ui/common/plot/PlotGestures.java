package org.tagwright.ui.common.plot;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** Zooming, panning and pointing on a plot. */
final class PlotGestures {
  private static final double SHORTEST_DRAG_PIXELS = 5;
  private static final double SMALLEST_SHARE = 1e-5;
  private static final double KEY_ZOOM = 0.7;
  private static final double KEY_PAN = 0.1;

  private final LinePlot plot;
  private final PlotReadout readout;
  private double pressedAt;
  private @Nullable PlotRange pressedRange;
  private boolean panning;

  PlotGestures(LinePlot plot, PlotReadout readout) {
    this.plot = plot;
    this.readout = readout;
    plot.setOnMouseMoved(this::moved);
    plot.setOnMouseExited(
        e -> {
          readout.pointed(false);
          plot.link().cursorProperty().set(Double.NaN);
        });
    plot.setOnMousePressed(this::pressed);
    plot.setOnMouseDragged(this::dragged);
    plot.setOnMouseReleased(this::released);
    plot.setOnScroll(this::scrolled);
    plot.setOnKeyPressed(this::typed);
  }

  private void moved(MouseEvent e) {
    boolean inside = plot.painter().inside(e.getX(), e.getY());
    plot.setCursor(inside ? Cursor.CROSSHAIR : Cursor.DEFAULT);
    readout.pointed(inside);
    plot.link().cursorProperty().set(inside ? readout.snap(e.getX()) : Double.NaN);
  }

  private void pressed(MouseEvent e) {
    plot.requestFocus();
    if (e.getClickCount() == 2) {
      plot.link().zoomProperty().set(null);
    }
    pressedAt = e.getX();
    pressedRange = plot.painter().inside(e.getX(), e.getY()) ? plot.shownX() : null;
    panning = e.getButton() != MouseButton.PRIMARY || e.isShiftDown();
  }

  private void dragged(MouseEvent e) {
    if (pressedRange == null) {
      return;
    }
    PlotAxis axis = plot.painter().horizontal();
    if (panning) {
      double unitsPerPixel =
          pressedRange.length() / (plot.painter().right() - plot.painter().left());
      show(pressedRange.shifted((pressedAt - e.getX()) * unitsPerPixel));
    } else {
      double to = Math.max(plot.painter().left(), Math.min(plot.painter().right(), e.getX()));
      readout.zoomStretch(pressedAt, to);
      plot.link().cursorProperty().set(axis.value(to));
    }
  }

  private void released(MouseEvent e) {
    readout.zoomStretch(Double.NaN, Double.NaN);
    if (pressedRange != null
        && !panning
        && Math.abs(e.getX() - pressedAt) >= SHORTEST_DRAG_PIXELS) {
      PlotAxis axis = plot.painter().horizontal();
      double from = axis.value(pressedAt);
      double to = axis.value(e.getX());
      show(new PlotRange(Math.min(from, to), Math.max(from, to)));
    }
    pressedRange = null;
  }

  // Without Ctrl the page scrolls, as anywhere else.
  private void scrolled(ScrollEvent e) {
    if (e.isShortcutDown() && e.getDeltaY() != 0) {
      double at = plot.painter().horizontal().value(e.getX());
      show(plot.shownX().around(at, e.getDeltaY() > 0 ? 0.8 : 1.25));
      e.consume();
    }
  }

  private void typed(KeyEvent e) {
    if (e.isShortcutDown() || e.isAltDown()) {
      return;
    }
    PlotRange now = plot.shownX();
    double middle = (now.min() + now.max()) / 2;
    switch (e.getCode()) {
      case PLUS, EQUALS, ADD -> show(now.around(middle, KEY_ZOOM));
      case MINUS, SUBTRACT -> show(now.around(middle, 1 / KEY_ZOOM));
      case LEFT -> show(now.shifted(-now.length() * KEY_PAN));
      case RIGHT -> show(now.shifted(now.length() * KEY_PAN));
      case DIGIT0, NUMPAD0, HOME -> plot.link().zoomProperty().set(null);
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void show(PlotRange wanted) {
    PlotRange whole = plot.whole();
    double least = whole.length() * SMALLEST_SHARE;
    PlotRange range =
        wanted.length() >= least ? wanted : new PlotRange(wanted.min(), wanted.min() + least);
    PlotRange kept = range.within(whole);
    plot.link().zoomProperty().set(kept.equals(whole) ? null : kept);
  }
}
