package org.tagwright.classmap;

/**
 * Where in one image a class was seen, on the coarse grid of the network's last feature maps.
 *
 * @param classIndex the class that was asked for
 * @param score its score, 0..1
 * @param crop side of the central square that the grid lies over, as a fraction of the image's
 *     shortest side; 0 where it lies over the whole image
 * @param values rows × columns, row-major, from 0 (nothing) to 1 (most); all 0 where nothing speaks
 *     for the class
 */
public record ScoredClassMap(
    int classIndex, double score, double crop, int rows, int columns, float[] values) {

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
