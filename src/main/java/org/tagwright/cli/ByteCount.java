package org.tagwright.cli;

import java.util.Locale;

/** Sizes as people read them, in powers of 1024. */
final class ByteCount {
  private ByteCount() {}

  /** {@code 512 B}, {@code 3.4 KB}, {@code 45 MB}. */
  static String text(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    String digits = unit > 0 && value < 10 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, digits, value, units[unit]);
  }
}
