package org.tagwright.ui.common.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a plot shows; replaced as a whole. */
public record PlotContent(List<PlotSeries> series, List<PlotMark> marks, List<PlotBand> bands) {
  public static final PlotContent EMPTY = new PlotContent(List.of(), List.of(), List.of());

  public PlotContent {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
    bands = List.copyOf(bands);
  }

  public static PlotContent of(List<PlotSeries> series) {
    return new PlotContent(series, List.of(), List.of());
  }

  /** From the first to the last point of all lines, or {@code null} where there is none. */
  @Nullable PlotRange xRange() {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (PlotSeries line : series) {
      if (line.size() > 0) {
        min = Math.min(min, line.x(0));
        max = Math.max(max, line.x(line.size() - 1));
      }
    }
    for (PlotBand band : bands) {
      if (min <= max) {
        min = Math.min(min, band.from());
      }
    }
    return min > max ? null : new PlotRange(min, max);
  }

  /** Least and greatest finite y of {@code lines} within {@code x}, or {@code null}. */
  static @Nullable PlotRange yRange(List<PlotSeries> lines, PlotRange x, boolean log) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (PlotSeries line : lines) {
      double[] ys = line.ys();
      int from = line.firstAtOrAfter(x.min());
      if (line.style().steps()) {
        from = Math.max(0, from - 1);
      }
      for (int i = from; i < ys.length && line.x(i) <= x.max(); i++) {
        double value = ys[i];
        if (Double.isFinite(value) && (!log || value > 0)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return min > max ? null : new PlotRange(min, max);
  }
}
