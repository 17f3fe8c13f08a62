package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelSet;
import org.tagwright.data.imports.CsvRows.Row;

/**
 * Turns a table into label files. The first column is the image's file name; the rest is one of
 *
 * <ul>
 *   <li>multi-hot: a header with the class names, and 0 or 1 in every cell;
 *   <li>labels: class names or indices, in one column or several, several in a cell divided by
 *       {@code ;} or {@code |}; with or without a header; an image may have several rows.
 * </ul>
 */
public final class CsvImport {
  private static final Set<String> YES = Set.of("1", "1.0", "true");
  private static final Set<String> NO = Set.of("", "0", "0.0", "false", "-1");

  private final Path file;
  private final List<Row> rows;
  private final ImportProblems problems = new ImportProblems();

  private CsvImport(Path file) {
    this.file = file;
    this.rows = CsvRows.read(file);
  }

  /**
   * Writes a label file for each image.
   *
   * @param classes file with one class name a line, or {@code null}: the names of a multi-hot
   *     header; else COCO's if the labels are all COCO's or all indices, else the names that occur,
   *     sorted
   * @param into where the labels go
   * @throws TagwrightException of kind input with all that is wrong with the table; of kind failure
   *     where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static ImportResult run(Path file, Path classes, ImportTarget into, Progress progress) {
    into.requireFree();
    LabelSet given = classes == null ? null : LabelSet.read(classes);
    progress.update("reading the table", 0, -1);
    CsvImport table = new CsvImport(file);
    LabelFolder target = table.multiHot() ? table.readMultiHot(given) : table.readLabels(given);
    table.problems.throwIfAny();
    return target.write("", into, progress);
  }

  private boolean hasHeader() {
    if (rows.size() < 2) {
      throw TagwrightException.input(
          "The file " + file + " has fewer than two rows; it should have one for each image.");
    }
    return !ImageFolder.isImage(rows.get(0).cells().get(0))
        && ImageFolder.isImage(rows.get(1).cells().get(0));
  }

  private boolean multiHot() {
    int width = rows.isEmpty() ? 0 : rows.get(0).cells().size();
    return hasHeader()
        && width > 2
        && rows.stream()
            .skip(1)
            .limit(100)
            .flatMap(row -> row.cells().stream().skip(1))
            .allMatch(cell -> yes(cell) || no(cell));
  }

  private static boolean yes(String cell) {
    return YES.contains(cell.toLowerCase(Locale.ROOT));
  }

  private static boolean no(String cell) {
    return NO.contains(cell.toLowerCase(Locale.ROOT));
  }

  private LabelFolder readMultiHot(LabelSet given) {
    List<String> names = rows.get(0).cells().subList(1, rows.get(0).cells().size());
    if (names.contains("") || Set.copyOf(names).size() < names.size()) {
      throw TagwrightException.input(
          file + ":1: class names in the header are empty or occur twice.");
    }
    LabelSet labels = given != null ? given : new LabelSet(names);
    LabelFolder target = new LabelFolder(labels);
    for (Row row : rows.subList(1, rows.size())) {
      if (row.cells().size() != names.size() + 1) {
        problems.add(file, row.line(), row.cells().size() + " cells, not " + (names.size() + 1));
        continue;
      }
      BitSet classes = new BitSet();
      for (int i = 0; i < names.size(); i++) {
        String cell = row.cells().get(i + 1);
        if (yes(cell)) {
          set(classes, names.get(i), labels, row);
        } else if (!no(cell)) {
          problems.add(file, row.line(), "'" + cell + "' is neither 0 nor 1");
        }
      }
      target.of(row.cells().get(0)).or(classes);
    }
    return target;
  }

  private LabelFolder readLabels(LabelSet given) {
    List<Row> body = hasHeader() ? rows.subList(1, rows.size()) : rows;
    LabelSet labels = given != null ? given : labelsOf(body);
    LabelFolder target = new LabelFolder(labels);
    for (Row row : body) {
      if (!ImageFolder.isImage(row.cells().get(0))) {
        problems.add(file, row.line(), "'" + row.cells().get(0) + "' is no image file name");
        continue;
      }
      BitSet classes = new BitSet();
      labels(row).forEach(label -> set(classes, label, labels, row));
      target.of(row.cells().get(0)).or(classes);
    }
    return target;
  }

  private static List<String> labels(Row row) {
    return row.cells().stream()
        .skip(1)
        .flatMap(cell -> List.of(cell.split("[;|]")).stream())
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private LabelSet labelsOf(List<Row> body) {
    Set<String> names = new TreeSet<>();
    body.forEach(row -> names.addAll(labels(row)));
    if (names.isEmpty()) {
      throw TagwrightException.input("The file " + file + " has no labels beside its file names.");
    }
    boolean cocos =
        LabelSet.COCO.names().containsAll(names)
            || names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    return cocos ? LabelSet.COCO : new LabelSet(List.copyOf(names));
  }

  private void set(BitSet classes, String label, LabelSet labels, Row row) {
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
