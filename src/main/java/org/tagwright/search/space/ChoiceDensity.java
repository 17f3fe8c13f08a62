package org.tagwright.search.space;

import java.util.List;
import org.tagwright.common.SplitMix;

/**
 * Over values without an order.
 *
 * @param probabilities of the choices; their sum is 1
 */
record ChoiceDensity(double[] probabilities) implements Density {
  static ChoiceDensity of(Domain.Choices choices, List<Double> observed, double[] weights) {
    int count = choices.values().size();
    double[] probabilities = new double[count];
    double spread = PRIOR_WEIGHT / weights.length;
    for (int kernel = 0; kernel < weights.length; kernel++) {
      boolean prior = kernel == observed.size();
      double sum = spread * count + (prior ? 0 : 1);
      for (int choice = 0; choice < count; choice++) {
        double seen = !prior && observed.get(kernel) == choice ? 1 : 0;
        probabilities[choice] += weights[kernel] * (spread + seen) / sum;
      }
    }
    return new ChoiceDensity(probabilities);
  }

  @Override
  public double draw(SplitMix random) {
    return Density.place(probabilities, random);
  }

  @Override
  public double log(double number) {
    return Math.log(probabilities[(int) number]);
  }
}
