package org.tagwright.image.augment;

/**
 * Between an image without a quality (colour, sharpness, …) and the image itself, and beyond: a
 * factor of 0 takes the quality away, 1 changes nothing, 2 doubles it. As PIL's ImageEnhance.
 */
final class Blend {
  private Blend() {}

  /** In float32 and cut, not rounded, as PIL does. */
  static int of(int without, int with, float factor) {
    float level = without + factor * (with - without);
    return Math.max(0, Math.min(255, (int) level));
  }

  /** The luma of a pixel by ITU-R 601-2, rounded. */
  static int luma(byte[] samples, int at) {
    return ((samples[at] & 0xFF) * 19595
            + (samples[at + 1] & 0xFF) * 38470
            + (samples[at + 2] & 0xFF) * 7471
            + 0x8000)
        >> 16;
  }

  static int meanLuma(Pixels image) {
    byte[] samples = image.samples();
    long sum = 0;
    for (int i = 0; i < samples.length; i += 3) {
      sum += luma(samples, i);
    }
    return (int) (sum / (samples.length / 3.0) + 0.5);
  }

  static void color(Pixels image, float factor) {
    byte[] samples = image.samples();
    for (int i = 0; i < samples.length; i += 3) {
      int gray = luma(samples, i);
      samples[i] = (byte) of(gray, samples[i] & 0xFF, factor);
      samples[i + 1] = (byte) of(gray, samples[i + 1] & 0xFF, factor);
      samples[i + 2] = (byte) of(gray, samples[i + 2] & 0xFF, factor);
    }
  }

  /** Against the mean of 3 × 3 pixels in which the middle one counts five times. Keeps the edge. */
  static void sharpness(Pixels image, float factor) {
    byte[] from = image.samples();
    byte[] to = image.spare();
    System.arraycopy(from, 0, to, 0, from.length);
    int row = image.width() * 3;
    int[] columns = new int[row];
    for (int y = 1; y < image.height() - 1; y++) {
      int at = y * row;
      for (int x = 0; x < row; x++) {
        columns[x] =
            (from[at - row + x] & 0xFF) + (from[at + x] & 0xFF) + (from[at + row + x] & 0xFF);
      }
      for (int x = 3; x < row - 3; x++) {
        int level = from[at + x] & 0xFF;
        int sum = columns[x - 3] + columns[x] + columns[x + 3] + 4 * level;
        to[at + x] = (byte) of((sum + 6) / 13, level, factor);
      }
    }
    image.turn();
  }
}
