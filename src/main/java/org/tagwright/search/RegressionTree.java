package org.tagwright.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A regression tree over the unit cube (CART; Breiman et al. 1984), read as what it is: boxes, each
 * with a value.
 *
 * @param low lower corner of the box
 * @param high upper corner
 * @param value mean of the targets in it
 * @param left {@code null} for a leaf
 */
record RegressionTree(
    double[] low,
    double[] high,
    double value,
    @Nullable RegressionTree left,
    @Nullable RegressionTree right) {
  private static final int LEAST_IN_LEAF = 2;

  /** A split: its gain is the squared error that it takes away. */
  private record Split(int feature, double at, double gain) {}

  /**
   * Grows a tree.
   *
   * @param rows points of the unit cube
   * @param targets one for each point
   * @param used which of them, repeated where drawn twice
   */
  static RegressionTree grow(double[][] rows, double[] targets, int[] used) {
    int features = rows[0].length;
    double[] low = new double[features];
    double[] high = new double[features];
    Arrays.fill(high, 1);
    return grow(rows, targets, used, low, high);
  }

  private static RegressionTree grow(
      double[][] rows, double[] targets, int[] used, double[] low, double[] high) {
    double mean = Arrays.stream(used).mapToDouble(i -> targets[i]).average().orElseThrow();
    Split best = null;
    for (int feature = 0; feature < low.length; feature++) {
      Split split = bestSplit(rows, targets, used, feature);
      if (split != null && (best == null || split.gain > best.gain)) {
        best = split;
      }
    }
    if (best == null) {
      return new RegressionTree(low, high, mean, null, null);
    }
    int feature = best.feature;
    double at = best.at;
    int[] below = Arrays.stream(used).filter(i -> rows[i][feature] <= at).toArray();
    int[] above = Arrays.stream(used).filter(i -> rows[i][feature] > at).toArray();
    double[] middleHigh = high.clone();
    middleHigh[feature] = at;
    double[] middleLow = low.clone();
    middleLow[feature] = at;
    return new RegressionTree(
        low,
        high,
        mean,
        grow(rows, targets, below, low, middleHigh),
        grow(rows, targets, above, middleLow, high));
  }

  private static @Nullable Split bestSplit(
      double[][] rows, double[] targets, int[] used, int feature) {
    int[] order =
        IntStream.of(used)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> rows[i][feature]))
            .mapToInt(i -> i)
            .toArray();
    int count = order.length;
    double all = Arrays.stream(order).mapToDouble(i -> targets[i]).sum();
    double sum = 0;
    Split best = null;
    for (int left = 1; left <= count - LEAST_IN_LEAF; left++) {
      sum += targets[order[left - 1]];
      double here = rows[order[left - 1]][feature];
      double next = rows[order[left]][feature];
      if (left < LEAST_IN_LEAF || here == next) {
        continue;
      }
      double rest = all - sum;
      double gain = sum * sum / left + rest * rest / (count - left) - all * all / count;
      if (gain > 1e-12 && (best == null || gain > best.gain)) {
        best = new Split(feature, (here + next) / 2, gain);
      }
    }
    return best;
  }

  /** The mean over the cube. */
  double mean() {
    return sum(leaf -> leaf.volume(-1) * leaf.value);
  }

  /** The variance over the cube. */
  double variance() {
    double mean = mean();
    return sum(leaf -> leaf.volume(-1) * (leaf.value - mean) * (leaf.value - mean));
  }

  /** The variance of the mean over all other features, along one: what it explains alone. */
  double varianceAlong(int feature) {
    TreeSet<Double> edges = new TreeSet<>();
    forEachLeaf(leaf -> edges.addAll(List.of(leaf.low[feature], leaf.high[feature])));
    double mean = mean();
    double variance = 0;
    double from = edges.first();
    for (double to : edges.tailSet(from, false)) {
      double middle = (from + to) / 2;
      double marginal =
          sum(
              leaf ->
                  leaf.low[feature] < middle && middle < leaf.high[feature]
                      ? leaf.volume(feature) * leaf.value
                      : 0);
      variance += (to - from) * (marginal - mean) * (marginal - mean);
      from = to;
    }
    return variance;
  }

  private double sum(ToDoubleFunction<RegressionTree> of) {
    double[] sum = new double[1];
    forEachLeaf(leaf -> sum[0] += of.applyAsDouble(leaf));
    return sum[0];
  }

  private void forEachLeaf(Consumer<RegressionTree> action) {
    if (left == null || right == null) {
      action.accept(this);
    } else {
      left.forEachLeaf(action);
      right.forEachLeaf(action);
    }
  }

  /** Without the extent along one feature; -1: of all. */
  private double volume(int without) {
    double volume = 1;
    for (int i = 0; i < low.length; i++) {
      volume *= i == without ? 1 : high[i] - low[i];
    }
    return volume;
  }
}
