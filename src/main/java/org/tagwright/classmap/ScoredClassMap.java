package org.tagwright.classmap;

/**
 * Where in one image a class was seen, on the coarse grid of the network's last feature maps.
 *
 * @param classIndex the class that was asked for
 * @param score its score, 0..1
 * @param cropped whether the grid lies over the central square of the picture, else over all of it
 * @param values rows × columns, row-major, from 0 (nothing) to 1 (most); all 0 where nothing speaks
 *     for the class
 */
public record ScoredClassMap(
    int classIndex, double score, boolean cropped, int rows, int columns, float[] values) {

  /** Whether anything in the picture speaks for the class. */
  public boolean anything() {
    for (float value : values) {
      if (value > 0) {
        return true;
      }
    }
    return false;
  }
}
