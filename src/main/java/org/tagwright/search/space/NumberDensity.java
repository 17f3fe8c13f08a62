package org.tagwright.search.space;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.SplitMix;

/**
 * Over a range: normal distributions around the observations, each as wide as the way to its
 * farther neighbour, cut off at the ends of the range.
 *
 * @param weights of the kernels
 * @param means on the range's scale
 * @param widths standard deviations on that scale
 */
record NumberDensity(Domain.Range range, double[] weights, double[] means, double[] widths)
    implements Density {
  private static final int MOST_KERNELS_FOR_WIDTH = 100;

  static NumberDensity of(Domain.Range range, List<Double> observed, double[] weights) {
    int count = observed.size();
    double low = range.low();
    double high = range.high();
    double[] means = new double[count + 1];
    Arrays.setAll(means, i -> i < count ? range.toScale(observed.get(i)) : (low + high) / 2);
    double[] widths =
        Arrays.copyOf(toFartherNeighbour(Arrays.copyOf(means, count), low, high), count + 1);
    double narrowest = (high - low) / Math.min(MOST_KERNELS_FOR_WIDTH, 2.0 + count);
    for (int i = 0; i < count; i++) {
      // Not too narrow: else a few good values would keep everything else from being tried.
      widths[i] = Math.max(narrowest, Math.min(high - low, widths[i]));
    }
    widths[count] = high - low;
    return new NumberDensity(range, weights, means, widths);
  }

  /** The ends of the range count as neighbours only of a mean that stands alone. */
  private static double[] toFartherNeighbour(double[] means, double low, double high) {
    int count = means.length;
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted((a, b) -> Double.compare(means[a], means[b]))
            .mapToInt(i -> i)
            .toArray();
    double[] widths = new double[count];
    for (int place = 0; place < count; place++) {
      double mean = means[order[place]];
      double left = mean - (place == 0 ? low : means[order[place - 1]]);
      double right = (place == count - 1 ? high : means[order[place + 1]]) - mean;
      boolean alone = count == 1;
      widths[order[place]] =
          place == 0 && !alone
              ? right
              : place == count - 1 && !alone ? left : Math.max(left, right);
    }
    return widths;
  }

  @Override
  public double draw(SplitMix random) {
    int kernel = Density.place(weights, random);
    double scaled;
    do {
      scaled = means[kernel] + widths[kernel] * Normal.draw(random);
      // A mean lies within the range, and no kernel is wider than it: a third lands inside.
    } while (scaled < range.low() || scaled > range.high());
    return range.fromScale(scaled);
  }

  @Override
  public double log(double number) {
    double scaled = range.toScale(number);
    double[] logs = new double[weights.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(weights[i]) + logKernel(i, scaled);
    }
    double greatest = Arrays.stream(logs).max().orElseThrow();
    return greatest + Math.log(Arrays.stream(logs).map(x -> Math.exp(x - greatest)).sum());
  }

  private double logKernel(int kernel, double scaled) {
    double mean = means[kernel];
    double width = widths[kernel];
    double inside =
        Math.log(Normal.between((range.low() - mean) / width, (range.high() - mean) / width));
    if (range.whole() && !range.log()) {
      double from = (scaled - 0.5 - mean) / width;
      double to = (scaled + 0.5 - mean) / width;
      return Math.log(Math.max(Double.MIN_NORMAL, Normal.between(from, to))) - inside;
    }
    double z = (scaled - mean) / width;
    return -z * z / 2 - Math.log(width * Math.sqrt(2 * Math.PI)) - inside;
  }
}
