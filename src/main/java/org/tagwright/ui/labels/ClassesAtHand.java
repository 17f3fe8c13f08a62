package org.tagwright.ui.labels;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The classes that a person reaches fastest: nine on the number keys, and all of them in the order
 * in which a typed name is completed. A class keeps its key: another one that is used takes the key
 * that was not used for longest, never one that is pinned.
 */
public final class ClassesAtHand {
  /** The number keys 1 to 9. */
  public static final int KEYS = 9;

  private static final int NONE = -1;

  private final List<String> classes;
  private final List<String> folded;
  private final int[] counts;
  private final int[] keys = new int[KEYS];
  private final Map<Integer, Integer> lastUse = new HashMap<>(); // the later, the greater
  private final Set<Integer> pinned = new TreeSet<>();
  private int uses;

  /**
   * @param classes names by index
   * @param counts how often each occurs; the most frequent get keys before any is used
   */
  public ClassesAtHand(List<String> classes, int[] counts) {
    this.classes = List.copyOf(classes);
    this.folded = classes.stream().map(ClassesAtHand::fold).toList();
    this.counts = counts.clone();
    Arrays.fill(keys, NONE);
    List<Integer> frequent = byFrequency();
    for (int i = 0; i < Math.min(KEYS, frequent.size()); i++) {
      keys[i] = frequent.get(i);
    }
  }

  private List<Integer> byFrequency() {
    return IntStream.range(0, classes.size())
        .boxed()
        .sorted(Comparator.comparingInt((Integer k) -> -counts[k]))
        .toList();
  }

  /** The class on a number key from 1, or -1. */
  public int onKey(int number) {
    return number < 1 || number > KEYS ? NONE : keys[number - 1];
  }

  /** The number key of a class from 1, or 0. */
  public int keyOf(int classIndex) {
    for (int i = 0; i < KEYS; i++) {
      if (keys[i] == classIndex) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The classes on the number keys, in their order. */
  public List<Integer> onKeys() {
    return Arrays.stream(keys).filter(k -> k != NONE).boxed().toList();
  }

  public boolean pinned(int classIndex) {
    return pinned.contains(classIndex);
  }

  /** A person gave an image the class, or took it away. */
  public void used(int classIndex) {
    lastUse.put(classIndex, ++uses);
    if (keyOf(classIndex) == 0) {
      int longestUnused = freeKey();
      if (longestUnused >= 0) {
        keys[longestUnused] = classIndex;
      }
    }
  }

  /** Keeps a class on its key for good, or lets others have it again. */
  public void pin(int classIndex, boolean keep) {
    if (!keep) {
      pinned.remove(classIndex);
    } else if (keyOf(classIndex) > 0 || freeKey() >= 0) {
      if (keyOf(classIndex) == 0) {
        keys[freeKey()] = classIndex;
      }
      pinned.add(classIndex);
    }
  }

  /** The unpinned key whose class was not used for longest, the last one of those; -1: none. */
  private int freeKey() {
    int found = -1;
    for (int i = 0; i < KEYS; i++) {
      boolean free = keys[i] == NONE || !pinned.contains(keys[i]);
      if (free && (found < 0 || age(keys[i]) <= age(keys[found]))) {
        found = i;
      }
    }
    return found;
  }

  private int age(int classIndex) {
    return classIndex == NONE ? -1 : lastUse.getOrDefault(classIndex, 0);
  }

  /**
   * The classes that a typed text may mean, the likeliest first: those whose name or one of whose
   * words begins with it, then those that have it inside; among equals those used last, then the
   * frequent ones. Nothing typed: all.
   */
  public List<Integer> complete(String typed) {
    String wanted = fold(typed);
    List<Integer> found = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      if (rank(k, wanted) >= 0) {
        found.add(k);
      }
    }
    found.sort(
        Comparator.comparingInt((Integer k) -> rank(k, wanted))
            .thenComparing(k -> -lastUse.getOrDefault(k, 0))
            .thenComparing(k -> -counts[k]));
    return found;
  }

  private int rank(int classIndex, String wanted) {
    String name = folded.get(classIndex);
    if (wanted.isEmpty()) {
      return 0;
    }
    if (name.startsWith(wanted)) {
      return name.equals(wanted) ? 0 : 1;
    }
    int at = name.indexOf(wanted);
    return at < 0 ? -1 : Character.isLetterOrDigit(name.charAt(at - 1)) ? 3 : 2;
  }

  /** Case and accents make no difference to who types. */
  private static String fold(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  // What is remembered: names, since indices change with the class list.

  /** The names on the keys in their order, with a leading * where pinned. */
  public List<String> toLines() {
    return onKeys().stream().map(k -> (pinned.contains(k) ? "*" : "") + classes.get(k)).toList();
  }

  /** Puts the classes of {@link #toLines} on their keys, as far as they still exist. */
  public void restore(List<String> lines) {
    List<Integer> known = new ArrayList<>();
    for (String line : lines) {
      boolean keep = line.startsWith("*");
      int k = classes.indexOf(keep ? line.substring(1) : line);
      if (k >= 0 && known.size() < KEYS && !known.contains(k)) {
        known.add(k);
        if (keep) {
          pinned.add(k);
        }
      }
    }
    List<Integer> rest = new ArrayList<>(onKeys());
    rest.removeAll(known);
    known.addAll(rest);
    for (int i = 0; i < KEYS; i++) {
      keys[i] = i < known.size() ? known.get(i) : NONE;
    }
  }
}
