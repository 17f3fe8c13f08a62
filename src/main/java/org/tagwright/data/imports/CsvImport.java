package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;
import org.tagwright.data.imports.Table.Row;
import org.tagwright.data.imports.TableChoices.Form;
import org.tagwright.data.imports.TableChoices.Unknown;

/**
 * Turns a table into label files: a column of image files, and either a column per class with 0 and
 * 1, or columns of class names or indices.
 */
public final class CsvImport {
  private static final int MOST_INDICES = 10_000;

  private final Path file;
  private final Table table;
  private final TableReading reading;
  private final LabelSet labels;
  private final LabelFolder made;
  private final ImportProblems problems = new ImportProblems();
  private final Map<String, Integer> lineOfImage = new HashMap<>();

  private CsvImport(Table table, TableReading reading, LabelSet given) {
    this.file = table.file();
    this.table = table;
    this.reading = reading;
    this.labels = given != null ? given : named();
    this.made = new LabelFolder(labels);
  }

  /**
   * How a table would be read.
   *
   * @param classes file with one class name per line, or {@code null}: the names in the table
   * @throws TagwrightException of kind input where it cannot be read at all
   */
  public static TableReading look(Path file, Path classes, TableChoices choices) {
    return TableReading.of(
        Table.read(file, choices), choices, classes == null ? null : LabelSet.read(classes));
  }

  /**
   * Writes a label file for each image.
   *
   * @param classes file with one class name per line, or {@code null}: the names in the table, in
   *     the order of their columns or else sorted
   * @throws TagwrightException of kind input with all that has to be asked, or all that is wrong
   *     with the table; of kind failure where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static ImportResult run(
      Path file, Path classes, TableChoices choices, ImportTarget target, Progress progress) {
    target.requireFree();
    LabelSet given = classes == null ? null : LabelSet.read(classes);
    progress.update("reading the table", 0, -1);
    Table table = Table.read(file, choices);
    TableReading reading = TableReading.of(table, choices, given);
    reading.requireOneReading();
    CsvImport read = new CsvImport(table, reading, given);
    boolean images = table.rows().stream().anyMatch(row -> Table.files(List.of(reading.file(row))));
    table.rows().forEach(row -> read.add(row, images));
    read.problems.throwIfAny();
    return read.made.write(String.join("\n", reading.understood()), target, progress);
  }

  /** Numbers are the indices of classes, named by nothing but their numbers. */
  private LabelSet named() {
    List<String> names = reading.labelNames();
    if (names.isEmpty()) {
      throw TagwrightException.input("The table " + file + " has no labels beside its file names.");
    }
    if (new HashSet<>(names).size() < names.size() || names.contains("")) {
      throw TagwrightException.input(file + ":1: a class has no name, or two have the same.");
    }
    if (!names.stream().allMatch(name -> name.matches("\\d{1,9}"))) {
      return new LabelSet(names);
    }
    int last = names.stream().mapToInt(Integer::parseInt).max().getAsInt();
    if (last >= MOST_INDICES) {
      throw TagwrightException.input(
          "The table %s has labels such as %d, too large for the index of a class. If they are names, list them in a file of class names."
              .formatted(file, last));
    }
    return new LabelSet(IntStream.rangeClosed(0, last).mapToObj(String::valueOf).toList());
  }

  private void add(Row row, boolean imagesExpected) {
    String image = reading.file(row);
    if (image.isEmpty() || (imagesExpected && !Table.files(List.of(image)))) {
      problems.add(file, row.line(), "'" + image + "' is not the name of an image file");
      return;
    }
    int width = table.names().size();
    boolean flags = reading.form() == Form.FLAGS;
    boolean extra =
        row.cells().size() > width && !(!flags && reading.labelColumns().contains(width - 1));
    if (extra || (flags && row.cells().size() < width)) {
      problems.add(file, row.line(), row.cells().size() + " cells, not " + width);
      return;
    }
    if (flags) {
      reading.labelColumns().stream()
          .map(row::cell)
          .filter(cell -> !Form.isFlag(cell))
          .forEach(cell -> problems.add(file, row.line(), "'" + cell + "' is neither 0 nor 1"));
    }
    List<String> open = reading.openLabels(row);
    if (reading.unknown() == Unknown.SKIP && !open.isEmpty()) {
      return;
    }
    BitSet classes = new BitSet();
    reading.labels(row).forEach(label -> set(classes, label, row));
    BitSet unknown = new BitSet();
    if (reading.unknown() == Unknown.UNKNOWN) {
      open.forEach(label -> set(unknown, label, row));
    }
    Integer earlier = lineOfImage.putIfAbsent(image, row.line());
    if (flags
        && earlier != null
        && !(made.of(image).equals(classes) && made.unknownOf(image).equals(unknown))) {
      problems.add(file, row.line(), image + " has other labels than in line " + earlier);
    }
    made.of(image).or(classes);
    made.unknownOf(image).or(unknown);
  }

  private void set(BitSet classes, String label, Row row) {
    int index = labels.indexOf(label);
    if (index < 0 && label.matches("\\d{1,9}")) {
      index = Integer.parseInt(label);
    }
    if (index < 0 || index >= labels.size()) {
      problems.add(
          file, row.line(), "'" + label + "' is none of the " + labels.size() + " classes");
    } else {
      classes.set(index);
    }
  }
}
