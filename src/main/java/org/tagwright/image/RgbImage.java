package org.tagwright.image;

/**
 * A decoded image, as decoders leave it and {@link Resampler} takes it: three bytes a pixel.
 *
 * @param rows height × {@link #words}; a row's samples R G B R G B …, four to an int, the first in
 *     its lowest byte. What is behind the last sample says nothing.
 */
public record RgbImage(int width, int height, int[][] rows) {
  /** The ints of a row: three for each four pixels. */
  static int words(int width) {
    return (width + 3) / 4 * 3;
  }

  /**
   * Packs pixels row by row, so that large images are not in memory twice.
   *
   * @param pixels height × width, as 0xRRGGBB; its rows are replaced
   */
  public static RgbImage ofPixels(int width, int[][] pixels) {
    for (int y = 0; y < pixels.length; y++) {
      int[] words = new int[words(width)];
      for (int x = 0; x < width; x++) {
        int samples = Integer.reverseBytes(pixels[y][x]) >>> 8;
        int bit = x % 4 * 24;
        int word = x / 4 * 3 + bit / 32;
        words[word] |= samples << bit;
        if (bit % 32 > 8) {
          words[word + 1] = samples >>> (32 - bit);
        }
      }
      pixels[y] = words;
    }
    return new RgbImage(width, pixels.length, pixels);
  }
}
