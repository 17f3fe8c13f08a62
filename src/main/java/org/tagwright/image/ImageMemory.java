package org.tagwright.image;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of all images that are being decoded at the same moment, whatever the number of
 * threads: who would exceed it waits until others are done. Small images are not counted.
 */
final class ImageMemory {
  /** A third of the heap: the rest is the network's, the batches' and the files'. */
  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 3;

  /** An image that takes more of the heap than this cannot be decoded even alone. */
  private static final long MOST_ALONE = Runtime.getRuntime().maxMemory() / 4 * 3;

  /** Images up to this size are decoded without counting, and kept for the next to overwrite. */
  static final long SMALL_PIXELS = 1L << 22;

  private static final int UNIT = 1 << 16;

  private static final Semaphore FREE = new Semaphore(units(MOST_BYTES), true);

  private ImageMemory() {}

  /** What is done while an image is in memory. */
  @FunctionalInterface
  interface Decoding<T> {
    T decode() throws ImageUnreadableException;
  }

  /**
   * Waits for the memory, then decodes.
   *
   * @param bytesPerPixel what decoding takes at its peak
   * @throws ImageUnreadableException also where the image is too large for this heap
   */
  static <T> T within(long width, long height, int bytesPerPixel, Decoding<T> decoding)
      throws ImageUnreadableException {
    long pixels = width * height;
    if (pixels <= SMALL_PIXELS) {
      return decoding.decode();
    }
    if (pixels * bytesPerPixel > MOST_ALONE) {
      throw tooLarge(width, height, null);
    }
    int claimed = units(Math.min(MOST_BYTES, pixels * bytesPerPixel));
    FREE.acquireUninterruptibly(claimed);
    try {
      return decoding.decode();
    } catch (OutOfMemoryError e) {
      // One allocation of hundreds of megabytes failed; what it was for is already garbage.
      throw tooLarge(width, height, e);
    } finally {
      FREE.release(claimed);
    }
  }

  private static int units(long bytes) {
    return (int) Math.max(1, bytes / UNIT);
  }

  private static ImageUnreadableException tooLarge(long width, long height, Throwable cause) {
    return new ImageUnreadableException(
        "its "
            + width
            + " × "
            + height
            + " pixels do not fit in Java's memory; give it more, for example"
            + " TAGWRIGHT_OPTS=-Xmx4g",
        cause);
  }
}
