package org.tagwright.data.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What separates labels within a cell of a table. */
public enum Separator {
  /** A cell is one label. */
  NONE(""),
  SPACE("\\s+"),
  COMMA(","),
  SEMICOLON(";"),
  PIPE("\\|"),
  /** As Python prints lists: {@code ['cat', 'dog']}. */
  LIST("");

  private static final Pattern LISTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s,'\"]+)");

  private final Pattern pattern;

  Separator(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The labels in a cell. */
  List<String> labels(String cell) {
    List<String> labels = new ArrayList<>();
    if (this == LIST && isList(cell)) {
      Matcher listed = LISTED.matcher(cell.substring(1, cell.length() - 1));
      while (listed.find()) {
        String quoted = listed.group(1) != null ? listed.group(1) : listed.group(2);
        labels.add(quoted != null ? quoted : listed.group(3));
      }
    } else {
      for (String label :
          this == LIST || this == NONE ? new String[] {cell} : pattern.split(cell)) {
        labels.add(label.strip());
      }
    }
    labels.removeIf(TableChoices.Form::isMissing);
    return labels;
  }

  private static boolean isList(String cell) {
    return (cell.startsWith("[") && cell.endsWith("]"))
        || (cell.startsWith("{") && cell.endsWith("}"));
  }

  private boolean in(Collection<String> cells) {
    return cells.stream().anyMatch(cell -> pattern.matcher(cell).find());
  }

  /**
   * The separators by which cells can be read; one where there is no doubt. A comma or a space may
   * belong to a name: it separates only where its pieces occur in other company, too.
   *
   * @param cells not empty ones
   * @param classes the names that are known, or {@code null}
   */
  static List<Separator> possible(Set<String> cells, Collection<String> classes) {
    if (!cells.isEmpty() && cells.stream().allMatch(Separator::isList)) {
      return List.of(LIST);
    }
    List<Separator> found = new ArrayList<>();
    for (Separator each : List.of(PIPE, SEMICOLON, COMMA)) {
      if (each.in(cells)) {
        found.add(each);
      }
    }
    if (found.isEmpty() && SPACE.in(cells)) {
      found.add(SPACE);
    }
    if (classes != null) {
      for (Separator each : List.of(NONE, PIPE, SEMICOLON, COMMA, SPACE)) {
        if (cells.stream().allMatch(cell -> classes.containsAll(each.labels(cell)))) {
          return List.of(each);
        }
      }
    }
    if (found.isEmpty()) {
      return List.of(NONE);
    }
    Separator first = found.get(0);
    boolean sure = first == PIPE || first == SEMICOLON || first.separates(cells);
    if (found.size() == 1 && sure) {
      return found;
    }
    if (!sure) {
      found.add(0, NONE);
    }
    return found;
  }

  private boolean separates(Set<String> cells) {
    Map<String, Integer> cellsOfLabel = new HashMap<>();
    Set<String> alone = new HashSet<>();
    boolean numbers = true;
    for (String cell : cells) {
      List<String> labels = labels(cell);
      Set.copyOf(labels).forEach(label -> cellsOfLabel.merge(label, 1, Integer::sum));
      numbers &= labels.stream().allMatch(Table::isNumber);
      if (labels.size() == 1) {
        alone.add(cell);
      }
    }
    boolean recur =
        cells.stream()
            .map(this::labels)
            .filter(labels -> labels.size() > 1)
            .anyMatch(labels -> labels.stream().anyMatch(label -> cellsOfLabel.get(label) > 1));
    if (this != SPACE || numbers) {
      return recur || numbers;
    }
    boolean standAlone = alone.stream().anyMatch(label -> cellsOfLabel.get(label) > 1);
    boolean joined = cellsOfLabel.keySet().stream().anyMatch(label -> label.contains("_"));
    return recur && standAlone && (joined || cellsOfLabel.size() < cells.size());
  }
}
