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
  record Add(String name) implements ClassEdit {
    @Override
    public String toText() {
      return "add class '" + name + "'";
    }

    @Override
    public ClassChange on(LabelSet classes) {
      List<String> after = new ArrayList<>(classes.names());
      after.add(free(name, classes));
      return keepingIndices(classes, after);
    }
  }

  /** Another name for a class. */
  record Rename(String name, String to) implements ClassEdit {
    @Override
    public String toText() {
      return "rename class '" + name + "' to '" + to + "'";
    }

    @Override
    public ClassChange on(LabelSet classes) {
      List<String> after = new ArrayList<>(classes.names());
      after.set(classes.require(name.strip()), free(to, classes));
      return keepingIndices(classes, after);
    }
  }

  /** Images that have {@code name} have {@code into} instead. */
  record Merge(String name, String into) implements ClassEdit {
    @Override
    public String toText() {
      return "merge class '" + name + "' into '" + into + "'";
    }

    @Override
    public ClassChange on(LabelSet classes) {
      int gone = classes.require(name.strip());
      int kept = classes.require(into.strip());
      if (kept == gone) {
        throw TagwrightException.input("A class cannot be merged into itself. Name two classes.");
      }
      return without(gone, kept, classes);
    }
  }

  /** No image has the class any more, and the indices of later classes go down by one. */
  record Remove(String name) implements ClassEdit {
    @Override
    public String toText() {
      return "remove class '" + name + "'";
    }

    @Override
    public ClassChange on(LabelSet classes) {
      return without(classes.require(name.strip()), ClassChange.GONE, classes);
    }
  }

  /** A few words, such as {@code remove class 'dog'}. */
  String toText();

  /**
   * What it does to the class list.
   *
   * @throws TagwrightException of kind input where there is no such class, or a new name is empty
   *     or taken
   */
  ClassChange on(LabelSet classes);

  /** The class that is added, renamed, merged or removed. */
  String name();

  private static ClassChange keepingIndices(LabelSet classes, List<String> after) {
    List<Integer> to = IntStream.range(0, classes.size()).boxed().toList();
    return new ClassChange(classes.names(), after, to, List.of(), List.of(), List.of());
  }

  /** One class less, whose images have the class {@code into} or {@link ClassChange#GONE}. */
  private static ClassChange without(int gone, int into, LabelSet classes) {
    if (classes.size() == 1) {
      throw TagwrightException.input(
          "'"
              + classes.name(0)
              + "' is the only class, and a data set needs one. Rename it"
              + " instead.");
    }
    List<String> after = new ArrayList<>(classes.names());
    after.remove(gone);
    List<Integer> to =
        IntStream.range(0, classes.size())
            .map(k -> k == gone ? into : k)
            .map(k -> k > gone ? k - 1 : k)
            .boxed()
            .toList();
    return new ClassChange(classes.names(), after, to, List.of(), List.of(), List.of());
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
