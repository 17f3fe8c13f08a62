package org.tagwright.data.labels;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From one class list to another, for the whole data set, and what it takes to go back.
 *
 * @param before class names by old index
 * @param after class names by new index
 * @param to the new index of each old class, or {@link #GONE}
 * @param given new classes whose images are listed, because no old class says which they are
 * @param lost old classes that can afterwards not be told apart from others, with their images
 * @param folders names of the label folders beside that change with this one
 */
public record ClassChange(
    List<String> before,
    List<String> after,
    List<Integer> to,
    List<Members> given,
    List<Members> lost,
    List<String> folders) {
  static final int GONE = -1;

  /**
   * The images of a class in a label folder.
   *
   * @param folder the folder's name; {@code null} in older histories: the one that was changed
   * @param present names of the label files without extension
   * @param unknown the same, of images in which the class is unknown
   */
  public record Members(
      @Nullable String folder, int classIndex, List<String> present, List<String> unknown) {
    public Members {
      present = List.copyOf(present);
      unknown = List.copyOf(unknown);
    }
  }

  public ClassChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
    to = List.copyOf(to);
    given = List.copyOf(given);
    lost = List.copyOf(lost);
    folders = folders == null ? List.of() : List.copyOf(folders); // older histories have none
  }

  /** What it does, such as {@code Removed 'car'. Renamed 'tv' to 'television'.} */
  public String words() {
    List<String> words = new ArrayList<>();
    for (int k = 0; k < to.size(); k++) {
      int target = to.get(k);
      if (target == GONE) {
        words.add("Removed '%s'.".formatted(before.get(k)));
      } else if (!before.get(k).equals(after.get(target))) {
        boolean merged = Collections.frequency(to, target) > 1;
        words.add(
            "%s '%s' %s '%s'."
                .formatted(
                    merged ? "Merged" : "Renamed",
                    before.get(k),
                    merged ? "into" : "to",
                    after.get(target)));
      }
    }
    for (int k = 0; k < after.size(); k++) {
      if (!to.contains(k)) {
        words.add("Added '%s'.".formatted(after.get(k)));
      }
    }
    return String.join(" ", words);
  }

  /** Whether no index means another class than before, so that all label files stay as they are. */
  boolean keepsIndices() {
    return given.isEmpty() && IntStream.range(0, to.size()).allMatch(k -> to.get(k) == k);
  }

  /** Whether the images of an old class have to be listed, for the way back. */
  boolean loses(int oldClass) {
    return to.get(oldClass) == GONE || Collections.frequency(to, to.get(oldClass)) > 1;
  }

  ClassChange losing(List<Members> members) {
    return new ClassChange(before, after, to, given, members, folders);
  }

  ClassChange with(List<String> folders) {
    return new ClassChange(before, after, to, given, lost, folders);
  }

  /** The way back. */
  ClassChange reversed() {
    List<Integer> back = new ArrayList<>();
    for (int k = 0; k < after.size(); k++) {
      int old = to.lastIndexOf(k);
      back.add(old < 0 || loses(old) ? GONE : old);
    }
    return new ClassChange(after, before, back, lost, List.of(), List.of());
  }

  /** The labels of an image by the new list, but for {@link #given}. */
  ImageLabels of(ImageLabels old) {
    BitSet present = moved(old.present());
    BitSet unknown = moved(old.unknown());
    unknown.andNot(present); // of two classes that are merged, one is there
    return new ImageLabels(old.labelled(), present, unknown);
  }

  private BitSet moved(BitSet old) {
    BitSet moved = new BitSet();
    old.stream().map(to::get).filter(k -> k != GONE).forEach(moved::set);
    return moved;
  }
}
