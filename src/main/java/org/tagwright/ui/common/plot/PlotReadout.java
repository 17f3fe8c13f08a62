package org.tagwright.ui.common.plot;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.tagwright.common.Units;
import org.tagwright.ui.common.widget.Texts;

/**
 * What follows the pointer: the cursor line, a dot on each line, the values, the zoom rectangle.
 */
final class PlotReadout {
  private final LinePlot plot;
  private final Canvas canvas = new Canvas();
  private final VBox box = new VBox();
  private final Label heading = Texts.empty("plot-readout-heading");
  private final GridPane rows = new GridPane();
  private boolean pointed;
  private double zoomFrom = Double.NaN;
  private double zoomTo;

  PlotReadout(LinePlot plot) {
    this.plot = plot;
    canvas.setMouseTransparent(true);
    box.setMouseTransparent(true);
    box.setVisible(false);
    box.setManaged(false);
    box.getStyleClass().add("plot-readout");
    rows.setHgap(10);
    rows.setVgap(3);
    box.getChildren().addAll(heading, rows);
  }

  Canvas canvas() {
    return canvas;
  }

  Region box() {
    return box;
  }

  /** Whether the pointer is over this plot, and not one that shares its axis. */
  void pointed(boolean here) {
    pointed = here;
    draw();
  }

  /** The stretch being chosen, in pixels; NaN: none. */
  void zoomStretch(double from, double to) {
    zoomFrom = from;
    zoomTo = to;
    draw();
  }

  /** The x of the point nearest to a pixel, or NaN. */
  double snap(double pixel) {
    PlotAxis axis = plot.painter().horizontal();
    double value = axis.value(pixel);
    double nearest = Double.NaN;
    for (PlotSeries line : plot.visible()) {
      int i = line.nearest(value);
      if (i >= 0
          && !(Math.abs(axis.pixel(line.x(i)) - pixel) >= Math.abs(axis.pixel(nearest) - pixel))) {
        nearest = line.x(i);
      }
    }
    return nearest;
  }

  void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    PlotPainter painter = plot.painter();
    PlotColors colors = plot.colors();
    if (!Double.isNaN(zoomFrom)) {
      g.setFill(colors.cursor().deriveColor(0, 1, 1, 0.12));
      g.fillRect(
          Math.min(zoomFrom, zoomTo),
          painter.top(),
          Math.abs(zoomTo - zoomFrom),
          painter.bottom() - painter.top());
    }
    double x = plot.link().cursorProperty().get();
    double pixel = painter.horizontal().pixel(x);
    boolean inSight = pixel >= painter.left() - 1 && pixel <= painter.right() + 1;
    if (!inSight || plot.contentProperty().get().series().isEmpty()) {
      box.setVisible(false);
      return;
    }
    double at = Math.rint(pixel) + 0.5;
    g.setStroke(colors.cursor().deriveColor(0, 1, 1, 0.6));
    g.setLineWidth(1);
    g.strokeLine(at, painter.top(), at, painter.bottom());
    List<PlotSeries> lines =
        plot.visible().stream()
            .filter(l -> l.style() != PlotSeries.Style.FAINT && l.style() != PlotSeries.Style.DOTS)
            .toList();
    rows.getChildren().clear();
    int row = 0;
    for (PlotSeries line : lines) {
      int i = pointAt(line, x);
      if (i < 0) {
        continue;
      }
      Color color = colors.series(line.color());
      double y = painter.vertical().pixel(line.y(i));
      double px = line.style().steps() ? pixel : painter.horizontal().pixel(line.x(i));
      if (y >= painter.top() - 3 && y <= painter.bottom() + 3) {
        PlotPainter.dot(g, px, y, color, colors.ground(), 3.6);
      }
      if (pointed) {
        addRow(row++, line, color, Units.compact(line.y(i)));
      }
    }
    box.setVisible(pointed && row > 0);
    if (box.isVisible()) {
      heading.setText(headingAt(x));
      plot.requestLayout();
    }
  }

  /** The point that speaks for {@code x}: the nearest, if it lies less than one unit away. */
  private int pointAt(PlotSeries line, double x) {
    if (line.style().steps()) {
      return Math.min(line.size() - 1, line.firstAtOrAfter(Math.nextUp(x)) - 1);
    }
    int i = line.nearest(x);
    if (i < 0) {
      return -1;
    }
    PlotAxis axis = plot.painter().horizontal();
    boolean near = Math.abs(axis.pixel(line.x(i)) - axis.pixel(x)) <= 40;
    boolean between = x >= line.x(0) && x <= line.x(line.size() - 1);
    return near || between ? i : -1;
  }

  private void addRow(int row, PlotSeries line, Color color, String value) {
    Rectangle swatch = new Rectangle(10, 3, color);
    swatch.setArcWidth(3);
    swatch.setArcHeight(3);
    Label name = Texts.of(line.name(), "muted");
    Label number = Texts.of(value, "strong");
    rows.addRow(row, swatch, name, number);
  }

  private String headingAt(double x) {
    return switch (plot.link().xKindProperty().get()) {
      case WHOLE -> "Epoch " + Units.compact(Math.rint(x * 100) / 100);
      case DURATION -> PlotAxis.seconds(x);
      default -> Units.compact(x);
    };
  }

  /** Puts the box beside the cursor, on the side with more room. */
  void place() {
    if (!box.isVisible()) {
      return;
    }
    box.autosize();
    double pixel = plot.painter().horizontal().pixel(plot.link().cursorProperty().get());
    boolean right = pixel + 14 + box.getWidth() <= plot.getWidth();
    box.relocate(
        Math.max(0, Math.rint(right ? pixel + 14 : pixel - 14 - box.getWidth())),
        plot.painter().top() + 4);
  }
}
