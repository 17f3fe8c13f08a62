package org.tagwright.data.survey;

import java.util.Arrays;
import org.tagwright.image.RgbImage;

/** What is kept of an image to find duplicates: a hash of its pixels, and a tiny gray copy. */
public final class PerceptualHash {
  private static final int COLUMNS = 17;
  private static final int ROWS = 16;

  /** Images that differ in at most so many of 256 bits may be near duplicates. */
  static final int NEAR_BITS = 15;

  /** … and are, when their gray copies differ by at most so much on average, grey levels. */
  private static final int NEAR_LEVELS = 6;

  /** 16-bit pieces of the hash; of near duplicates at least one piece is equal. */
  public static final int PIECES = 16;

  private final long exact;
  private final byte[] gray;

  /** Whether each cell is brighter than its right neighbour, 256 bits. */
  private final long[] bits;

  private PerceptualHash(long exact, byte[] gray, long[] bits) {
    this.exact = exact;
    this.gray = gray;
    this.bits = bits;
  }

  public static PerceptualHash of(RgbImage image) {
    long hash = image.width() * 31L + image.height();
    for (int[] row : image.rows()) {
      for (int pixel : row) {
        hash = (hash ^ pixel) * 0x100000001B3L; // FNV-1a
        hash ^= hash >>> 29;
      }
    }
    byte[] rgb = image.stretched(COLUMNS, ROWS);
    byte[] gray = new byte[COLUMNS * ROWS];
    for (int i = 0; i < gray.length; i++) {
      int sum =
          77 * (rgb[3 * i] & 0xFF) + 150 * (rgb[3 * i + 1] & 0xFF) + 29 * (rgb[3 * i + 2] & 0xFF);
      gray[i] = (byte) (sum >> 8);
    }
    long[] bits = new long[4];
    for (int i = 0; i < 256; i++) {
      int at = (i >> 4) * COLUMNS + (i & 15);
      if ((gray[at] & 0xFF) > (gray[at + 1] & 0xFF)) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return new PerceptualHash(hash, gray, bits);
  }

  /** Equal ones decode to the same pixels, but for a chance of 1 in 2^64. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PerceptualHash hash
        && exact == hash.exact
        && Arrays.equals(gray, hash.gray);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(exact);
  }

  /** Whether they look alike. */
  public boolean near(PerceptualHash other) {
    int different = 0;
    for (int i = 0; i < bits.length; i++) {
      different += Long.bitCount(bits[i] ^ other.bits[i]);
    }
    if (different > NEAR_BITS) {
      return false;
    }
    int levels = 0;
    for (int i = 0; i < gray.length; i++) {
      levels += Math.abs((gray[i] & 0xFF) - (other.gray[i] & 0xFF));
    }
    return levels <= NEAR_LEVELS * gray.length;
  }

  /** A piece of the hash, 16 bits. */
  public int piece(int number) {
    return (int) (bits[number >> 2] >>> (16 * (number & 3))) & 0xFFFF;
  }
}
