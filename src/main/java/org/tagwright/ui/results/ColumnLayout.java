package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tagwright.results.Column;

/**
 * Which columns are shown, and in which order. Columns that it does not name stand behind the named
 * ones, hidden.
 *
 * @param shown keys in the order shown
 */
public record ColumnLayout(List<String> shown) {
  /** What one compares first; the rest is a click away. */
  public static final ColumnLayout DEFAULT =
      new ColumnLayout(
          List.of(
              "file",
              Column.TAGS,
              "model",
              "f1",
              "macro_f1",
              "micro_f1",
              "map",
              "threshold",
              "epoch",
              "epochs",
              "batch_size",
              "learning_rate",
              "freeze_backbone_at_start",
              "image_size",
              "seed",
              Column.NOTE,
              "run",
              "modified"));

  public ColumnLayout {
    shown = List.copyOf(shown);
  }

  /** The columns to show of those there are. */
  public List<Column> of(List<Column> there) {
    List<Column> chosen = new ArrayList<>();
    for (String key : shown) {
      there.stream().filter(c -> c.key().equals(key)).findFirst().ifPresent(chosen::add);
    }
    return chosen;
  }

  public boolean shows(String key) {
    return shown.contains(key);
  }

  /**
   * With a hidden column shown, or a shown one hidden. It appears where one looks for it: behind
   * the shown column that comes before it in the natural order.
   *
   * @param natural keys of all columns in the order in which they are offered
   */
  public ColumnLayout toggled(String key, List<String> natural) {
    List<String> keys = new ArrayList<>(shown);
    if (!keys.remove(key)) {
      int place = 0;
      for (String before : natural.subList(0, Math.max(0, natural.indexOf(key)))) {
        place = keys.contains(before) ? keys.indexOf(before) + 1 : place;
      }
      keys.add(place, key);
    }
    return new ColumnLayout(keys);
  }

  /**
   * In a new order, such as after dragging. Shown columns that are not named, because no row has
   * them now, keep their place behind the others.
   */
  public ColumnLayout inOrder(List<String> keys) {
    Set<String> order = new LinkedHashSet<>(keys);
    order.addAll(shown);
    return new ColumnLayout(List.copyOf(order));
  }
}
