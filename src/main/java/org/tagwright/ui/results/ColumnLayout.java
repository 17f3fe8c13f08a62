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

  /** With a column shown last, or hidden. */
  public ColumnLayout with(String key, boolean visible) {
    Set<String> keys = new LinkedHashSet<>(shown);
    if (visible) {
      keys.add(key);
    } else {
      keys.remove(key);
    }
    return new ColumnLayout(List.copyOf(keys));
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
