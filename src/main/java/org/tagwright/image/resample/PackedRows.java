package org.tagwright.image.resample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of an image as decoders leave them and a {@link Resampler} takes them: samples R G B R G B
 * …, four to an int, the first in its lowest byte. What is behind the last sample says nothing.
 */
public final class PackedRows {
  private PackedRows() {}

  /** The ints of a row: three for each four pixels. */
  public static int words(int width) {
    return (width + 3) / 4 * 3;
  }

  /** As many rows as can be swapped with columns, four by four. */
  static int whole(int height) {
    return (height + 3) / 4 * 4;
  }

  /** Room for an image. */
  static int[][] room(int height, int width) {
    return new int[whole(height)][words(width)];
  }

  /** Copies the first samples of a row to row {@code y} of an image of plain bytes. */
  static void store(int[] row, int length, int y, byte[] into) {
    int at = y * length;
    ByteBuffer.wrap(into, at, length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .put(row, 0, length / 4);
    for (int i = length / 4 * 4; i < length; i++) {
      into[at + i] = (byte) (row[i / 4] >>> (i % 4 * 8));
    }
  }

  /**
   * Rows become columns: four pixels, which are three ints, of four rows at a time.
   *
   * @param rows a multiple of four
   * @param height how many of them count
   * @param from the first int of a row that is read
   * @param words how many are read
   */
  static void swap(int[][] rows, int height, int from, int words, int[][] columns) {
    for (int y = 0; y < height; y += 4) {
      int[] r = rows[y];
      int[] s = rows[y + 1];
      int[] t = rows[y + 2];
      int[] u = rows[y + 3];
      int to = y / 4 * 3;
      for (int i = from, x = 0; i < from + words; i += 3, x += 4) {
        put(columns[x], to, r[i], s[i], t[i], u[i]);
        put(
            columns[x + 1],
            to,
            r[i] >>> 24 | r[i + 1] << 8,
            s[i] >>> 24 | s[i + 1] << 8,
            t[i] >>> 24 | t[i + 1] << 8,
            u[i] >>> 24 | u[i + 1] << 8);
        put(
            columns[x + 2],
            to,
            r[i + 1] >>> 16 | r[i + 2] << 16,
            s[i + 1] >>> 16 | s[i + 2] << 16,
            t[i + 1] >>> 16 | t[i + 2] << 16,
            u[i + 1] >>> 16 | u[i + 2] << 16);
        put(columns[x + 3], to, r[i + 2] >>> 8, s[i + 2] >>> 8, t[i + 2] >>> 8, u[i + 2] >>> 8);
      }
    }
  }

  /** Four pixels, in the lower three bytes of ints. */
  private static void put(int[] row, int at, int a, int b, int c, int d) {
    row[at] = (a & 0xFFFFFF) | b << 24;
    row[at + 1] = (b >>> 8 & 0xFFFF) | c << 16;
    row[at + 2] = (c >>> 16 & 0xFF) | d << 8;
  }
}
