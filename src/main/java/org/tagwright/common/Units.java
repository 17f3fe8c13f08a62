package org.tagwright.common;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers and units as text: the only place where they are formatted, so that the window, the
 * terminal and the reports agree whatever locale the system has. The rules are in the package's
 * documentation.
 */
public final class Units {
  /** Stands for a number that is not there. */
  public static final String NONE = "–";

  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Units() {}

  /** {@link String#format}, always with a point for decimals and a comma for thousands. */
  public static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** {@code 1,234}. */
  public static String count(long number) {
    return text("%,d", number);
  }

  /** {@code 1 problem}, {@code 2,000 problems}, {@code 2 classes}, {@code 2 entries}. */
  public static String count(long number, String noun) {
    return count(number, noun, plural(noun));
  }

  /** {@code 1 image is unreadable} or {@code 2 images are unreadable}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  private static String plural(String noun) {
    boolean softCh = noun.endsWith("ch") && !noun.endsWith("epoch");
    if (noun.endsWith("s") || noun.endsWith("x") || noun.endsWith("sh") || softCh) {
      return noun + "es";
    }
    boolean consonantAndY = noun.endsWith("y") && !noun.matches(".*[aeiou]y");
    return consonantAndY ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /** With so many decimals; {@link #NONE} for null and NaN. */
  public static String decimal(Number number, int decimals) {
    return number == null || Double.isNaN(number.doubleValue())
        ? NONE
        : text("%,." + decimals + "f", number.doubleValue());
  }

  /**
   * Four significant digits without trailing zeros, {@code 1e-4} for what is very small or large.
   */
  public static String compact(double number) {
    if (Double.isNaN(number)) {
      return NONE;
    }
    double size = Math.abs(number);
    if (number == 0 || Double.isInfinite(number)) {
      return number == 0 ? "0" : number > 0 ? "∞" : "−∞";
    }
    if (size >= 1e6 || size < 1e-3) {
      String text = text("%.3e", number);
      int e = text.indexOf('e');
      String mantissa = text.substring(0, e).replaceAll("\\.?0+$", "");
      return mantissa + "e" + Integer.parseInt(text.substring(e + 1).replace("+", ""));
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String text = text("%." + decimals + "f", number);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** {@code 7%} for 0.07; one decimal below 1%, so that a little is not shown as nothing. */
  public static String percent(double fraction) {
    if (Double.isNaN(fraction)) {
      return NONE;
    }
    if (fraction > 0 && fraction < 0.00095) {
      return "<0.1%";
    }
    return text(fraction > 0 && fraction < 0.0095 ? "%.1f%%" : "%.0f%%", 100 * fraction);
  }

  /** {@code 512 B}, {@code 3.4 kB}, {@code 44.8 MB}, {@code 432 MB}, in powers of 1000. */
  public static String bytes(long bytes) {
    int unit = 0;
    double shown = bytes;
    while (shown >= 999.5 && unit < BYTES.length - 1) {
      shown /= 1000;
      unit++;
    }
    return text(unit == 0 || shown >= 99.95 ? "%.0f %s" : "%.1f %s", shown, BYTES[unit]);
  }

  /** {@code 45 s}, {@code 3 min 5 s}, {@code 24 min}, {@code 2 h 5 min}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds < 600 ? " " + seconds % 60 + " s" : "");
    }
    return count(seconds / 3600) + " h " + seconds / 60 % 60 + " min";
  }

  /**
   * An estimate, no finer than it can be known: {@code About 40 s}, {@code About 24 min}, {@code
   * About 2 h 5 min}.
   */
  public static String about(Duration estimate) {
    long seconds = Math.max(0, estimate.toSeconds());
    Duration rounded =
        seconds < 60
            ? Duration.ofSeconds(seconds < 10 ? seconds : (seconds + 5) / 10 * 10)
            : Duration.ofMinutes((seconds + 30) / 60);
    String text = duration(rounded);
    return "About " + (text.endsWith(" min 0 s") ? text.replace(" 0 s", "") : text);
  }

  /** For columns and axes, where digits line up: {@code 0:42}, {@code 3:05}, {@code 1:02:03}. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? text("%d:%02d", seconds / 60, seconds % 60)
        : text("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** A moment on this machine's clock, to the minute, in an order that sorts. */
  public static String minute(Instant moment) {
    return MINUTE.format(moment.atZone(ZoneId.systemDefault()));
  }
}
