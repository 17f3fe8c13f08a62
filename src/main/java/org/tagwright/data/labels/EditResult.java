package org.tagwright.data.labels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an edit.
 *
 * @param change what was changed and saved, or {@code null} where nothing was
 * @param conflicts images that somebody else has changed meanwhile; if there are any, nothing was
 *     changed at all
 */
public record EditResult(@Nullable LabelChange change, List<LabelConflict> conflicts) {
  /** There was nothing to do. */
  static final EditResult NOTHING = new EditResult(null, List.of());

  public EditResult {
    conflicts = List.copyOf(conflicts);
  }

  /** Whether something was changed and saved. */
  public boolean saved() {
    return change != null;
  }
}
