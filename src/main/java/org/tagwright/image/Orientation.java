package org.tagwright.image;

/**
 * How an image is to be turned before it is looked at, by Exif's tag 274.
 *
 * @param swaps whether width and height change places
 * @param fromRight whether columns of the stored image count from its right side
 * @param fromBottom whether rows of the stored image count from its lower side
 */
record Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
  /** As PIL: a value that is none of 1 to 8 changes nothing. */
  static Orientation of(int value) {
    return new Orientation(
        value >= 5 && value <= 8,
        value == 2 || value == 3 || value == 7 || value == 8,
        value == 3 || value == 4 || value == 6 || value == 7);
  }

  /** The image as it is to be looked at. */
  RgbImage apply(RgbImage image) {
    if (!swaps && !fromRight && !fromBottom) {
      return image;
    }
    int width = swaps ? image.height() : image.width();
    int height = swaps ? image.width() : image.height();
    RgbImage.Builder turned = new RgbImage.Builder(width, height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swaps ? y : x;
        int line = swaps ? x : y;
        row[x] =
            image.pixel(
                fromRight ? image.width() - 1 - column : column,
                fromBottom ? image.height() - 1 - line : line);
      }
      turned.add(row);
    }
    return turned.build();
  }
}
