package org.tagwright.data.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;

/** The rows of a CSV file: comma, tab or semicolon between cells, quotes as in RFC 4180. */
final class CsvRows {

  /**
   * @param line where the row begins, from 1
   * @param cells without quotes and outer spaces
   */
  record Row(int line, List<String> cells) {}

  private CsvRows() {}

  /**
   * @throws TagwrightException of kind input where the file cannot be read as text
   */
  static List<Row> read(Path file) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      char separator = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        int first = number;
        while (quotes(text) % 2 == 1) { // a cell with a line break in it
          String more = in.readLine();
          if (more == null) {
            throw TagwrightException.input(file + ":" + first + ": a quote is never closed.");
          }
          number++;
          text = text + "\n" + more;
        }
        if (text.isBlank()) {
          continue;
        }
        if (separator == 0) {
          separator = text.indexOf('\t') >= 0 ? '\t' : text.indexOf(',') >= 0 ? ',' : ';';
        }
        rows.add(new Row(first, cells(text, separator)));
      }
    } catch (CharacterCodingException e) {
      throw TagwrightException.input("The file " + file + " is not UTF-8 text.", e);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
    return rows;
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '"').count();
  }

  private static List<String> cells(String text, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
