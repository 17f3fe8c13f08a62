package org.tagwright.data.labels;

/**
 * What a change does to one image.
 *
 * @param stem the image's name below the image folder, without its extension
 */
public record ImageChange(String stem, ImageLabels before, ImageLabels after) {
  ImageChange reversed() {
    return new ImageChange(stem, after, before);
  }
}
