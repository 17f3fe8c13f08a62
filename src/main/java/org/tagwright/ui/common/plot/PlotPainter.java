package org.tagwright.ui.common.plot;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.tagwright.ui.common.plot.PlotAxis.Tick;

/** Draws a plot's content on a canvas. */
final class PlotPainter {
  private static final double TOP = 18;
  private static final double BOTTOM = 24;
  private static final double RIGHT = 12;
  private static final int DOTS_UP_TO = 60;
  private static final int MOST_ROUND = 200;
  private static final double PIXELS_PER_X_TICK = 80;
  private static final double PIXELS_PER_Y_TICK = 44;

  // Not a constant: the theme may bring the font after this class is loaded.
  private @Nullable Font font;
  private final PixelColumns columns = new PixelColumns();
  private PlotAxis horizontal = new PlotAxis(PlotAxis.Kind.LINEAR, 0, 1, 0, 1);
  private PlotAxis vertical = horizontal;
  private double left;
  private double width;
  private double height;

  PlotAxis horizontal() {
    return horizontal;
  }

  PlotAxis vertical() {
    return vertical;
  }

  /** Whether a place lies on the plot's area, inside its axes. */
  boolean inside(double x, double y) {
    return x >= left && x <= width - RIGHT && y >= TOP && y <= height - BOTTOM;
  }

  double left() {
    return left;
  }

  double right() {
    return width - RIGHT;
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return height - BOTTOM;
  }

  /**
   * Draws everything but what follows the pointer.
   *
   * @param lines the visible ones, in order of drawing
   */
  void paint(
      GraphicsContext g,
      PlotContent content,
      List<PlotSeries> lines,
      PlotColors colors,
      PlotRange x,
      PlotRange y,
      PlotAxis.Kind xKind,
      boolean logY) {
    width = Math.floor(g.getCanvas().getWidth());
    height = Math.floor(g.getCanvas().getHeight());
    g.clearRect(0, 0, width + 1, height + 1);
    font = Font.font("Inter", 11);
    g.setFont(font);
    vertical =
        new PlotAxis(
            logY ? PlotAxis.Kind.LOG : PlotAxis.Kind.LINEAR, y.min(), y.max(), bottom(), TOP);
    List<Tick> yTicks = vertical.ticks((int) Math.max(2, (bottom() - TOP) / PIXELS_PER_Y_TICK));
    // A whole number, and below too: the clip is many times cheaper where it lies on pixels.
    left = 14 + Math.ceil(yTicks.stream().mapToDouble(t -> textWidth(t.label())).max().orElse(20));
    horizontal = new PlotAxis(xKind, x.min(), x.max(), left, right());
    g.setTextBaseline(VPos.CENTER);
    bands(g, content.bands(), colors);
    g.setLineWidth(1);
    g.setTextAlign(TextAlignment.RIGHT);
    for (Tick tick : yTicks) {
      double at = Math.rint(vertical.pixel(tick.value())) + 0.5;
      g.setStroke(colors.grid());
      g.strokeLine(left, at, right(), at);
      g.setFill(colors.axis());
      g.fillText(tick.label(), left - 8, at);
    }
    xTicks(g, colors);
    g.save();
    g.beginPath();
    g.rect(left - 6, TOP - 6, right() - left + 12, bottom() - TOP + 12);
    g.clip();
    marks(g, content.marks(), colors);
    for (PlotSeries line : lines) {
      line(g, line, colors);
    }
    rings(g, content.marks(), colors);
    g.restore();
    markLabels(g, content.marks(), colors);
  }

  private void xTicks(GraphicsContext g, PlotColors colors) {
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(colors.axis());
    double free = Double.NEGATIVE_INFINITY;
    for (Tick tick : horizontal.ticks((int) Math.max(2, (right() - left) / PIXELS_PER_X_TICK))) {
      double half = textWidth(tick.label()) / 2;
      double at = horizontal.pixel(tick.value());
      if (at - half > free && at + half < width) {
        g.fillText(tick.label(), at, bottom() + 13);
        free = at + half + 10;
      }
    }
  }

  private void bands(GraphicsContext g, List<PlotBand> bands, PlotColors colors) {
    g.setTextAlign(TextAlignment.LEFT);
    for (PlotBand band : bands) {
      double from = Math.max(left, horizontal.pixel(band.from()));
      double to = Math.min(right(), horizontal.pixel(band.to()));
      if (to > from) {
        g.setFill(colors.band());
        g.fillRect(from, TOP, to - from, bottom() - TOP);
        if (to - from > textWidth(band.label()) + 10) {
          g.setFill(colors.mark());
          g.fillText(band.label(), from + 6, bottom() - 9);
        }
      }
    }
  }

  private void marks(GraphicsContext g, List<PlotMark> marks, PlotColors colors) {
    g.setStroke(colors.mark().deriveColor(0, 1, 1, 0.7));
    g.setLineDashes(3, 4);
    for (PlotMark mark : marks) {
      double at = Math.rint(horizontal.pixel(mark.x())) + 0.5;
      g.strokeLine(at, TOP, at, bottom());
    }
    g.setLineDashes((double[]) null);
  }

  private void rings(GraphicsContext g, List<PlotMark> marks, PlotColors colors) {
    g.setStroke(colors.cursor());
    g.setLineWidth(1.6);
    for (PlotMark mark : marks) {
      if (Double.isFinite(mark.y())) {
        g.strokeOval(horizontal.pixel(mark.x()) - 5, vertical.pixel(mark.y()) - 5, 10, 10);
      }
    }
  }

