package org.tagwright.ui.common.plot;

/**
 * Thins a line to what its pixels can show: of each pixel column the first, least, greatest and
 * last value in the order in which they stand. So no spike is lost, and what is drawn has at most
 * four points a column.
 */
final class PixelColumns {
  /** A mean step between two points that is more than a line's thickness. */
  private static final double RESTLESS_PIXELS = 2.5;

  private double[] px = new double[1024];
  private double[] py = new double[1024];
  private int size;

  /** The points of the thinned line in pixels; NaN where it is broken. */
  double px(int i) {
    return px[i];
  }

  double py(int i) {
    return py[i];
  }

  int size() {
    return size;
  }

  /**
   * Whether the line fills most columns by going up and down in them.
   *
   * @param pixels width of the plot
   */
  boolean restless(double pixels) {
    if (size < 2 * pixels) {
      return false;
    }
    double travel = 0;
    for (int i = 1; i < size; i++) {
      double step = Math.abs(py[i] - py[i - 1]);
      travel += Double.isNaN(step) ? 0 : step;
    }
    return travel > RESTLESS_PIXELS * size;
  }

  /** Thins the visible part of a series, and one point beyond at either side. */
  void thin(PlotSeries series, PlotAxis horizontal, PlotAxis vertical) {
    size = 0;
    double[] x = series.xs();
    double[] y = series.ys();
    int from = Math.max(0, series.firstAtOrAfter(horizontal.min()) - 1);
    int to = Math.min(x.length, series.firstAtOrAfter(horizontal.max()) + 1);
    boolean log = vertical.kind() == PlotAxis.Kind.LOG;
    int i = from;
    while (i < to) {
      double pixel = horizontal.pixel(x[i]);
      double columnEnd = horizontal.value(Math.floor(pixel) + 1);
      int first = -1;
      int last = -1;
      int least = -1;
      int greatest = -1;
      boolean broken = false;
      do {
        double value = y[i];
        if (!Double.isFinite(value) || (log && value <= 0)) {
          broken = true;
        } else {
          if (first < 0) {
            first = i;
            least = i;
            greatest = i;
          } else if (value < y[least]) {
            least = i;
          } else if (value > y[greatest]) {
            greatest = i;
          }
          last = i;
        }
        i++;
      } while (i < to && x[i] < columnEnd);
      if (first >= 0) {
        add(x, y, first, horizontal, vertical);
        int early = Math.min(least, greatest);
        int late = Math.max(least, greatest);
        if (early != first) {
          add(x, y, early, horizontal, vertical);
        }
        if (late != early && late != last) {
          add(x, y, late, horizontal, vertical);
        }
        if (last != first && last != early) {
          add(x, y, last, horizontal, vertical);
        }
      }
      if (broken) {
        append(Double.NaN, Double.NaN);
      }
    }
  }

  private void add(double[] x, double[] y, int i, PlotAxis horizontal, PlotAxis vertical) {
    append(horizontal.pixel(x[i]), vertical.pixel(y[i]));
  }

  private void append(double x, double y) {
    if (size == px.length) {
      px = java.util.Arrays.copyOf(px, 2 * size);
      py = java.util.Arrays.copyOf(py, 2 * size);
    }
    px[size] = x;
    py[size++] = y;
  }
}
