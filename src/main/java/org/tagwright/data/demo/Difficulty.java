package org.tagwright.data.demo;

import java.util.Locale;

/** How hard demo scenes are to recognize. */
public enum Difficulty {
  /** A few large objects in their typical colours; training and test images alike. */
  EASY,
  /**
   * Small objects that overlap, in any colour, among shapes that belong to no class. Test images
   * are seen from further aside and in other light than training images.
   */
  HARD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