  private void markLabels(GraphicsContext g, List<PlotMark> marks, PlotColors colors) {
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(colors.mark());
    double free = left;
    for (PlotMark mark : marks.stream().sorted((a, b) -> Double.compare(a.x(), b.x())).toList()) {
      double at = horizontal.pixel(mark.x());
      double length = textWidth(mark.label());
      // A label that does not fit is left out; its line still stands.
      if (at >= left - 1 && at <= right() + 1) {
        double start = Math.max(free, Math.min(at - length / 2, right() - length));
        if (start - at < 8 && start + length <= right() + RIGHT) {
          g.fillText(mark.label(), start, TOP / 2);
          free = start + length + 10;
        }
      }
    }
  }

  private void line(GraphicsContext g, PlotSeries line, PlotColors colors) {
    boolean faint = line.style() == PlotSeries.Style.FAINT;
    Color color = colors.series(line.color());
    g.setStroke(faint ? color.deriveColor(0, 1, 1, 0.3) : color);
    g.setLineWidth(faint ? 1 : 1.8);
    columns.thin(line, horizontal, vertical);
    // Round joins cost most where there are so many that nobody sees one.
    g.setLineJoin(columns.size() > MOST_ROUND ? StrokeLineJoin.BEVEL : StrokeLineJoin.ROUND);
    if (line.style().dashed()) {
      g.setLineDashes(6, 4);
    }
    if (line.style() == PlotSeries.Style.DOTS) {
      dots(g, line, color, colors.ground());
      return;
    }
    if (line.style().steps()) {
      steps(g, line);
    } else {
      if (columns.restless(right() - left)) {
        bars(g, faint ? 1 : 1.5);
      } else {
        polyline(g);
      }
    }
    g.setLineDashes((double[]) null);
    if (!faint && !line.style().steps()) {
      dots(g, line, color, colors.ground());
    }
  }

  /**
   * A line that goes up and down within each pixel column, drawn as what it fills there: looks the
   * same, and takes a fraction of the time of that many edges.
   */
  private void bars(GraphicsContext g, double thickness) {
    g.setFill(g.getStroke());
    double top = Double.NaN;
    double bottom = Double.NaN;
    for (int i = 0; i < columns.size(); i++) {
      double y = columns.py(i);
      if (Double.isNaN(columns.px(i))) {
        continue;
      }
      boolean connected = i > 0 && !Double.isNaN(columns.px(i - 1));
      double from = connected ? columns.py(i - 1) : y;
      top = Double.isNaN(top) ? Math.min(from, y) : Math.min(top, Math.min(from, y));
      bottom = Double.isNaN(bottom) ? Math.max(from, y) : Math.max(bottom, Math.max(from, y));
      double column = Math.floor(columns.px(i));
      if (i + 1 == columns.size() || !(Math.floor(columns.px(i + 1)) == column)) {
        g.fillRect(column, top - thickness / 2, 1, bottom - top + thickness);
        top = Double.NaN;
        bottom = Double.NaN;
      }
    }
  }

  private void polyline(GraphicsContext g) {
    double[] xs = new double[columns.size()];
    double[] ys = new double[columns.size()];
    int n = 0;
    for (int i = 0; i <= columns.size(); i++) {
      boolean end = i == columns.size() || Double.isNaN(columns.px(i));
      if (!end) {
        xs[n] = columns.px(i);
        ys[n++] = columns.py(i);
      } else if (n > 0) {
        if (n == 1) {
          g.strokeLine(xs[0], ys[0], xs[0], ys[0]);
        } else {
          g.strokePolyline(xs, ys, n);
        }
        n = 0;
      }
    }
  }

  private void steps(GraphicsContext g, PlotSeries line) {
    double[] xs = new double[2 * line.size() + 1];
    double[] ys = new double[2 * line.size() + 1];
    int n = 0;
    for (int i = 0; i < line.size(); i++) {
      if (n > 0) {
        xs[n] = horizontal.pixel(line.x(i));
        ys[n] = ys[n - 1];
        n++;
      }
      xs[n] = horizontal.pixel(line.x(i));
      ys[n++] = vertical.pixel(line.y(i));
    }
    if (n > 1) {
      g.strokePolyline(xs, ys, n);
    }
  }

  private void dots(GraphicsContext g, PlotSeries line, Color color, Color ground) {
    int from = line.firstAtOrAfter(horizontal.min());
    int to = line.firstAtOrAfter(Math.nextUp(horizontal.max()));
    if (line.style() != PlotSeries.Style.DOTS && to - from > DOTS_UP_TO) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (Double.isFinite(line.y(i))) {
        dot(g, horizontal.pixel(line.x(i)), vertical.pixel(line.y(i)), color, ground, 2.6);
      }
    }
  }

  static void dot(GraphicsContext g, double x, double y, Color color, Color ground, double r) {
    g.setFill(ground);
    g.fillOval(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2);
    g.setFill(color);
    g.fillOval(x - r, y - r, 2 * r, 2 * r);
  }

  private double textWidth(String text) {
    Text measure = new Text(text);
    measure.setFont(font);
    return measure.getLayoutBounds().getWidth();
  }
}
