package org.tagwright.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * A plain text table for the terminal. A heading that begins with {@code ">"} right-aligns its
 * column.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final String[] headings;
  private final boolean[] right;
  private final int[] widths;
  private final List<String[]> rows = new ArrayList<>();

  public TextTable(String... headings) {
    this.headings = headings.clone();
    right = new boolean[headings.length];
    widths = new int[headings.length];
    for (int c = 0; c < headings.length; c++) {
      right[c] = headings[c].startsWith(">");
      this.headings[c] = right[c] ? headings[c].substring(1).strip() : headings[c];
      widths[c] = this.headings[c].length();
    }
  }

  public void row(String... cells) {
    String[] row = new String[widths.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = printable(cells[c]);
      widths[c] = Math.max(widths[c], row[c].length());
    }
    rows.add(row);
  }

  public void print(PrintWriter out) {
    out.println(bold(line(headings)));
    for (String[] row : rows) {
      out.println(line(row));
    }
  }

  private String line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      String fill = " ".repeat(widths[c] - cells[c].length());
      line.append(c == 0 ? "" : GAP);
      line.append(right[c] ? fill + cells[c] : cells[c] + fill);
    }
    return line.toString().stripTrailing();
  }

  /** Bold on a terminal; not with picocli's markup, which text from a file could break. */
  public static String bold(String text) {
    return Ansi.AUTO.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** Names come from files: control characters must not reach the terminal. */
  public static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean harmless =
                  !Character.isISOControl(c)
                      && type != Character.FORMAT
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR;
              clean.append(harmless ? Character.toString(c) : "\\u%04x".formatted(c));
            });
    return clean.toString();
  }
}
