package org.tagwright.results;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/** A table as text: aligned for a terminal, or as CSV, TSV or Markdown. */
public final class TableText {
  private static final String GAP = "  ";
  private static final int LEAST_TEXT_WIDTH = 16;

  private TableText() {}

  /**
   * A table that fits a terminal.
   *
   * @param text with a newline at the end of every line
   * @param leftOut columns for which there was no room, from the right
   */
  public record Fitted(String text, List<Column> leftOut) {}

  /**
   * Aligned columns under a rule; numbers to the right. Too wide a table has its longest text
   * column shortened in the middle and loses columns from the right.
   *
   * @param width characters a line may have; {@link Integer#MAX_VALUE}: any
   */
  public static Fitted aligned(TableData table, int width) {
    List<Column> columns = table.columns();
    List<List<String>> shown = texts(table, Column::show);
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      int column = c;
      widths[c] =
          Math.max(
              columns.get(c).title().length(),
              shown.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    int kept = fit(columns, widths, width);
    StringBuilder text = new StringBuilder();
    appendLine(text, columns, columns.stream().map(Column::title).toList(), widths, kept);
    for (int c = 0; c < kept; c++) {
      text.append(c == 0 ? "" : GAP).append("─".repeat(widths[c]));
    }
    text.append('\n');
    for (List<String> line : shown) {
      appendLine(text, columns, line, widths, kept);
    }
    return new Fitted(text.toString(), columns.subList(kept, columns.size()));
  }

  /**
   * Narrows {@code widths} and gives how many columns there is room for: the longest text column is
   * cut to a third of the line, columns go from the right, and what is left over goes back to the
   * text.
   */
  private static int fit(List<Column> columns, int[] widths, int width) {
    int kept = columns.size();
    if (total(widths, kept) <= width) {
      return kept;
    }
    int longest = longestText(columns, widths);
    int whole = longest < 0 ? 0 : widths[longest];
    if (longest >= 0) {
      widths[longest] = Math.min(whole, Math.max(LEAST_TEXT_WIDTH, width / 3));
    }
    while (kept > 1 && total(widths, kept) > width) {
      kept--;
    }
    int spare = width - total(widths, kept);
    if (longest >= 0 && longest < kept && spare > 0) {
      widths[longest] = Math.min(whole, widths[longest] + spare);
    }
    return kept;
  }

  private static int total(int[] widths, int kept) {
    int total = GAP.length() * (kept - 1);
    for (int c = 0; c < kept; c++) {
      total += widths[c];
    }
    return total;
  }

  private static int longestText(List<Column> columns, int[] widths) {
    int longest = -1;
    for (int c = 0; c < widths.length; c++) {
      if (!columns.get(c).isNumeric() && (longest < 0 || widths[c] > widths[longest])) {
        longest = c;
      }
    }
    return longest;
  }

  private static void appendLine(
      StringBuilder text, List<Column> columns, List<String> cells, int[] widths, int kept) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < kept; c++) {
      String cell = shortened(cells.get(c), widths[c]);
      String space = " ".repeat(widths[c] - cell.length());
      line.append(c == 0 ? "" : GAP)
          .append(columns.get(c).isNumeric() ? space + cell : cell + space);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** The beginning and the end, which tell file names apart. */
  private static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = (width - 1) * 2 / 3;
    int begin = width - 1 - end;
    return text.substring(0, begin) + "…" + text.substring(text.length() - end);
  }

  /** RFC 4180 with column keys as header and all digits. */
  public static String csv(TableData table) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(table.columns().stream().map(Column::key));
      for (List<String> cells : texts(table, Column::export)) {
        // A missing cell is null, which stays empty; empty text at the beginning of a line is
        // quoted.
        csv.printRecord(cells.stream().map(cell -> cell.isEmpty() ? null : cell));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder takes everything", e);
    }
    return text.toString();
  }

  /**
   * Writes {@link #csv} to a file.
   *
   * @throws TagwrightException where it cannot be written
   */
  public static void writeCsv(Path file, TableData table) {
    try {
      AtomicFile.writeString(file, csv(table));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Tabs between the cells; for spreadsheets' clipboard. */
  public static String tsv(TableData table) {
    StringBuilder text = new StringBuilder();
    text.append(table.columns().stream().map(Column::key).collect(joining("\t", "", "\n")));
    for (List<String> cells : texts(table, Column::export)) {
      text.append(
          cells.stream()
              .map(cell -> cell.replaceAll("[\t\r\n]", " "))
              .collect(joining("\t", "", "\n")));
    }
    return text.toString();
  }

  private static List<List<String>> texts(
      TableData table, BiFunction<Column, Object, String> write) {
    List<List<String>> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) {
        cells.add(write.apply(table.columns().get(c), row.get(c)));
      }
      rows.add(cells);
    }
    return rows;
  }

  /** A GitHub-flavoured Markdown table as people read it. */
  public static String markdown(TableData table) {
    StringBuilder text = new StringBuilder();
    text.append(
        table.columns().stream()
            .map(c -> escapedBar(c.title()))
            .collect(joining(" | ", "| ", " |\n")));
    text.append(
        table.columns().stream()
            .map(c -> c.isNumeric() ? "---:" : "---")
            .collect(joining(" | ", "| ", " |\n")));
    for (List<String> cells : texts(table, Column::show)) {
      text.append(cells.stream().map(TableText::escapedBar).collect(joining(" | ", "| ", " |\n")));
    }
    return text.toString();
  }

  private static String escapedBar(String cell) {
    return cell.replace("|", "\\|").replaceAll("[\r\n]+", " ");
  }
}
