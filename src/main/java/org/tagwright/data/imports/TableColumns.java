package org.tagwright.data.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tagwright.data.imports.TableChoices.Form;

/** What the columns of a table may be, by all of their cells and by their names. */
final class TableColumns {
  private enum Kind {
    EMPTY("empty"),
    FILES("image files"),
    FLAGS("0 and 1"),
    NUMBERS("numbers"),
    TEXT("text");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  private static final Pattern LABELS =
      Pattern.compile(
          "(?i)(.*[^a-z])?(labels?|tags?|class(es)?|classname|categor(y|ies)|targets?|attributes?)"
              + "([^a-z].*)?");
  private static final int MOST_NAMED = 6;

  private final Table table;
  private final List<Kind> kinds = new ArrayList<>();

  TableColumns(Table table) {
    this.table = table;
    IntStream.range(0, table.names().size()).forEach(i -> kinds.add(kind(table.cells(i))));
  }

  private static Kind kind(List<String> cells) {
    if (cells.stream().allMatch(Form::isMissing)) {
      return Kind.EMPTY;
    }
    if (Table.files(cells)) {
      return Kind.FILES;
    }
    if (cells.stream().allMatch(Form::isFlag)) {
      return Kind.FLAGS;
    }
    return cells.stream().allMatch(Table::isNumber) ? Kind.NUMBERS : Kind.TEXT;
  }

  private List<Integer> where(IntPredicate condition) {
    return IntStream.range(0, kinds.size()).filter(condition).boxed().toList();
  }

  /** The columns that may name the images; all where none is more likely than others. */
  List<Integer> files() {
    List<Integer> files = where(i -> kinds.get(i) == Kind.FILES);
    if (files.isEmpty()) {
      files = where(i -> Table.FILE_NAME.matcher(table.names().get(i)).matches() && distinct(i));
    }
    return files.isEmpty() ? where(i -> kinds.get(i) != Kind.EMPTY) : files;
  }

  private boolean distinct(int column) {
    List<String> cells = table.cells(column);
    return cells.size() == table.rows().size() && Set.copyOf(cells).size() == cells.size();
  }

  private boolean varies(int column) {
    return new HashSet<>(table.cells(column)).size() > 1;
  }

  private boolean namedLabels(int column) {
    return LABELS.matcher(table.names().get(column)).matches();
  }

  boolean isFlags(int column) {
    return kinds.get(column) == Kind.FLAGS;
  }

  /** Whether 0 and 1 in these columns may be the numbers of classes. */
  boolean mayBeIndices(List<Integer> columns) {
    return columns.size() == 1
        && (!table.headed() || namedLabels(columns.get(0)))
        && table.cells(columns.get(0)).size() == table.rows().size();
  }

  /**
   * The sets of columns that may be the labels; one where there is no doubt.
   *
   * @param file the column of the images
   */
  List<List<Integer>> labels(int file) {
    List<Integer> texts = where(i -> i != file && kinds.get(i) == Kind.TEXT);
    List<Integer> numbers = where(i -> i != file && kinds.get(i) == Kind.NUMBERS);
    List<Integer> flags =
        where(i -> i != file && kinds.get(i) == Kind.FLAGS && !table.names().get(i).isBlank());
    if (!table.headed()) {
      return together(List.of(texts, numbers, flags));
    }
    List<Integer> named = texts.stream().filter(this::namedLabels).toList();
    if (named.isEmpty() && flags.size() < 2) {
      named = where(i -> i != file && numbers.contains(i) && namedLabels(i));
    }
    if (!named.isEmpty()) {
      return together(flags.size() < 2 ? List.of(named) : List.of(named, flags));
    }
    if (!flags.isEmpty() || texts.size() > 1) {
      texts = texts.stream().filter(this::varies).toList(); // one value for all tells nothing
    }
    List<List<Integer>> possible = new ArrayList<>();
    if (!flags.isEmpty()) {
      possible.add(flags);
    }
    texts.forEach(text -> possible.add(List.of(text)));
    if (possible.isEmpty()) {
      numbers.forEach(number -> possible.add(List.of(number)));
      if (possible.size() == 1) {
        possible.add(List.of(file)); // an age is a number, too: ask
      }
    }
    return possible;
  }

  private static List<List<Integer>> together(List<List<Integer>> columns) {
    return columns.stream().filter(some -> !some.isEmpty()).toList();
  }

  String describe(List<Integer> columns) {
    Kind kind = kinds.get(columns.get(0));
    List<String> examples =
        columns.size() > 1
            ? List.of()
            : table.cells(columns.get(0)).stream().distinct().limit(3).toList();
    return (columns.size() > 1 ? columns.size() + " columns of " : "")
        + kind.title
        + (examples.isEmpty() ? "" : ": " + shortened(examples));
  }

  /** The first of many, separated by commas. */
  static String shortened(List<String> texts) {
    String first = String.join(", ", texts.subList(0, Math.min(MOST_NAMED, texts.size())));
    return texts.size() > MOST_NAMED ? first + ", … (" + texts.size() + ")" : first;
  }
}
