package org.tagwright.data.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tagwright.data.imports.TableQuestion.Option;

/**
 * What a person says about a table. {@code null} leaves it to the table, where only one reading is
 * possible.
 *
 * @param fileColumn the column of the image files, by its name or its number from 1
 * @param labelColumns the columns of the labels, likewise
 * @param form what the cells of the labels hold
 * @param separator what separates labels within a cell
 * @param unknown what becomes of labels that are neither present nor absent
 */
public record TableChoices(
    String fileColumn, List<String> labelColumns, Form form, Separator separator, Unknown unknown) {

  /** All is left to the table. */
  public static final TableChoices NONE = new TableChoices(null, null, null, null, null);

  public TableChoices {
    labelColumns =
        labelColumns == null || labelColumns.isEmpty() ? null : List.copyOf(labelColumns);
  }

  /**
   * These choices with another one. Other columns of labels leave what is in them to the table.
   *
   * @param value as it would be typed
   */
  public TableChoices with(Option option, String value) {
    String name = value.toUpperCase(Locale.ROOT);
    return switch (option) {
      case FILE_COLUMN -> new TableChoices(value, labelColumns, form, separator, unknown);
      case LABEL_COLUMNS ->
          new TableChoices(fileColumn, List.of(value.split(",")), null, null, null);
      case FORM -> new TableChoices(fileColumn, labelColumns, Form.valueOf(name), null, null);
      case SEPARATOR ->
          new TableChoices(fileColumn, labelColumns, form, Separator.valueOf(name), unknown);
      case UNKNOWN ->
          new TableChoices(fileColumn, labelColumns, form, separator, Unknown.valueOf(name));
    };
  }

  /** What the cells of the labels hold. */
  public enum Form {
    /** A column per class, with 1 where an image has it. */
    FLAGS,
    /** Names or indices of classes. */
    NAMES;

    private static final Set<String> YES = Set.of("1", "1.0", "true", "yes", "x");
    private static final Set<String> NO = Set.of("0", "0.0", "false", "no");
    private static final Set<String> OPEN = Set.of("-1", "-1.0", "u", "?", "unknown", "uncertain");
    private static final Set<String> MISSING = Set.of("nan", "na", "n/a", "");

    static boolean isYes(String cell) {
      return YES.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isUnknown(String cell) {
      return OPEN.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isMissing(String cell) {
      return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isOpen(String cell, boolean alsoEmpty) {
      return isUnknown(cell) || (alsoEmpty && isMissing(cell));
    }

    static boolean isFlag(String cell) {
      return isYes(cell)
          || NO.contains(cell.toLowerCase(Locale.ROOT))
          || isUnknown(cell)
          || isMissing(cell);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of labels such as CheXpert's {@code -1}. */
  public enum Unknown {
    /** The image has not that class. */
    ABSENT,
    /** The image has that class. */
    PRESENT,
    /** The image is left out. */
    SKIP,
    /** They stay unknown, and so does what an empty cell leaves open. */
    UNKNOWN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
