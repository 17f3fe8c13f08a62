package org.tagwright.data.labels;

import java.util.BitSet;
import java.util.stream.Collectors;
import org.tagwright.data.LabelSet;

/** Labels of an image as words. */
public final class LabelText {
  private LabelText() {}

  /** Such as {@code cat, dog; unknown: bird}. */
  public static String of(ImageLabels labels, LabelSet classes) {
    if (!labels.labelled()) {
      return "no label file";
    }
    BitSet unknown = labels.unknown();
    String present = names(labels.present(), classes);
    return (present.isEmpty() ? "no classes" : present)
        + (unknown.isEmpty() ? "" : "; unknown: " + names(unknown, classes));
  }

  private static String names(BitSet indices, LabelSet classes) {
    return indices.stream()
        .mapToObj(i -> i < classes.size() ? classes.name(i) : "class " + i)
        .collect(Collectors.joining(", "));
  }
}
