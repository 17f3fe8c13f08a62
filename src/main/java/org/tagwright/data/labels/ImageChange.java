package org.tagwright.data.labels;

import org.tagwright.data.labels.ImageLabels.State;

/**
 * What a change does to one image.
 *
 * @param stem the image's name below the image folder, without its extension
 */
public record ImageChange(String stem, ImageLabels before, ImageLabels after) {
  ImageChange reversed() {
    return new ImageChange(stem, after, before);
  }

  /** The labels without the change: only classes that it changed and that are as it left them. */
  ImageLabels takenBackFrom(ImageLabels now) {
    if (now.equals(after)) {
      return before;
    }
    ImageLabels result = now;
    int classes = Math.max(before.length(), after.length());
    for (int c = 0; now.labelled() && c < classes; c++) {
      State left = after.state(c);
      if (left != before.state(c) && left == now.state(c)) {
        result = result.with(c, before.state(c));
      }
    }
    return result;
  }
}
