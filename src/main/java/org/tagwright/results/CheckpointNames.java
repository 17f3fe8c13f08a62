package org.tagwright.results;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Short names that tell checkpoints apart by what was varied, such as {@code resnet18 · lr 1e-3 ·
 * seed 43}; a file's own name ends in a digest that says nothing to anyone.
 */
public final class CheckpointNames {
  private static final String GAP = " · ";
  private static final int USUAL_PARTS = 4;
  private static final int MOST_PARTS = 6;

  private final Map<Path, String> names = new HashMap<>();

  /**
   * Names for all rows of a table. Where the settings do not tell two rows apart, or there is only
   * one, the file's path below the folder does.
   */
  CheckpointNames(CheckpointTable table) {
    List<Column> differing =
        table.columns().stream().filter(c -> c.isSetting() && table.differs(c.key())).toList();
    int parts = USUAL_PARTS;
    Set<String> twice = name(table, differing, parts);
    while (!twice.isEmpty() && parts < Math.min(MOST_PARTS, differing.size())) {
      twice = name(table, differing, ++parts);
    }
    for (CheckpointRow row : table.rows()) {
      String name = names.getOrDefault(row.file(), "");
      if (name.isEmpty() || twice.contains(name)) {
        names.put(row.file(), path(row));
      }
    }
  }

  /** Gives names of so many parts, and says which of them came more than once. */
  private Set<String> name(CheckpointTable table, List<Column> differing, int parts) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (CheckpointRow row : table.rows()) {
      String name =
          differing.stream()
              .filter(column -> row.get(column.key()) != null)
              .limit(parts)
              .map(column -> part(column, row.get(column.key())))
              .collect(Collectors.joining(GAP));
      names.put(row.file(), name);
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    return twice;
  }

  private static String path(CheckpointRow row) {
    return String.valueOf(row.get("file"));
  }

  private static String part(Column column, @Nullable Object value) {
    if (value instanceof Boolean on) {
      return column.shortTitle() + (on ? " on" : " off");
    }
    if (column.isNumeric()) {
      return column.shortTitle() + " " + column.show(value);
    }
    String text = column.show(value);
    return text.contains("/") ? String.valueOf(Path.of(text).getFileName()) : text;
  }

  /** The name of one of the table's rows. */
  public String of(CheckpointRow row) {
    return names.getOrDefault(row.file(), path(row));
  }
}
