package org.tagwright.image;

import java.util.Arrays;

/**
 * The weights of a {@link Resampler} along one axis. Output i is Σ weights[i][k] · input[first[i] +
 * k].
 */
final class Axis {
  /** Fractional bits of a weight: with the 8 of a channel they fill half an int. */
  static final int PRECISION_BITS = 8;

  private final int[] first;
  private final int[][] weights;

  private Axis(int[] first, int[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  int outputs() {
    return first.length;
  }

  /** The first input that output {@code i} is made of. */
  int first(int i) {
    return first[i];
  }

  /** The weights of that input and those after it, for output {@code i}. */
  int[] weights(int i) {
    return weights[i];
  }

  /**
   * @param from where the kept part of the output begins
   * @param kept how many output pixels are kept
   */
  static Axis of(int input, int output, int from, int kept) {
    double scale = input / (double) output;
    double support = Math.max(scale, 1.0);
    int[] first = new int[kept];
    int[][] weights = new int[kept][];
    for (int i = 0; i < kept; i++) {
      double center = (from + i + 0.5) * scale;
      int low = Math.max(0, (int) (center - support + 0.5));
      int high = Math.min(input, (int) (center + support + 0.5));
      double[] exact = new double[high - low];
      for (int k = 0; k < exact.length; k++) {
        exact[k] = Math.max(0, 1 - Math.abs((low + k - center + 0.5) / support));
      }
      first[i] = low;
      weights[i] = rounded(exact);
    }
    return new Axis(first, weights);
  }

  /** The same weights, of an input that begins further on. */
  Axis from(int offset) {
    return new Axis(Arrays.stream(first).map(i -> i + offset).toArray(), weights);
  }

  /** Rounds the running sum and not each weight: so they add up to one, wherever one stops. */
  private static int[] rounded(double[] exact) {
    double whole = Arrays.stream(exact).sum();
    int[] weights = new int[exact.length];
    double sum = 0;
    int before = 0;
    for (int k = 0; k < exact.length; k++) {
      sum += exact[k];
      int now = (int) Math.round(sum / whole * (1 << PRECISION_BITS));
      weights[k] = now - before;
      before = now;
    }
    return weights;
  }
}
