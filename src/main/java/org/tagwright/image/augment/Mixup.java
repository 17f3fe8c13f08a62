package org.tagwright.image.augment;

import java.nio.ByteBuffer;
import org.tagwright.common.SplitMix;

/** Blends of two images and their targets (Zhang et al. 2018), a share of its own for each. */
final class Mixup {
  /** Shares are counted in these, so that pixels need no floating point. */
  private static final int WHOLE = 1 << 15;

  private Mixup() {}

  /** Beta(α, α), by two gamma variates. */
  static double share(double alpha, SplitMix random) {
    double a = logGamma(alpha, random);
    double b = logGamma(alpha, random);
    return 1 / (1 + StrictMath.exp(b - a));
  }

  /** The logarithm of a gamma variate (Marsaglia and Tsang 2000): for a small α it would be 0. */
  private static double logGamma(double alpha, SplitMix random) {
    double shape = alpha < 1 ? alpha + 1 : alpha;
    double boost = alpha < 1 ? StrictMath.log(1 - random.nextDouble()) / alpha : 0;
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = gaussian(random);
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v > 0) {
        double logV = StrictMath.log(v);
        double logU = StrictMath.log(1 - random.nextDouble());
        if (logU < x * x / 2 + d - d * v + d * logV) {
          return StrictMath.log(d) + logV + boost;
        }
      }
    }
  }

  private static double gaussian(SplitMix random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** From the last image to the first, since each needs the one before it as it was. */
  static void mix(double[] shares, ByteBuffer pixels, int bytes) {
    int last = shares.length - 1;
    byte[] image = new byte[bytes];
    byte[] other = new byte[bytes];
    byte[] end = new byte[bytes];
    pixels.get(last * bytes, end);
    for (int i = last; i >= 0; i--) {
      pixels.get(i * bytes, image);
      if (i > 0) {
        pixels.get((i - 1) * bytes, other);
      }
      blend(image, i > 0 ? other : end, (int) Math.rint(shares[i] * WHOLE));
      pixels.put(i * bytes, image);
    }
  }

  private static void blend(byte[] image, byte[] other, int share) {
    int rest = WHOLE - share;
    for (int i = 0; i < image.length; i++) {
      image[i] =
          (byte) (((image[i] & 0xFF) * share + (other[i] & 0xFF) * rest + WHOLE / 2) / WHOLE);
    }
  }

  /**
   * What is unknown (NaN) in one of two images is unknown in the mixed one.
   *
   * @param targets images × classes, row-major
   */
  static void mix(double[] shares, float[] targets) {
    float[] before = targets.clone();
    int classes = targets.length / shares.length;
    for (int i = 0; i < shares.length; i++) {
      int other = (i + shares.length - 1) % shares.length;
      for (int k = 0; k < classes; k++) {
        float mine = before[i * classes + k];
        float others = before[other * classes + k];
        targets[i * classes + k] = (float) (shares[i] * mine + (1 - shares[i]) * others);
      }
    }
  }
}
