package org.tagwright.search.space;

import java.util.Arrays;
import java.util.List;
import org.tagwright.common.SplitMix;

/**
 * A Parzen estimator: how densely good, or bad, values of one setting lie. A mixture of one kernel
 * per observation and a wide one, the prior, as described by Bergstra et al. 2011 and Watanabe
 * 2023.
 */
public interface Density {
  /** Weighs like one observation. */
  double PRIOR_WEIGHT = 1;

  /** So many of the newest observations have full weight. */
  int FULL_WEIGHTS = 25;

  /** A number of the domain, drawn. */
  double draw(SplitMix random);

  /** Natural logarithm of the density at a number of the domain, on its scale. */
  double log(double number);

  /**
   * @param observed numbers of the domain, the oldest first
   */
  static Density of(Domain domain, List<Double> observed) {
    double[] weights = weights(observed.size());
    if (domain instanceof Domain.Range range) {
      return NumberDensity.of(range, observed, weights);
    }
    return ChoiceDensity.of((Domain.Choices) domain, observed, weights);
  }

  /** Of the observations and, last, the prior; their sum is 1. Old ones fade linearly. */
  private static double[] weights(int observed) {
    double[] weights = new double[observed + 1];
    Arrays.fill(weights, 1);
    int fading = observed - FULL_WEIGHTS;
    for (int i = 0; i < fading; i++) {
      double oldest = 1.0 / observed;
      weights[i] = fading == 1 ? oldest : oldest + (1 - oldest) * i / (fading - 1);
    }
    weights[observed] = PRIOR_WEIGHT;
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** A place, drawn with those probabilities. */
  static int place(double[] probabilities, SplitMix random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length - 1; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }
}
