package org.tagwright.data.imports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;
import org.tagwright.data.imports.TableChoices.Form;
import org.tagwright.data.imports.TableChoices.Unknown;
import org.tagwright.data.imports.TableQuestion.Answer;
import org.tagwright.data.imports.TableQuestion.Option;

/**
 * How a table is understood, from all of its rows: where more than one reading is possible, the
 * question to ask.
 */
public final class TableReading {
  /** A row as it is understood. */
  public record Sample(String file, List<String> labels) {}

  private final Table table;
  private final LabelSet classes;
  private final List<TableQuestion> questions = new ArrayList<>();
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
          new TableQuestion(
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
          new TableQuestion(
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
        questions.add(TableQuestion.ofFlags(table.names().get(labelColumns.get(0))));
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
      questions.add(TableQuestion.ofUnknown(unknownLabels));
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
          new TableQuestion(
              Option.SEPARATOR,
              "Several labels, or one, in a cell such as '" + cell + "'?",
              possible.stream().map(each -> Answer.ofLabels(each, each.labels(cell))).toList()));
    }
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
  public List<TableQuestion> questions() {
    return List.copyOf(questions);
  }

  /**
   * @throws TagwrightException of kind input with all that has to be asked
   */
  void requireOneReading() {
    if (!questions.isEmpty()) {
      throw TagwrightException.input(TableQuestion.text(table.file(), questions));
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

  /** The labels that a row leaves open, with those of empty cells where these count as such. */
  List<String> openLabels(Table.Row row) {
    return labelColumns.stream()
        .filter(c -> form == Form.FLAGS && Form.isOpen(row.cell(c), unknown == Unknown.UNKNOWN))
        .map(table.names()::get)
        .toList();
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

  Table table() {
    return table;
  }

  int emptyCells() {
    return emptyCells;
  }

  /** What was understood, in whole lines. */
  public List<String> understood() {
    return TableSummary.of(this);
  }
}
