package org.tagwright.image.augment;

/**
 * How far operations go at the magnitudes 0 to 30.
 *
 * @param shear tangent of the angle
 * @param translateShare of the side, or 0
 * @param translatePixels pixels, or 0
 * @param rotate degrees
 * @param enhance what is added to or taken from a factor of 1
 * @param lostBits of the 8 of a level
 */
record OperationRange(
    double shear,
    double translateShare,
    double translatePixels,
    double rotate,
    double enhance,
    int lostBits) {
  static final OperationRange RANDAUGMENT = new OperationRange(0.3, 150.0 / 331.0, 0, 30, 0.9, 4);
  static final OperationRange TRIVIALAUGMENT = new OperationRange(0.99, 0, 32, 135, 0.99, 6);

  /** The largest magnitude. */
  static final int MOST = 30;

  /** The amount for an image of that size, without a sign. */
  double amount(Operation operation, int magnitude, int width, int height) {
    return switch (operation) {
      case IDENTITY, AUTO_CONTRAST, EQUALIZE -> 0;
      case SHEAR_X, SHEAR_Y -> between(0, shear, magnitude);
      case TRANSLATE_X -> between(0, translateShare * width + translatePixels, magnitude);
      case TRANSLATE_Y -> between(0, translateShare * height + translatePixels, magnitude);
      case ROTATE -> between(0, rotate, magnitude);
      case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> between(0, enhance, magnitude);
      case POSTERIZE -> Math.rint(8 - magnitude * lostBits / (double) MOST);
      case SOLARIZE -> between(1, 0, magnitude);
    };
  }

  /** As torch.linspace in float32: the last bit decides which level a threshold takes along. */
  private static double between(double from, double to, int magnitude) {
    float step = ((float) to - (float) from) / MOST;
    return magnitude < MOST / 2
        ? Math.fma(step, magnitude, (float) from)
        : Math.fma(-step, MOST - magnitude, (float) to);
  }
}
