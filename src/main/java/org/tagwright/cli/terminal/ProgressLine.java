package org.tagwright.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import org.tagwright.common.Units;

/**
 * Progress of one piece of work: a bar that is redrawn in place on a terminal, a plain line every
 * few seconds when piped, nothing when quiet. Everything goes to standard error, so that standard
 * output stays clean.
 */
public final class ProgressLine implements AutoCloseable {
  /** How progress is shown. */
  public enum Style {
    BAR,
    LINES,
    QUIET;

    /** A bar on a terminal, lines when piped. */
    public static Style detect(boolean quiet) {
      if (quiet) {
        return QUIET;
      }
      return onTerminal() && !"dumb".equals(System.getenv("TERM")) ? BAR : LINES;
    }

    @SuppressWarnings("SystemConsoleNull") // handled below by reflection: this must run on 17 too
    private static boolean onTerminal() {
      Console console = System.console();
      if (console == null) {
        return false;
      }
      try {
        // From Java 22 on there is a console even when piped; this method tells them apart.
        return (boolean) Console.class.getMethod("isTerminal").invoke(console);
      } catch (NoSuchMethodException beforeJava22) {
        return true;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int BAR_CELLS = 24;

  private final PrintStream out;
  private final Style style;
  private final long begin = System.nanoTime();
  private long lastShown;
  private int lastWidth;
  private String lastText = "";

  public ProgressLine(Style style) {
    this(style, System.err);
  }

  ProgressLine(Style style, PrintStream out) {
    this.style = style;
    this.out = out;
  }

  /**
   * Shows {@code done} of {@code total} items.
   *
   * @param total 0 or less if unknown
   * @param detail further text, may be empty
   */
  public synchronized void update(String what, long done, long total, String detail) {
    long now = System.nanoTime();
    boolean finished = total > 0 && done >= total;
    long every = style == Style.BAR ? REDRAW_NANOS : LINE_NANOS;
    if (style == Style.QUIET || (lastShown != 0 && now - lastShown < every && !finished)) {
      return;
    }
    String text = text(what, done, total, detail, Duration.ofNanos(now - begin));
    if (text.equals(lastText)) {
      return;
    }
    lastShown = now;
    lastText = text;
    if (style == Style.BAR) {
      out.print("\r" + text + " ".repeat(Math.max(0, lastWidth - text.length())));
      out.flush();
      lastWidth = text.length();
    } else {
      out.println(text);
    }
  }

  /** Prints a separate line above the bar. */
  public synchronized void say(String line) {
    if (style == Style.QUIET) {
      return;
    }
    clear();
    out.println(line);
  }

  private void clear() {
    if (style == Style.BAR && lastWidth > 0) {
      out.print("\r" + " ".repeat(lastWidth) + "\r");
      lastWidth = 0;
      lastText = "";
    }
  }

  private String text(String what, long done, long total, String detail, Duration elapsed) {
    StringBuilder text = new StringBuilder(what).append("  ");
    if (total > 0) {
      double share = Math.min(1, done / (double) total);
      if (style == Style.BAR) {
        int full = (int) Math.round(share * BAR_CELLS);
        text.append("━".repeat(full)).append("╌".repeat(BAR_CELLS - full)).append(' ');
      }
      text.append(Units.text("%3.0f%%  %,d/%,d", 100 * share, done, total));
      if (share > 0.01 && share < 1) {
        long leftMillis = Math.round(elapsed.toMillis() * (1 - share) / share);
        text.append("  ").append(Units.clock(Duration.ofMillis(leftMillis))).append(" left");
      }
    } else {
      text.append(Units.count(done));
    }
    if (!detail.isEmpty()) {
      text.append("  ").append(detail);
    }
    return text.toString();
  }

  @Override
  public synchronized void close() {
    if (style == Style.BAR && lastWidth > 0) {
      out.println();
      lastWidth = 0;
    }
  }
}
