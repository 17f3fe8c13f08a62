package org.tagwright.ui.common.plot;

import java.util.Arrays;

/**
 * One line of a plot: points by ascending x. A y that is not finite breaks the line. Immutable; the
 * arrays are taken as they are and must not change afterwards.
 */
public final class PlotSeries {
  /** How it is drawn. */
  public enum Style {
    LINE,
    DASHED,
    /** Constant from a point to the next, such as a learning rate. */
    STEPS,
    DASHED_STEPS,
    /** Single points, such as moments; without a value of their own in the read-out. */
    DOTS,
    /** The raw values behind a smoothed line: pale, not in the legend, not in the y range. */
    FAINT;

    boolean steps() {
      return this == STEPS || this == DASHED_STEPS;
    }

    boolean dashed() {
      return this == DASHED || this == DASHED_STEPS;
    }
  }

  private final String name;
  private final int color;
  private final Style style;
  private final double[] x;
  private final double[] y;

  /**
   * @param name stands in the legend; a {@link Style#FAINT} one is shown and hidden with the line
   *     of the same name
   * @param color place in the palette, from 0
   */
  public PlotSeries(String name, int color, Style style, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
    }
    this.name = name;
    this.color = color;
    this.style = style;
    this.x = x;
    this.y = y;
  }

  public String name() {
    return name;
  }

  public int color() {
    return color;
  }

  public Style style() {
    return style;
  }

  public int size() {
    return x.length;
  }

  public double x(int i) {
    return x[i];
  }

  public double y(int i) {
    return y[i];
  }

  double[] xs() {
    return x;
  }

  double[] ys() {
    return y;
  }

  public PlotSeries as(Style other) {
    return new PlotSeries(name, color, other, x, y);
  }

  /**
   * The exponential moving average, corrected for its start, as TensorBoard smooths.
   *
   * @param weight of what was before, 0 (none) to below 1
   */
  public PlotSeries smoothed(double weight) {
    double[] smooth = new double[y.length];
    double last = 0;
    double debias = 1;
    for (int i = 0; i < y.length; i++) {
      if (Double.isFinite(y[i])) {
        last = last * weight + (1 - weight) * y[i];
        debias *= weight;
        smooth[i] = last / (1 - debias);
      } else {
        smooth[i] = Double.NaN;
      }
    }
    return new PlotSeries(name, color, style, x, smooth);
  }

  /** First point at or after {@code value}; {@link #size} where there is none. */
  int firstAtOrAfter(double value) {
    int at = Arrays.binarySearch(x, value);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && x[at - 1] == value) {
      at--;
    }
    return at;
  }

  /** The finite point nearest to {@code value}, or -1. */
  int nearest(double value) {
    int right = firstAtOrAfter(value);
    int left = right - 1;
    while (right < x.length && !Double.isFinite(y[right])) {
      right++;
    }
    while (left >= 0 && !Double.isFinite(y[left])) {
      left--;
    }
    if (left < 0) {
      return right < x.length ? right : -1;
    }
    return right < x.length && x[right] - value < value - x[left] ? right : left;
  }
}
