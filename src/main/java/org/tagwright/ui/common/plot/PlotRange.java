package org.tagwright.ui.common.plot;

/** A stretch of an axis. */
public record PlotRange(double min, double max) {
  public double length() {
    return max - min;
  }

  PlotRange around(double center, double factor) {
    return new PlotRange(center - (center - min) * factor, center + (max - center) * factor);
  }

  PlotRange shifted(double by) {
    return new PlotRange(min + by, max + by);
  }

  /** Not outside of {@code whole}, and as long as before where that fits. */
  PlotRange within(PlotRange whole) {
    if (length() >= whole.length()) {
      return whole;
    }
    return shifted(Math.max(0, whole.min - min) - Math.max(0, max - whole.max));
  }
}
