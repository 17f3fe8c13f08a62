package org.tagwright.classmap;

/**
 * Makes a class map a picture to lay over the image: nothing where nothing was seen, then from dark
 * violet to light yellow. The colours belong to the data and are the same in both themes: their
 * lightness rises evenly, so that it reads without colour vision too.
 */
public final class ClassMapColors {
  /** Evenly spaced over 0 to 1; red, green, blue. */
  private static final int[][] STOPS = {
    {44, 17, 95}, {114, 31, 129}, {183, 55, 121}, {241, 96, 93}, {254, 159, 109}, {252, 253, 191}
  };

  private ClassMapColors() {}

  /**
   * A picture of {@code width × height} pixels.
   *
   * @return 0xAARRGGBB, row-major, not premultiplied
   */
  public static int[] argb(ScoredClassMap map, int width, int height) {
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      double row = (y + 0.5) / height * map.rows() - 0.5;
      for (int x = 0; x < width; x++) {
        double column = (x + 0.5) / width * map.columns() - 0.5;
        pixels[y * width + x] = color(between(map, row, column));
      }
    }
    return pixels;
  }

  /** The colour of a value, the more opaque the larger it is. */
  static int color(double value) {
    double v = Math.max(0, Math.min(1, value));
    double at = v * (STOPS.length - 1);
    int low = Math.min(STOPS.length - 2, (int) at);
    int color = 0;
    for (int c = 0; c < 3; c++) {
      double mixed = STOPS[low][c] + (at - low) * (STOPS[low + 1][c] - STOPS[low][c]);
      color = color << 8 | (int) Math.round(mixed);
    }
    return (int) Math.round(255 * Math.pow(v, 0.7)) << 24 | color;
  }

  /** Between the grid's points by cubics (Catmull and Rom 1974), without overshoot of 0 and 1. */
  private static double between(ScoredClassMap map, double row, double column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    double sum = 0;
    for (int i = -1; i <= 2; i++) {
      double across = 0;
      for (int j = -1; j <= 2; j++) {
        across += weight(column - (left + j)) * at(map, top + i, left + j);
      }
      sum += weight(row - (top + i)) * across;
    }
    return sum;
  }

  private static double at(ScoredClassMap map, int row, int column) {
    int r = Math.max(0, Math.min(map.rows() - 1, row));
    int c = Math.max(0, Math.min(map.columns() - 1, column));
    return map.values()[r * map.columns() + c];
  }

  private static double weight(double distance) {
    double d = Math.abs(distance);
    if (d < 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
