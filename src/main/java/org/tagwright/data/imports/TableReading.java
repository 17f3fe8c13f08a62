package org.tagwright.data.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;
import org.tagwright.data.imports.TableChoices.Form;
import org.tagwright.data.imports.TableChoices.Unknown;

/**
 * How a table is understood, from all of its rows: where more than one reading is possible, the
 * question to ask.
 */
public final class TableReading {
  /**
   * What a person has to say before the table can be read.
   *
   * @param option the choice that answers it
   * @param text why it is asked, a whole sentence
   * @param answers the possible ones
   */
  public record Question(Option option, String text, List<Answer> answers) {}

  /**
   * @param value as it is typed
   * @param meaning what it would lead to
   */
  public record Answer(String value, String meaning) {}

  /** The choices that can be asked for. */
  public enum Option {
    FILE_COLUMN("--file-column"),
    LABEL_COLUMNS("--label-columns"),
    FORM("--label-form"),
    SEPARATOR("--separator"),
    UNKNOWN("--unknown");

    private final String flag;

    Option(String flag) {
      this.flag = flag;
    }
  }

  /** A row as it is understood. */
  public record Sample(String file, List<String> labels) {}

  private final Table table;
  private final LabelSet classes;
  private final List<Question> questions = new ArrayList<>();
  private int file;
  private List<Integer> labelColumns = List.of();
  private Form form = Form.NAMES;
  private Separator separator = Separator.NONE;
  private Unknown unknown = Unknown.ABSENT;
  private int unknownLabels;
  private int emptyCells;

  private TableReading(Table table, LabelSet classes) {
    this.table = table;
    this.classes = classes;
  }

  /**
   * @param classes the names that are known, or {@code null}: those in the table
   * @throws TagwrightException of kind input where a choice does not suit the table, or nothing in
   *     it can be labels
   */
  static TableReading of(Table table, TableChoices choices, LabelSet classes) {
    TableReading reading = new TableReading(table, classes);
    TableColumns columns = new TableColumns(table);
    reading.file = reading.fileColumn(columns, choices.fileColumn());
    if (reading.file >= 0) {
      reading.labelColumns =
          choices.labelColumns() != null
              ? choices.labelColumns().stream().map(reading::column).toList()
              : reading.ask(Option.LABEL_COLUMNS, columns.labels(reading.file));
      reading.readCells(columns, choices);
    }
    return reading;
  }

  private int column(String name) {
    int column = table.column(name);
    if (column < 0) {
      throw TagwrightException.input(
          "The table %s has no column '%s'. Its columns: %s."
              .formatted(table.file(), name, String.join(", ", table.names())));
    }
    return column;
  }

  private int fileColumn(TableColumns columns, String chosen) {
    if (chosen != null) {
      return column(chosen);
    }
    List<Integer> possible = columns.files();
    if (possible.size() != 1) {
      questions.add(
          new Question(
              Option.FILE_COLUMN,
              "Which column holds the image files?",
              possible.stream().map(i -> answer(columns, List.of(i))).toList()));
      return -1;
    }
    return possible.get(0);
  }

  private Answer answer(TableColumns columns, List<Integer> columnsOfAnswer) {
    String names = columnsOfAnswer.stream().map(this::typed).collect(Collectors.joining(","));
    return new Answer(names, columns.describe(columnsOfAnswer));
  }

  /** The name, or the number where a name cannot be typed among others. */
  private String typed(int column) {
    String name = table.names().get(column);
    return name.isBlank() || name.contains(",") ? String.valueOf(column + 1) : name;
  }

  private List<Integer> ask(Option option, List<List<Integer>> possible) {
    if (possible.isEmpty()) {
      throw TagwrightException.input(
          "The table " + table.file() + " has no labels beside its file names.");
    }
    if (possible.size() > 1) {
      TableColumns columns = new TableColumns(table);
      questions.add(
          new Question(
              option,
              "Which columns hold the labels?",
              possible.stream().map(each -> answer(columns, each)).toList()));
      return List.of();
    }
    return possible.get(0);
  }

