package org.tagwright.image.resample;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/**
 * The weights of a {@link Resampler} along one axis. Output i is Σ weights[i][k] · input[first[i] +
 * k].
 */
final class Axis {
  /** Fractional bits of a weight: with the 8 of a channel they fill half an int. */
  static final int PRECISION_BITS = 8;

  /** Fractional bits of PIL's weights. */
  static final int PIL_PRECISION_BITS = 22;

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

  /** The first input that any output is made of. */
  int first() {
    return first[0];
  }

  /** How many inputs, from that one on, outputs are made of. */
  int inputs() {
    int last = outputs() - 1;
    return first[last] + weights[last].length - first[0];
  }

  /** A triangle; the weights of an output add up to one. */
  static Axis bilinear(Span span) {
    return of(
        span, 1, (distance, width) -> Math.max(0, 1 - Math.abs(distance / width)), Axis::rounded);
  }

  /** Two cubic pieces with a = −0.5, as in PIL, and rounded as there. */
  static Axis bicubic(Span span) {
    return of(
        span,
        2,
        (distance, width) -> cubic(Math.abs(distance * (1 / width))),
        Axis::roundedAsInPil);
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }

  /**
   * @param reach how far the filter reaches in each direction where nothing is reduced
   * @param filter its value at a distance, for the width of a pixel
   */
  private static Axis of(
      Span span, int reach, DoubleBinaryOperator filter, Function<double[], int[]> rounding) {
    double scale = span.input() / (double) span.output();
    double width = Math.max(scale, 1.0);
    double support = reach * width;
    int[] first = new int[span.kept()];
    int[][] weights = new int[span.kept()][];
    for (int i = 0; i < span.kept(); i++) {
      double center = (span.from() + i + 0.5) * scale;
      int low = Math.max(0, (int) (center - support + 0.5));
      int high = Math.min(span.input(), (int) (center + support + 0.5));
      double[] exact = new double[high - low];
      for (int k = 0; k < exact.length; k++) {
        exact[k] = filter.applyAsDouble(low + k - center + 0.5, width);
      }
      first[i] = span.offset() + low;
      weights[i] = rounding.apply(exact);
    }
    return new Axis(first, weights);
  }

  private static int[] roundedAsInPil(double[] exact) {
    double whole = 0;
    for (double weight : exact) {
      whole += weight;
    }
    int[] weights = new int[exact.length];
    for (int k = 0; k < exact.length; k++) {
      double weight = exact[k] / whole * (1 << PIL_PRECISION_BITS);
      weights[k] = (int) (weight + Math.copySign(0.5, weight));
    }
    return weights;
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
