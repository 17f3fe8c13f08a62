package org.tagwright.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Setting;
import org.tagwright.metric.Metric;

/**
 * A column of the results table.
 *
 * @param key the name in expressions, options and exported files
 * @param title the name people read
 */
public record Column(String key, String title, Format format) {

  /** What the cells hold, and how they are shown. */
  public enum Format {
    /** String. */
    TEXT,
    /** Double in 0..1, shown with four decimals. */
    SCORE,
    /** A whole number, as Double. */
    COUNT,
    /** Double, shown as short as it is exact to six digits. */
    NUMBER,
    /** Boolean. */
    FLAG,
    /** Bytes, as Double. */
    SIZE,
    /** Instant. */
    TIME;
  }

  /** The column whose cells are keys of metrics. */
  static final String SELECTED_BY = "selected_by";

  /** The columns of notes, which have a value only where something is noted. */
  public static final String STARRED = "starred";

  public static final String TAGS = "tags";
  public static final String NOTE = "note";
  public static final String ARCHIVED = "archived";

  /** What is measured or follows from the rest, so that it differs without having been varied. */
  private static final Set<String> NO_SETTING =
      Set.of(
          "file",
          SELECTED_BY,
          "threshold",
          "epoch",
          "learning_rates",
          "run",
          "size",
          "modified",
          STARRED,
          TAGS,
          NOTE,
          ARCHIVED);

  /** The title where there is little room, as in the names of checkpoints. */
  String shortTitle() {
    return Catalogue.named(key).map(Setting::shortLabel).orElse(title);
  }

  /** What stands in the column, and by which names a filter knows it. */
  public String help() {
    return KnownColumns.help(this);
  }

  /**
   * The column of that name: its key, its title, or what a checkpoint or the configuration calls
   * it; case, spaces, {@code _}, {@code -} and {@code .} do not count.
   */
  static Optional<Column> find(List<Column> columns, String name) {
    String key = Catalogue.plain(KnownColumns.keyOf(name.strip()));
    String title = Catalogue.plain(name);
    return columns.stream()
        .filter(c -> Catalogue.plain(c.key()).equals(key))
        .findFirst()
        .or(
            () ->
                columns.stream().filter(c -> Catalogue.plain(c.title()).equals(title)).findFirst());
  }

  /** Whether the column says how a checkpoint was trained, and not what came of it. */
  boolean isSetting() {
    return format != Format.SCORE && !NO_SETTING.contains(key) && !key.startsWith("output.");
  }

  /** Whether the cells are numbers: right-aligned, compared by size. */
  public boolean isNumeric() {
    return switch (format) {
      case SCORE, COUNT, NUMBER, SIZE -> true;
      case TEXT, FLAG, TIME -> false;
    };
  }

  /** A cell as people read it; a missing one is {@code –}. */
  public String show(@Nullable Object cell) {
    if (cell == null) {
      return "–";
    }
    if (!fits(cell)) {
      return cell instanceof Number n ? shortest(n.doubleValue()) : cell.toString();
    }
    return switch (format) {
      case SCORE -> Units.text("%.4f", number(cell));
      case COUNT -> Units.text("%.0f", number(cell));
      case NUMBER ->
          key.equals("threshold") // as even as the scores beside it
              ? Units.text("%.4f", number(cell))
              : shortest(number(cell));
      case SIZE -> Units.bytes((long) number(cell));
      case FLAG -> (Boolean) cell ? "yes" : "no";
      case TIME -> Units.minute((Instant) cell);
      case TEXT ->
          key.equals(SELECTED_BY)
              ? Metric.ofKey(cell.toString()).map(Metric::title).orElse(cell.toString())
              : cell.toString();
    };
  }

  /**
   * A cell for other programs: all digits, {@code true}/{@code false}, ISO time; missing is empty.
   */
  public String export(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Number) {
      double number = number(cell);
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return cell.toString();
  }

  /** Files say what they like: a column of numbers may hold an "auto". */
  boolean fits(Object cell) {
    return switch (format) {
      case SCORE, COUNT, NUMBER, SIZE -> cell instanceof Number;
      case FLAG -> cell instanceof Boolean;
      case TIME -> cell instanceof Instant;
      case TEXT -> cell instanceof String;
    };
  }

  /** A list as one cell, such as {@code 12 16}. */
  static String list(List<?> items) {
    return items.stream()
        .map(i -> i instanceof Number n ? shortest(n.doubleValue()) : String.valueOf(i))
        .collect(Collectors.joining(" "));
  }

  private static double number(Object cell) {
    return ((Number) cell).doubleValue();
  }

  /** 0.001, 32, 1e-4, 2.5e-5. */
  private static String shortest(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -3 && exponent < 9) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
