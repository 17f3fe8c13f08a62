package org.tagwright.ui.common.plot;

import java.util.Locale;

/** Numbers as people read them on a chart. */
public final class PlotNumbers {
  private PlotNumbers() {}

  /** Four significant digits, {@code 1e-4} for small powers, {@code –} for what is not a number. */
  public static String compact(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : value > 0 ? "∞" : "−∞";
    }
    if (size >= 1e6 || size < 1e-3) {
      String text = String.format(Locale.ROOT, "%.2e", value);
      int e = text.indexOf('e');
      String mantissa = text.substring(0, e).replaceAll("\\.?0+$", "");
      return mantissa + "e" + Integer.parseInt(text.substring(e + 1).replace("+", ""));
    }
    int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** Seconds as {@code 42s}, {@code 3:05} or {@code 1:02:03}. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "–";
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + "s";
    }
    if (s < 3600) {
      return String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }
    return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }
}
