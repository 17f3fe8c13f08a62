package org.tagwright.results;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Catalogue;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.selection.Selection;

/**
 * What a row must be like: conditions and words, all of which must hold.
 *
 * <p>{@code f1 > 0.6 model = resnet50 night} keeps the rows with an f1 above 0.6, of model
 * resnet50, and with "night" in some cell. Operators: {@code = != < <= > >=} and {@code ~} for
 * "contains". A column goes by any of its names, also those with spaces ({@code LR head < 1e-3}); a
 * value with spaces stands in double quotes. {@code and} and commas between conditions are fine. A
 * row without a value in the column matches only {@code !=}; one whose value is NaN matches
 * nothing. {@code tags = late} holds where one of the tags is that, and whatever is not starred or
 * archived matches {@code starred = no} or {@code archived = no}.
 */
final class RowFilter {
  private static final Pattern OPERATOR_AND_VALUE =
      Pattern.compile("\\s*(<=|>=|!=|==|=|<|>|~)\\s*(\"[^\"]*\"|[^\\s,\"]+)");

  private final String filter;
  private final CheckpointTable table;
  private final List<Column> known;
  private final Cells<CheckpointRow> cells;
  private final Selection found;
  private boolean afterCondition;

  private RowFilter(String filter, CheckpointTable table, Cells<CheckpointRow> cells) {
    this.filter = filter;
    this.table = table;
    this.known = table.filterable();
    this.cells = cells;
    this.found = Selection.withRange(0, cells.size());
  }

  /**
   * The rows that match.
   *
   * @throws TagwrightException when a column does not exist or a value does not fit its column
   */
  static Selection of(String filter, CheckpointTable table, Cells<CheckpointRow> cells) {
    return new RowFilter(filter, table, cells).rows();
  }

  private Selection rows() {
    Matcher matcher = OPERATOR_AND_VALUE.matcher(filter);
    int end = 0;
    while (matcher.find()) {
      List<String> before = words(filter.substring(end, matcher.start()));
      int name = nameStart(before);
      wordsMustOccur(before.subList(0, name));
      Column column = column(String.join(" ", before.subList(name, before.size())));
      found.and(matching(column, matcher.group(1), matcher.group(2).replace("\"", "")));
      afterCondition = true;
      end = matcher.end();
    }
    wordsMustOccur(words(filter.substring(end)));
    return found;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Where the name before an operator begins: as early as there is a column of that name. */
  private int nameStart(List<String> words) {
    if (words.isEmpty()) {
      throw notUnderstood(filter);
    }
    for (int start = 0; start < words.size(); start++) {
      String name = String.join(" ", words.subList(start, words.size()));
      if (Column.find(known, name).isPresent()) {
        return start;
      }
    }
    return words.size() - 1;
  }

  private Column column(String name) {
    return Column.find(known, name).orElseGet(() -> table.column(name));
  }

  private TagwrightException notUnderstood(String near) {
    return TagwrightException.input(
        "The filter \"%s\" cannot be understood near \"%s\". Write conditions such as f1 > 0.6 or model = resnet50."
            .formatted(filter, near.strip()));
  }

  private void wordsMustOccur(List<String> words) {
    Optional<String> half = words.stream().filter(w -> w.matches(".*[<>=~].*")).findFirst();
    if (half.isPresent()) {
      throw notUnderstood(half.get());
    }
    for (String word : words) {
      if (!(afterCondition && word.equalsIgnoreCase("and"))) {
        Selection anywhere = Selection.with();
        table.columns().forEach(column -> anywhere.or(containing(column, word)));
        found.and(anywhere);
      }
    }
  }

  private Selection containing(Column column, String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return cells
        .shown(column)
        .eval((String cell) -> cell.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private Selection matching(Column column, String operator, String value) {
    return switch (operator) {
      case "~" -> containing(column, value);
      case "!=" -> all().andNot(compared(column, "=", value)).andNot(cells.notANumber(column));
      default -> compared(column, operator, value);
    };
  }

  private Selection compared(Column column, String operator, String value) {
    return switch (column.format()) {
      case SCORE, COUNT, NUMBER, SIZE -> numbers(column, operator, number(column, value));
      case FLAG -> flags(column, operator, value);
      case TEXT, TIME ->
          cells
              .shown(column)
              .eval(
                  (String cell) ->
                      values(column, cell)
                          .anyMatch(
                              each ->
                                  holds(
                                      operator,
                                      name(column, each)
                                          .compareToIgnoreCase(name(column, value)))));
    };
  }

  /** What a cell holds: each of its tags, or the whole. */
  private static Stream<String> values(Column column, String cell) {
    return column.key().equals(Column.TAGS)
        ? words(cell).stream()
        : Stream.of(cell).filter(text -> !text.isEmpty());
  }

  /** A metric goes by its key and by its title. */
  private static String name(Column column, String text) {
    return column.key().equals(Column.SELECTED_BY) ? Catalogue.plain(text) : text;
  }

  private Selection numbers(Column column, String operator, double wanted) {
    DoubleColumn numbers = cells.numbers(column);
    return switch (operator) {
      case "<" -> numbers.isLessThan(wanted);
      case "<=" -> numbers.isLessThanOrEqualTo(wanted);
      case ">" -> numbers.isGreaterThan(wanted);
      case ">=" -> numbers.isGreaterThanOrEqualTo(wanted);
      default -> numbers.isEqualTo(wanted);
    };
  }

  private static double number(Column column, String value) {
    try {
      double number = Double.parseDouble(value);
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as of NaN.
    }
    throw TagwrightException.input(
        "Column \"%s\" holds numbers, and \"%s\" is none.".formatted(column.key(), value));
  }

  private Selection flags(Column column, String operator, String value) {
    BooleanColumn flags = cells.flags(column);
    Optional<Selection> found =
        switch (operator + value.toLowerCase(Locale.ROOT)) {
          case "=true", "==true", "=yes", "==yes" -> Optional.of(flags.isTrue());
          case "=false", "==false", "=no", "==no" ->
              Optional.of(isOfNotes(column) ? all().andNot(flags.isTrue()) : flags.isFalse());
          default -> Optional.empty();
        };
    return found.orElseThrow(
        () ->
            TagwrightException.input(
                "Column \"%s\" is yes or no, so it cannot be %s %s. Write %s = yes or %s = no."
                    .formatted(column.key(), operator, value, column.key(), column.key())));
  }

  private static boolean isOfNotes(Column column) {
    return KnownColumns.ofNotes().contains(column);
  }

  private Selection all() {
    return Selection.withRange(0, cells.size());
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order == 0;
    };
  }
}
