package org.tagwright.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tagwright.common.TagwrightException;

/**
 * What a row must be like: conditions and words, all of which must hold.
 *
 * <p>{@code f1 > 0.6 model = resnet50 night} keeps the rows with an f1 above 0.6, of model
 * resnet50, and with "night" in some cell. Operators: {@code = != < <= > >=} and {@code ~} for
 * "contains". A value with spaces stands in double quotes. {@code and} and commas between
 * conditions are fine. A row without a value in the column matches only {@code !=}.
 */
public final class RowFilter implements Predicate<CheckpointRow> {
  private static final Pattern CONDITION =
      Pattern.compile("([\\w.\\-]+)\\s*(<=|>=|!=|==|=|<|>|~)\\s*(\"[^\"]*\"|[^\\s,\"]+)");

  private final List<Predicate<CheckpointRow>> all;

  private RowFilter(List<Predicate<CheckpointRow>> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @throws TagwrightException when a column does not exist or a value does not fit its column
   */
  public static RowFilter parse(String filter, CheckpointTable table) {
    List<Predicate<CheckpointRow>> all = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(filter);
    StringBuilder words = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(words, " ");
      String value = matcher.group(3).replace("\"", "");
      all.add(condition(table.column(matcher.group(1)), matcher.group(2), value));
    }
    matcher.appendTail(words);
    String rest = words.toString();
    if (rest.matches("(?s).*[<>=~].*")) {
      throw TagwrightException.input(
          "The filter \"%s\" cannot be understood near \"%s\". Write conditions such as f1 > 0.6 or model = resnet50."
              .formatted(filter, rest.strip()));
    }
    boolean afterCondition = !all.isEmpty();
    for (String word : rest.split("[\\s,]+")) {
      if (!word.isEmpty() && !(afterCondition && word.equalsIgnoreCase("and"))) {
        all.add(row -> anyCellContains(table.columns(), row, word));
      }
    }
    return new RowFilter(all);
  }

  @Override
  public boolean test(CheckpointRow row) {
    return all.stream().allMatch(condition -> condition.test(row));
  }

  private static Predicate<CheckpointRow> condition(Column column, String operator, String value) {
    String key = column.key();
    if (operator.equals("~")) {
      return row -> row.get(key) != null && contains(column.show(row.get(key)), value);
    }
    Object wanted = wanted(column, value);
    return row -> {
      Object cell = row.get(key);
      if (cell == null) {
        return operator.equals("!=");
      }
      boolean isTime = column.format() == Column.Format.TIME;
      int order = CheckpointTable.compareCells(isTime ? column.show(cell) : cell, wanted, true);
      return switch (operator) {
        case "=", "==" -> order == 0;
        case "!=" -> order != 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    };
  }

  private static Object wanted(Column column, String value) {
    if (column.isNumeric()) {
      try {
        return Double.valueOf(value);
      } catch (NumberFormatException e) {
        throw TagwrightException.input(
            "Column \"%s\" holds numbers, and \"%s\" is none.".formatted(column.key(), value), e);
      }
    }
    if (column.format() == Column.Format.FLAG) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "true", "yes" -> true;
        case "false", "no" -> false;
        default ->
            throw TagwrightException.input(
                "Column \"%s\" is yes or no, not \"%s\".".formatted(column.key(), value));
      };
    }
    return value;
  }

  private static boolean anyCellContains(List<Column> columns, CheckpointRow row, String word) {
    for (Column column : columns) {
      Object cell = row.get(column.key());
      if (cell != null && contains(column.show(cell), word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
