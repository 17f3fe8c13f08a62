package org.tagwright.ui.labels;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The chips of a row, kept as long as they show the same: an edit changes one or two of them, and
 * making and styling all anew took most of the time of an edit.
 *
 * @param <T> all that a chip shows, comparable by {@code equals}; each at most once in a row
 */
final class KeptChips<T> {
  private final Function<T, LabelChip> make;
  private Map<T, LabelChip> shown = new HashMap<>();

  KeptChips(Function<T, LabelChip> make) {
    this.make = make;
  }

  /** The chips for these, in their order. */
  List<LabelChip> of(List<T> looks) {
    Map<T, LabelChip> now = new LinkedHashMap<>();
    for (T look : looks) {
      LabelChip kept = shown.get(look);
      now.put(look, kept == null ? make.apply(look) : kept);
    }
    shown = now;
    return List.copyOf(now.values());
  }
}
