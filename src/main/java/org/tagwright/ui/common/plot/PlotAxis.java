package org.tagwright.ui.common.plot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Units;

/** Maps values to pixels along one side of a plot, and says where its ticks stand. Immutable. */
public final class PlotAxis {
  /** How values are spread and written. */
  public enum Kind {
    LINEAR,
    /** Whole numbers such as epochs: ticks between them only where fewer than two are in sight. */
    WHOLE,
    /** Seconds, written as hours, minutes and seconds. */
    DURATION,
    /** Logarithmic; values must be above 0. */
    LOG
  }

  /** A place on the axis and what stands there. */
  public record Tick(double value, String label) {}

  private static final double[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
  };

  private final Kind kind;
  private final double min;
  private final double max;
  private final double pixelAtMin;
  private final double scale;

  /**
   * @param min value at {@code pixelAtMin}; where both are equal or not finite a unit range is
   *     taken
   */
  public PlotAxis(Kind kind, double min, double max, double pixelAtMin, double pixelAtMax) {
    this.kind = kind;
    boolean usable =
        Double.isFinite(min) && Double.isFinite(max) && max > min && (kind != Kind.LOG || min > 0);
    this.min = usable ? min : kind == Kind.LOG ? 0.1 : 0;
    this.max = usable ? max : 1;
    this.pixelAtMin = pixelAtMin;
    this.scale = (pixelAtMax - pixelAtMin) / (spread(this.max) - spread(this.min));
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  public Kind kind() {
    return kind;
  }

  public double pixel(double value) {
    return pixelAtMin + (spread(value) - spread(min)) * scale;
  }

  public double value(double pixel) {
    double spread = spread(min) + (pixel - pixelAtMin) / scale;
    return kind == Kind.LOG ? Math.pow(10, spread) : spread;
  }

  private double spread(double value) {
    return kind == Kind.LOG ? Math.log10(value) : value;
  }

  /** About {@code wanted} ticks at round values. */
  public List<Tick> ticks(int wanted) {
    List<Tick> ticks = new ArrayList<>();
    if (kind == Kind.LOG && Math.log10(max / min) >= 1) {
      logTicks(wanted, ticks);
      return ticks;
    }
    double step = step((max - min) / Math.max(1, wanted));
    for (double i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
      ticks.add(new Tick(i * step, label(i * step, step)));
    }
    return ticks;
  }

  private void logTicks(int wanted, List<Tick> ticks) {
    int first = (int) Math.floor(Math.log10(min));
    int last = (int) Math.ceil(Math.log10(max));
    int every = Math.max(1, (last - first) / Math.max(1, wanted));
    boolean finer = last - first <= wanted / 2;
    for (int decade = first; decade <= last; decade += every) {
      for (double factor : finer ? new double[] {1, 2, 5} : new double[] {1}) {
        double value = factor * Math.pow(10, decade);
        if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) {
          ticks.add(new Tick(value, Units.compact(value)));
        }
      }
    }
  }

  private boolean wholeTicks() {
    return kind == Kind.WHOLE && Math.floor(max) - Math.ceil(min) >= 1;
  }

  private double step(double raw) {
    if (kind == Kind.DURATION) {
      for (double step : SECONDS) {
        if (step >= raw) {
          return step;
        }
      }
      return Math.ceil(raw / 86400) * 86400;
    }
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    double fraction = raw / magnitude;
    double nice = fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10;
    double step = nice * magnitude;
    return wholeTicks() ? Math.max(1, Math.rint(step)) : step;
  }

  /** A duration on an axis or in the readout. */
  static String seconds(double value) {
    return Double.isFinite(value) ? Units.clock(Duration.ofSeconds(Math.round(value))) : Units.NONE;
  }

  private String label(double value, double step) {
    if (kind == Kind.DURATION) {
      return seconds(value);
    }
    if (wholeTicks()) {
      return Long.toString(Math.round(value));
    }
    double largest = Math.max(Math.abs(min), Math.abs(max));
    if (largest >= 1e5 || largest < 1e-3) {
      return Units.compact(value);
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Units.text("%." + digits + "f", value == 0 ? 0.0 : value);
  }
}
