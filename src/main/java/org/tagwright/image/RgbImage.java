package org.tagwright.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tagwright.image.resample.PackedRows;
import org.tagwright.image.resample.Resampler;

/**
 * A decoded image, as decoders leave it and {@link Resampler} takes it: three bytes per pixel.
 *
 * @param rows height × ints, packed as {@link PackedRows} says
 */
public record RgbImage(int width, int height, int[][] rows) {
  /**
   * @param pixels height × width, as 0xRRGGBB
   */
  public static RgbImage ofPixels(int width, int[][] pixels) {
    Builder image = new Builder(width, pixels.length);
    for (int[] row : pixels) {
      image.add(row);
    }
    return image.build();
  }

  /** The whole image in another size, both sides on their own: RGB bytes, row by row. */
  public byte[] stretched(int toWidth, int toHeight) {
    byte[] rgb = new byte[toWidth * toHeight * 3];
    Resampler.middle(width, height, toWidth, toHeight, toWidth, toHeight).resize(rows, rgb);
    return rgb;
  }

  /** The bytes that {@link #ofSamples} needs for an image. */
  static long room(int width, int height) {
    return (long) width * height * 3;
  }

  /**
   * Takes over samples R G B R G B …, row by row without gaps.
   *
   * @param samples at least {@link #room} bytes
   * @param used an image whose rows may be overwritten, or {@code null}
   */
  static RgbImage ofSamples(ByteBuffer samples, int width, int height, RgbImage used) {
    boolean fits = used != null && used.width == width && used.height == height;
    int[][] rows = fits ? used.rows : new int[height][PackedRows.words(width)];
    for (int y = 0; y < height; y++) {
      copy(samples, y * width * 3, rows[y], width);
    }
    return new RgbImage(width, height, rows);
  }

  /** Copies the samples of one row from a place in {@code samples}. */
  static void copy(ByteBuffer samples, int from, int[] row, int width) {
    int length = width * 3;
    int whole = length / 4;
    ByteBuffer bytes = samples.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().get(row, 0, whole);
    for (int i = whole * 4; i < length; i++) {
      row[whole] =
          i % 4 == 0 ? bytes.get(i) & 0xFF : row[whole] | (bytes.get(i) & 0xFF) << (i % 4 * 8);
    }
  }

  /** The colour of a pixel, as 0xRRGGBB. */
  int pixel(int x, int y) {
    int bit = x % 4 * 24;
    int word = x / 4 * 3 + bit / 32;
    long two = rows[y][word] & 0xFFFFFFFFL;
    if (bit % 32 > 8) {
      two |= (long) rows[y][word + 1] << 32;
    }
    return Integer.reverseBytes((int) (two >>> (bit % 32))) >>> 8;
  }

  /** Packs pixels 0xRRGGBB into a row that is all zeros. */
  static void pack(int[] pixels, int[] row) {
    for (int x = 0; x < pixels.length; x++) {
      int samples = Integer.reverseBytes(pixels[x]) >>> 8;
      int bit = x % 4 * 24;
      int word = x / 4 * 3 + bit / 32;
      row[word] |= samples << bit;
      if (bit % 32 > 8) {
        row[word + 1] = samples >>> (32 - bit);
      }
    }
  }

  /** Packs pixels row by row, so that large images are not in memory twice. */
  static final class Builder {
    private final int width;
    private final int[][] rows;
    private int added;

    Builder(int width, int height) {
      this.width = width;
      this.rows = new int[height][];
    }

    /**
     * Adds the next row.
     *
     * @param pixels as 0xRRGGBB; what is above these bits says nothing
     */
    void add(int[] pixels) {
      int[] words = new int[PackedRows.words(width)];
      pack(pixels, words);
      rows[added++] = words;
    }

    RgbImage build() {
      return new RgbImage(width, rows.length, rows);
    }
  }
}
