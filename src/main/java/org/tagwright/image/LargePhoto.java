package org.tagwright.image;

import org.tagwright.config.ExperimentConfig.ResizeMode;

/**
 * Photos of 12 megapixels and more, read at a quarter of their size: libjpeg-turbo leaves out what
 * a reduction to an eleventh and less would average away anyway, which is 1.8 times as fast.
 * Resized to the network's input, photos differ from those read whole by at most 8 grey levels, and
 * by half a level on average.
 */
final class LargePhoto {
  private static final long PIXELS = 12_000_000;

  private static final int REDUCTION = 4;

  /** Pixels per pixel of the result, along each side: with fewer, sharp edges begin to differ. */
  private static final int REDUCED_BY = 11;

  private LargePhoto() {}

  /**
   * The reduction at which a JPEG of that size is read for that input: 4, or 1. Sides that are no
   * multiple of it would end in a part of a pixel, which would shift all others.
   */
  static int reduction(int width, int height, NetworkInput input) {
    int resized = input.resize() == ResizeMode.SQUASH ? input.side() : input.resizeSize();
    boolean serves =
        (long) width * height >= PIXELS
            && width % REDUCTION == 0
            && height % REDUCTION == 0
            && Math.min(width, height) >= REDUCED_BY * resized;
    return serves ? REDUCTION : 1;
  }
}
