package org.tagwright.data.labels;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.data.LabelSet;

/**
 * An image whose labels on disk are not those that a change begins with: somebody else has changed
 * or deleted its label file since it was read. It was left as it is.
 *
 * @param wanted the change that was not made
 * @param found the labels on disk now
 */
public record LabelConflict(ImageChange wanted, ImageLabels found) {

  static List<LabelConflict> of(List<ImageChange> wanted, ImageLabelFiles files) {
    List<LabelConflict> conflicts = new ArrayList<>();
    for (ImageChange image : wanted) {
      ImageLabels found = files.read(image.stem());
      if (!found.equals(image.before())) {
        conflicts.add(new LabelConflict(image, found));
      }
    }
    return conflicts;
  }

  /** One sentence, with both contents. */
  public String toText(LabelSet classes) {
    return "The labels of "
        + wanted.stem()
        + " were not changed: "
        + (found.labelled()
            ? "somebody else has changed them meanwhile; they are now "
                + LabelText.of(found, classes)
            : "its label file has vanished")
        + ". They were "
        + LabelText.of(wanted.before(), classes)
        + " and would have become "
        + LabelText.of(wanted.after(), classes)
        + ".";
  }
}
