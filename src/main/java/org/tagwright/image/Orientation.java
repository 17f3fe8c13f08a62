package org.tagwright.image;

/** How an image is to be turned before it is looked at: the values of Exif's tag 274. */
enum Orientation {
  AS_IS,
  MIRRORED,
  UPSIDE_DOWN,
  FLIPPED,
  TRANSPOSED,
  TURNED_RIGHT,
  TRANSVERSED,
  TURNED_LEFT;

  /** As PIL: what is no such value changes nothing. */
  static Orientation of(TiffTags tags) {
    int value = tags.value(TiffTags.ORIENTATION, 1);
    return value >= 1 && value <= 8 ? values()[value - 1] : AS_IS;
  }

  /** Whether width and height change places. */
  private boolean swaps() {
    return ordinal() >= TRANSPOSED.ordinal();
  }

  private boolean fromRight() {
    return this == MIRRORED || this == UPSIDE_DOWN || this == TRANSVERSED || this == TURNED_LEFT;
  }

  private boolean fromBottom() {
    return this == UPSIDE_DOWN || this == FLIPPED || this == TURNED_RIGHT || this == TRANSVERSED;
  }

  /** The image as it is to be looked at. */
  RgbImage apply(RgbImage image) {
    if (this == AS_IS) {
      return image;
    }
    int width = swaps() ? image.height() : image.width();
    int height = swaps() ? image.width() : image.height();
    RgbImage.Builder turned = new RgbImage.Builder(width, height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swaps() ? y : x;
        int line = swaps() ? x : y;
        row[x] =
            image.pixel(
                fromRight() ? image.width() - 1 - column : column,
                fromBottom() ? image.height() - 1 - line : line);
      }
      turned.add(row);
    }
    return turned.build();
  }
}
