package org.tagwright.image.augment;

import org.jspecify.annotations.Nullable;
import org.tagwright.common.SplitMix;
import org.tagwright.image.Region;

/**
 * A rectangle of random area, aspect and place, drawn as torchvision draws it: area uniform, aspect
 * uniform in its logarithm, again where it does not fit.
 *
 * @param leastArea share of the image's
 * @param leastAspect width / height
 * @param whole whether it may be as wide or as high as the image
 */
record RandomRegion(
    double leastArea, double mostArea, double leastAspect, double mostAspect, boolean whole) {
  private static final int ATTEMPTS = 10;

  /** What a random resized crop keeps. */
  static RandomRegion crop(double leastArea) {
    return new RandomRegion(leastArea, 1, 3 / 4.0, 4 / 3.0, true);
  }

  /** What random erasing blanks out. */
  static final RandomRegion ERASED = new RandomRegion(0.02, 0.33, 1 / 3.3, 1 / 0.3, false);

  /**
   * @return {@code null} where ten in a row did not fit
   */
  @Nullable Region draw(SplitMix random, int width, int height) {
    double leastLog = StrictMath.log(leastAspect);
    double mostLog = StrictMath.log(mostAspect);
    int most = whole ? 0 : 1;
    for (int i = 0; i < ATTEMPTS; i++) {
      double area = (double) width * height * random.between(leastArea, mostArea);
      double aspect = StrictMath.exp(random.between(leastLog, mostLog));
      int w = (int) Math.rint(Math.sqrt(area * aspect));
      int h = (int) Math.rint(Math.sqrt(area / aspect));
      if (w > 0 && h > 0 && w <= width - most && h <= height - most) {
        int top = random.nextInt(height - h + 1);
        int left = random.nextInt(width - w + 1);
        return new Region(left, top, w, h);
      }
    }
    return null;
  }

  /** The middle of the image, cut to the nearest aspect that is allowed. */
  Region middle(int width, int height) {
    double aspect = width / (double) height;
    int w = aspect > mostAspect ? (int) Math.rint(height * mostAspect) : width;
    int h = aspect < leastAspect ? (int) Math.rint(width / leastAspect) : height;
    return new Region((width - w) / 2, (height - h) / 2, w, h);
  }
}