  private void readCells(TableColumns columns, TableChoices choices) {
    if (labelColumns.isEmpty()) {
      return;
    }
    boolean flags = labelColumns.stream().allMatch(columns::isFlags);
    form = choices.form() != null ? choices.form() : flags ? Form.FLAGS : Form.NAMES;
    if (flags && choices.form() == null && columns.mayBeIndices(labelColumns)) {
      form =
          classes == null || classes.indexOf(table.names().get(labelColumns.get(0))) >= 0
              ? form
              : Form.NAMES;
      if (classes == null) {
        String name = table.names().get(labelColumns.get(0));
        questions.add(
            new Question(
                Option.FORM,
                "Column '" + name + "' holds 0 and 1.",
                List.of(
                    new Answer("flags", "one class '" + name + "', which images with 1 have"),
                    new Answer("names", "two classes, of the indices 0 and 1"))));
        return;
      }
    }
    if (form == Form.FLAGS) {
      if (!table.headed()) {
        throw TagwrightException.input(
            "The table "
                + table.file()
                + " has columns of 0 and 1, but no first row that names"
                + " their classes. Add one.");
      }
      countFlags(choices.unknown());
    } else {
      separator(choices.separator());
    }
  }

  private void countFlags(Unknown chosen) {
    for (Table.Row row : table.rows()) {
      for (int column : labelColumns) {
        String cell = row.cell(column);
        unknownLabels += Form.isUnknown(cell) ? 1 : 0;
        emptyCells += Form.isMissing(cell) ? 1 : 0;
      }
    }
    if (unknownLabels > 0 && chosen == null) {
      questions.add(
          new Question(
              Option.UNKNOWN,
              Units.count(unknownLabels, "label is", "labels are")
                  + " unknown (such as -1). Training needs a yes or a no.",
              List.of(
                  new Answer("absent", "these images do not have the class"),
                  new Answer("present", "these images have the class"),
                  new Answer("skip", "these images are left out"))));
    }
    unknown = chosen == null ? Unknown.ABSENT : chosen;
  }

  private void separator(Separator chosen) {
    Set<String> cells = new LinkedHashSet<>();
    labelColumns.forEach(column -> cells.addAll(table.cells(column)));
    extra().forEach(cells::addAll);
    List<Separator> possible = Separator.possible(cells, classes == null ? null : classes.names());
    separator = chosen != null ? chosen : possible.get(0);
    if (chosen == null && possible.size() > 1) {
      Separator divides = possible.get(1);
      String cell = cells.stream().filter(c -> divides.labels(c).size() > 1).findFirst().orElse("");
      questions.add(
          new Question(
              Option.SEPARATOR,
              "Several labels, or one, in a cell such as '" + cell + "'?",
              possible.stream()
                  .map(each -> new Answer(each.toString(), meaning(each.labels(cell))))
                  .toList()));
    }
  }

  private static String meaning(List<String> labels) {
    return (labels.size() == 1 ? "one label: " : labels.size() + " labels: ")
        + labels.stream().map(label -> "'" + label + "'").collect(Collectors.joining(", "));
  }

  /** Cells beyond the named columns are more labels, where the last column is one of labels. */
  private Stream<List<String>> extra() {
    int width = table.names().size();
    return labelColumns.contains(width - 1)
        ? table.rows().stream()
            .map(Table.Row::cells)
            .filter(cells -> cells.size() > width)
            .map(cells -> cells.subList(width, cells.size()))
        : Stream.of();
  }

