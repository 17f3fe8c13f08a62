package org.tagwright.data.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelSet;

/** A change of the class list of a data set, with what it means for the labels. */
public sealed interface ClassEdit {

  /** A new class behind the others, which no image has. */
  record Add(String name) implements ClassEdit {}

  /** Another name for a class. */
  record Rename(String name, String to) implements ClassEdit {}

  /** Images that have {@code name} have {@code into} instead. */
  record Merge(String name, String into) implements ClassEdit {}

  /** No image has the class any more, and the indices of later classes go down by one. */
  record Remove(String name) implements ClassEdit {}

  /** A few words, such as {@code remove class 'dog'}. */
  default String toText() {
    if (this instanceof Add add) {
      return "add class '" + add.name + "'";
    } else if (this instanceof Rename rename) {
      return "rename class '" + rename.name + "' to '" + rename.to + "'";
    } else if (this instanceof Merge merge) {
      return "merge class '" + merge.name + "' into '" + merge.into + "'";
    }
    return "remove class '" + ((Remove) this).name + "'";
  }

  /**
   * What it does to the class list.
   *
   * @throws TagwrightException of kind input where there is no such class, or a new name is empty
   *     or taken
   */
  default ClassChange on(LabelSet classes) {
    List<String> after = new ArrayList<>(classes.names());
    List<Integer> to = new ArrayList<>(IntStream.range(0, classes.size()).boxed().toList());
    if (this instanceof Add add) {
      after.add(free(add.name, classes));
    } else if (this instanceof Rename rename) {
      int index = index(rename.name, classes);
      after.set(index, free(rename.to, classes));
    } else {
      int gone = index(this instanceof Merge m ? m.name : ((Remove) this).name, classes);
      int into = this instanceof Merge m ? index(m.into, classes) : -1;
      if (into == gone) {
        throw TagwrightException.input("A class cannot be merged into itself. Name two classes.");
      }
      if (classes.size() == 1) {
        throw TagwrightException.input(
            "'"
                + classes.name(0)
                + "' is the only class, and a data set needs one. Rename it"
                + " instead.");
      }
      after.remove(gone);
      to.replaceAll(k -> k > gone ? k - 1 : k);
      to.set(gone, into < 0 ? ClassChange.GONE : to.get(into));
    }
    return new ClassChange(classes.names(), after, to, List.of(), List.of());
  }

  /** The old index of the class that is renamed, merged or removed, or -1. */
  default int subject(ClassChange change) {
    String name =
        this instanceof Rename r
            ? r.name
            : this instanceof Merge m ? m.name : this instanceof Remove gone ? gone.name : "";
    return change.before().indexOf(FileTree.composed(name.strip()));
  }

  private static int index(String name, LabelSet classes) {
    int index = classes.indexOf(name.strip());
    if (index < 0) {
      throw TagwrightException.input(
          "There is no class '"
              + name
              + "'. The classes are: "
              + String.join(", ", classes.names())
              + ".");
    }
    return index;
  }

  private static String free(String typed, LabelSet classes) {
    String name = FileTree.composed(typed.strip());
    if (name.isEmpty()) {
      throw TagwrightException.input("A class needs a name; the one given is empty.");
    }
    if (name.lines().count() > 1) {
      throw TagwrightException.input("The name of a class must be on one line.");
    }
    if (classes.indexOf(name) >= 0) {
      throw TagwrightException.input(
          "There is a class '"
              + name
              + "' already. Choose another name, or merge the two classes.");
    }
    return name;
  }
}
