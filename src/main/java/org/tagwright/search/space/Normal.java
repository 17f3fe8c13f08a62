package org.tagwright.search.space;

import org.tagwright.common.SplitMix;

/** The standard normal distribution. */
final class Normal {
  private static final double SERIES_UNTIL = 3;
  private static final int FRACTION_TERMS = 60;

  private Normal() {}

  /** A number drawn from it (Box and Muller 1958). */
  static double draw(SplitMix random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** The probability between two numbers, exact far from the middle, too. */
  static double between(double from, double to) {
    // In the upper tail both are near 1, and their difference would be lost.
    return from > 0 ? below(-from) - below(-to) : below(to) - below(from);
  }

  /** The probability below a number. */
  static double below(double x) {
    double positive = Math.abs(x);
    double tail =
        positive < SERIES_UNTIL ? 0.5 - middle(positive) : density(positive) / fraction(positive);
    return x < 0 ? tail : 1 - tail;
  }

  /** The probability from 0 to x, as a series. */
  private static double middle(double x) {
    double term = x;
    double sum = x;
    for (int odd = 3; term > sum * 1e-17; odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return density(x) * sum;
  }

  /** Of Mills' ratio, which is one over it. */
  private static double fraction(double x) {
    double value = x;
    for (int term = FRACTION_TERMS; term > 0; term--) {
      value = x + term / value;
    }
    return value;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
