package org.tagwright.data.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Units;

/**
 * What a change of the class list would do.
 *
 * @param what a few words, such as {@code remove class 'dog'}
 * @param change the class lists before and after
 * @param present images that have the class that is renamed, merged or removed
 * @param unknown images in which it is unknown
 * @param emptied images that have no class any more
 * @param renumbered classes that get another index
 * @param rewritten label files that are written anew
 * @param beside the label folders beside this one that change with it, counted in
 */
public record ClassPreview(
    String what,
    ClassChange change,
    int present,
    int unknown,
    int emptied,
    int renumbered,
    int rewritten,
    List<Path> beside) {
  public ClassPreview {
    beside = List.copyOf(beside);
  }

  /** Whole lines for the person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Character.toUpperCase(what.charAt(0)) + what.substring(1) + ":");
    lines.add(
        "  Classes: "
            + Units.count(change.before().size())
            + " before, "
            + Units.count(change.after().size())
            + " after");
    lines.add(
        "  "
            + Units.count(present, "image has", "images have")
            + " the class"
            + (unknown > 0 ? "; it is unknown in " + Units.count(unknown) : ""));
    if (emptied > 0) {
      lines.add("  " + Units.count(emptied, "image has", "images have") + " no class then");
    }
    lines.add(
        rewritten == 0
            ? "  No label file changes; only the class list is written"
            : "  "
                + Units.count(rewritten, "label file is", "label files are")
                + " written anew; "
                + Units.count(renumbered, "class gets", "classes get")
                + " another index");
    if (rewritten > 0) {
      lines.add("  Checkpoints trained before keep the old class list and do not fit these labels");
    }
    for (Path folder : beside) {
      lines.add("  The labels in " + folder + " are of the same classes and change with them");
    }
    return lines;
  }
}