  /** What has to be asked before the labels can be imported. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  /**
   * @throws TagwrightException of kind input with all that has to be asked
   */
  void requireOneReading() {
    if (!questions.isEmpty()) {
      StringBuilder text =
          new StringBuilder("The table " + table.file() + " can be read in more than one way.");
      for (Question question : questions) {
        text.append("\n").append(question.text());
        for (Answer answer : question.answers()) {
          String value =
              answer.value().matches("[\\w.-]+") ? answer.value() : "\"" + answer.value() + "\"";
          text.append("\n  ").append(question.option().flag).append(" ").append(value);
          text.append("   ").append(answer.meaning());
        }
      }
      throw TagwrightException.input(text.toString());
    }
  }

  public Form form() {
    return form;
  }

  public Separator separator() {
    return separator;
  }

  /** How many labels are neither present nor absent. */
  public int unknownLabels() {
    return unknownLabels;
  }

  public Unknown unknown() {
    return unknown;
  }

  List<Integer> labelColumns() {
    return labelColumns;
  }

  String file(Table.Row row) {
    return row.cell(file);
  }

  /** The labels of a row, without those that are unknown. */
  List<String> labels(Table.Row row) {
    if (form == Form.FLAGS) {
      return labelColumns.stream()
          .filter(
              c ->
                  Form.isYes(row.cell(c))
                      || (unknown == Unknown.PRESENT && Form.isUnknown(row.cell(c))))
          .map(table.names()::get)
          .toList();
    }
    int width = table.names().size();
    List<String> labels = new ArrayList<>();
    labelColumns.forEach(c -> labels.addAll(separator.labels(row.cell(c))));
    if (labelColumns.contains(width - 1)) {
      row.cells().stream().skip(width).forEach(cell -> labels.addAll(separator.labels(cell)));
    }
    return labels;
  }

  boolean hasUnknown(Table.Row row) {
    return form == Form.FLAGS && labelColumns.stream().anyMatch(c -> Form.isUnknown(row.cell(c)));
  }

  /** The first rows, as they are read with the choices so far. */
  public List<Sample> first(int count) {
    return file < 0
        ? List.of()
        : table.rows().stream()
            .limit(count)
            .map(row -> new Sample(file(row), labels(row)))
            .toList();
  }

  /** Names of all columns, to choose from. */
  public List<String> columns() {
    return table.names();
  }

  /** The name of the column of files, or an empty text. */
  public String fileColumn() {
    return file < 0 ? "" : table.names().get(file);
  }

  /** The names of the columns of labels. */
  public List<String> labelColumnNames() {
    return labelColumns.stream().map(table.names()::get).toList();
  }

  /** The names of all labels: in the order of their columns, or sorted. */
  List<String> labelNames() {
    if (form == Form.FLAGS) {
      return labelColumnNames();
    }
    Set<String> names = new TreeSet<>();
    table.rows().forEach(row -> names.addAll(labels(row)));
    return List.copyOf(names);
  }

  /** What was understood, in whole lines. */
  public List<String> understood() {
    List<String> lines = new ArrayList<>();
    if (file >= 0) {
      lines.add("Image files: " + fileColumn());
    }
    if (!labelColumns.isEmpty()) {
      String how =
          form == Form.FLAGS ? "1 where an image has the class" : "separator: " + separator;
      lines.add("Labels: " + TableColumns.shortened(labelColumnNames()) + " (" + how + ")");
      List<String> ignored = new ArrayList<>(table.names());
      ignored.removeAll(new HashSet<>(labelColumnNames()));
      ignored.remove(fileColumn());
      ignored.removeIf(String::isBlank);
      if (!ignored.isEmpty()) {
        lines.add("Ignored: " + TableColumns.shortened(ignored));
      }
      if (emptyCells > 0) {
        lines.add("Empty cells: " + Units.count(emptyCells) + ", read as absent");
      }
      if (unknownLabels > 0) {
        String what = unknown == Unknown.SKIP ? "their images are left out" : "read as " + unknown;
        lines.add("Unknown labels: " + Units.count(unknownLabels) + ", " + what);
      }
    }
    return lines;
  }
}
