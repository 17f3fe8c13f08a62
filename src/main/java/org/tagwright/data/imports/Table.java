package org.tagwright.data.imports;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;
import org.tagwright.data.FileTree;
import org.tagwright.data.ImageFolder;

/**
 * A table of text, whatever separates its cells.
 *
 * @param headed whether its first row names the columns
 * @param names of the columns; {@code column 1} and so on where no row names them
 * @param rows those below the names
 */
record Table(Path file, boolean headed, List<String> names, List<Row> rows) {

  /**
   * @param line where the row begins, from 1
   * @param cells without quotes and outer spaces; may be fewer or more than there are columns
   */
  record Row(int line, List<String> cells) {
    /** An empty text where the row is too short. */
    String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  /** Cells separated one way. */
  private record Split(List<Row> rows, boolean files, boolean even, int width) {
    static Split of(List<Row> rows) {
      List<Row> below = rows.subList(Math.min(1, rows.size()), rows.size());
      int width = rows.stream().mapToInt(row -> row.cells.size()).max().orElse(0);
      return new Split(
          rows,
          IntStream.range(0, width).anyMatch(i -> Table.files(Table.cells(below, i))),
          rows.stream().allMatch(row -> row.cells.size() == width),
          width);
    }

    boolean better(Split than) {
      return ORDER.compare(this, than) > 0;
    }

    /** Whether the first row is of another sort than those below it. */
    boolean headed(TableChoices choices) {
      List<Row> below = rows.subList(1, rows.size());
      List<String> first = rows.get(0).cells;
      if (files) {
        return first.stream().noneMatch(Table::isFile);
      }
      return first.contains(choices.fileColumn())
          || first.stream().anyMatch(cell -> FILE_NAME.matcher(cell).matches())
          || IntStream.range(0, first.size())
              .anyMatch(
                  i ->
                      !isNumber(first.get(i))
                          && !cells(below, i).isEmpty()
                          && cells(below, i).stream().allMatch(Table::isNumber));
    }
  }

  /** Lines before the table that begin with a # and have no cells. */
  private static final Pattern COMMENTS = Pattern.compile("(#[^,;|\t\r\n]*(\r\n|\r|\n))+");

  private static final String[] DELIMITERS = {",", "\t", ";", "|", " "};

  /** What a person calls the column of the images. */
  static final Pattern FILE_NAME =
      Pattern.compile(
          "(?i)(image|img|file|photo|picture)([ _-]?(name|path|id|index|file))?|path|id");

  /**
   * @param choices a column that they name is named by the first row
   * @throws TagwrightException of kind input where the file cannot be read as a table
   */
  static Table read(Path file, TableChoices choices) {
    String text = text(file);
    Split best = null;
    TagwrightException failure = null;
    for (String delimiter : DELIMITERS) {
      if (text.contains(delimiter) && !(delimiter.equals(" ") && best != null && best.width > 1)) {
        try {
          Split split = split(file, text, delimiter);
          best = best == null || split.better(best) ? split : best;
        } catch (TagwrightException e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    if (best == null || best.width < 2) {
      throw failure != null ? failure : wrong(file, "has no cells beside one another in its rows");
    }
    if (best.rows.size() < 2) {
      throw wrong(file, "has fewer than two rows; one for each image is expected");
    }
    return best.headed(choices) ? headed(file, best) : headless(file, best);
  }

  private static Table headed(Path file, Split split) {
    List<String> names = new ArrayList<>(split.rows.get(0).cells);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!name.isEmpty() && names.indexOf(name) < i) {
        throw wrong(file, "has two columns named '" + name + "'");
      }
    }
    return new Table(file, true, names, split.rows.subList(1, split.rows.size()));
  }

  private static Table headless(Path file, Split split) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= split.width; i++) {
      names.add("column " + i);
    }
    return new Table(file, false, names, split.rows);
  }

  private static String text(Path file) {
    try {
      String text = FileTree.composed(TextFile.read(file));
      if (text.isBlank()) {
        throw wrong(file, "is empty");
      }
      Matcher comments = COMMENTS.matcher(text);
      // Their line ends stay, so that messages name the right lines.
      return comments.lookingAt()
          ? comments.group().replaceAll("[^\\r\\n]", "") + text.substring(comments.end())
          : text;
    } catch (CharConversionException e) {
      throw TagwrightException.input("The file " + file + " " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  private static Split split(Path file, String text, String delimiter) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreSurroundingSpaces(!delimiter.isBlank())
            .get();
    List<Row> rows = new ArrayList<>();
    int line = 1;
    try (CSVParser parser = CSVParser.parse(text, format)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        List<String> cells = records.next().stream().map(String::strip).toList();
        requireOneRow(file, line, cells, delimiter);
        if (!cells.equals(List.of(""))) {
          rows.add(new Row(line, cells));
        }
        line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      boolean open = String.valueOf(e.getMessage()).contains("EOF");
      throw TagwrightException.input(
          file
              + ":"
              + line
              + (open
                  ? ": a quote is never closed."
                  : ": a quote is followed by more text. Within quotes, write it twice."),
          e);
    }
    return Split.of(rows);
  }

  /** A quote that is meant as an inch mark takes in what follows, up to the next quote. */
  private static void requireOneRow(Path file, int line, List<String> cells, String delimiter) {
    for (String cell : cells) {
      String[] lines = cell.split("\\R");
      for (int i = 1; i < lines.length; i++) {
        if (lines[i].contains(delimiter) || ImageFolder.isImage(lines[i].strip())) {
          throw TagwrightException.input(
              file
                  + ":"
                  + line
                  + ": a quote at the start of a cell takes in the next row. Close it, or within"
                  + " quotes write it twice.");
        }
      }
    }
  }

  private static TagwrightException wrong(Path file, String what) {
    return TagwrightException.input("The table " + file + " " + what + ".");
  }

  /** The first row with more cells than there are names for; none in a table without names. */
  Optional<Row> firstLongRow() {
    return rows.stream()
        .filter(row -> row.cells.stream().skip(names.size()).anyMatch(cell -> !cell.isEmpty()))
        .findFirst();
  }

  /** The column of that name, or of that number from 1; -1: none. */
  int column(String name) {
    int index = names.indexOf(name);
    if (index < 0 && name.matches("\\d{1,4}")) {
      index = Integer.parseInt(name) - 1;
    }
    return index < names.size() ? index : -1;
  }

  private static boolean isFile(String cell) {
    return ImageFolder.isImage(
        cell.substring(Math.max(cell.lastIndexOf('/'), cell.lastIndexOf('\\')) + 1));
  }

  /** Whether most cells are names of image files. */
  static boolean files(List<String> cells) {
    long files = cells.stream().filter(Table::isFile).count();
    return files > 0 && 2 * files >= cells.size();
  }

  private static List<String> cells(List<Row> rows, int column) {
    return rows.stream().map(row -> row.cell(column)).filter(cell -> !cell.isEmpty()).toList();
  }

  /** What is in a column, without empty cells. */
  List<String> cells(int column) {
    return cells(rows, column);
  }

  private static final Comparator<Split> ORDER =
      Comparator.comparing(Split::files)
          .thenComparing(split -> split.width > 1)
          .thenComparing(Split::even);

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*\\.?\\d+(e[-+]?\\d+)?");

  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell.toLowerCase(Locale.ROOT)).matches();
  }
}
