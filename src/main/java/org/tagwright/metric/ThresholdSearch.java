package org.tagwright.metric;

import static org.tagwright.metric.MultiLabelScores.ratio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the threshold at which a metric is best.
 *
 * <p>The exact search looks at every set of predictions that some threshold can make: it walks over
 * the scores from high to low, adds one prediction at a time, and asks the metric wherever the
 * score drops. With the sort that is O(NC log NC) at most.
 *
 * <p>mAP depends on no threshold: for {@link Metric#MAP} the threshold is the one with the best
 * weighted F1, and the score is the mAP.
 */
public final class ThresholdSearch {
  /** Differences below this are rounding, not quality. */
  private static final double TIE = 1e-12;

  private ThresholdSearch() {}

  /** The true optimum over all thresholds. */
  public static TunedThreshold exact(LabelledScores data, Metric metric) {
    if (metric == Metric.MAP) {
      return off(data, metric, exact(data, Metric.WEIGHTED_F1).threshold());
    }
    int classes = data.classes();
    int[] order = data.descending();
    RunningMetric running = RunningMetric.of(metric, data);
    BestGap best = new BestGap(order.length == 0 ? 0.5f : data.cellScore(order[0]));
    for (int i = 0; i < order.length; ) {
      float score = data.cellScore(order[i]);
      while (i < order.length && data.cellScore(order[i]) == score) {
        int cell = order[i++];
        running.predict(cell / classes, cell % classes, data.cellPositive(cell));
      }
      best.offer(
          running.value(), score, i < order.length ? data.cellScore(order[i]) : lowest(score));
    }
    return off(data, metric, Objects.requireNonNull(best).threshold());
  }

  /** {@link #exact} for every metric. */
  public static Map<Metric, TunedThreshold> exactForEach(LabelledScores data) {
    Map<Metric, TunedThreshold> found = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      found.put(metric, exact(data, metric));
    }
    return found;
  }

  /** The first best of 0.05, 0.10, … 0.95. */
  public static TunedThreshold grid(LabelledScores data, Metric metric) {
    if (metric == Metric.MAP) {
      return off(data, metric, grid(data, Metric.WEIGHTED_F1).threshold());
    }
    TunedThreshold best = null;
    for (ThresholdPoint point : walk(data, metric, gridThresholds())) {
      if (best == null || point.score() > best.score() + TIE) {
        best = new TunedThreshold(point.threshold(), point.score());
      }
    }
    return off(data, metric, Objects.requireNonNull(best).threshold());
  }

  /** No search: the metric at the given threshold. */
  public static TunedThreshold off(LabelledScores data, Metric metric, double threshold) {
    return new TunedThreshold(threshold, MultiLabelScores.at(data, threshold).get(metric));
  }

  /**
   * The threshold with the best F1 of each class, exactly, by class index. A class without
   * positives gets one above all its scores.
   */
  public static List<TunedThreshold> exactPerClass(LabelledScores data) {
    int classes = data.classes();
    BestGap[] best = new BestGap[classes];
    float[] last = new float[classes];
    int[] hits = new int[classes];
    int[] predicted = new int[classes];
    for (int cell : data.descending()) {
      int k = cell % classes;
      float score = data.cellScore(cell);
      if (best[k] == null) {
        best[k] = new BestGap(score);
      } else if (score != last[k]) {
        best[k].offer(f1(data, k, hits[k], predicted[k]), last[k], score);
      }
      last[k] = score;
      predicted[k]++;
      if (data.cellPositive(cell)) {
        hits[k]++;
      }
    }
    List<TunedThreshold> found = new ArrayList<>(classes);
    for (int k = 0; k < classes; k++) {
      if (best[k] == null) {
        found.add(new TunedThreshold(0.5, 0));
      } else {
        best[k].offer(f1(data, k, hits[k], predicted[k]), last[k], lowest(last[k]));
        found.add(new TunedThreshold(best[k].threshold(), best[k].value()));
      }
    }
    return found;
  }

  /** The first of 0.05, 0.10, … 0.95 with the best F1 of each class, by class index. */
  public static List<TunedThreshold> gridPerClass(LabelledScores data) {
    int classes = data.classes();
    TunedThreshold[] best = new TunedThreshold[classes];
    for (double threshold : gridThresholds()) {
      float limit = (float) threshold;
      int[] hits = new int[classes];
      int[] predicted = new int[classes];
      for (int cell = 0, k = 0; cell < data.samples() * classes; cell++) {
        if (data.cellScore(cell) > limit) {
          predicted[k]++;
          if (data.cellPositive(cell)) {
            hits[k]++;
          }
        }
        k = k + 1 == classes ? 0 : k + 1;
      }
      for (int k = 0; k < classes; k++) {
        double f1 = f1(data, k, hits[k], predicted[k]);
        if (best[k] == null || f1 > best[k].score() + TIE) {
          best[k] = new TunedThreshold(threshold, f1);
        }
      }
    }
    return List.of(best);
  }

  /**
   * The metric at evenly spaced thresholds from 0 to 1, both included.
   *
   * @param points at least 2; 101 makes steps of 0.01
   */
  public static List<ThresholdPoint> curve(LabelledScores data, Metric metric, int points) {
    double[] thresholds = new double[points];
    for (int i = 0; i < points; i++) {
      thresholds[i] = (double) i / (points - 1);
    }
    return walk(data, metric, thresholds);
  }

  /** {@link #curve} for several metrics. */
  public static Map<Metric, List<ThresholdPoint>> curves(
      LabelledScores data, Set<Metric> metrics, int points) {
    Map<Metric, List<ThresholdPoint>> curves = new EnumMap<>(Metric.class);
    for (Metric metric : metrics) {
      curves.put(metric, curve(data, metric, points));
    }
    return curves;
  }

  /** The metric at each of the rising {@code thresholds}, in one walk from high to low. */
  private static List<ThresholdPoint> walk(
      LabelledScores data, Metric metric, double[] thresholds) {
    List<ThresholdPoint> points = new ArrayList<>(thresholds.length);
    if (metric == Metric.MAP) {
      for (double threshold : thresholds) {
        points.add(new ThresholdPoint(threshold, data.meanAveragePrecision()));
      }
      return points;
    }
    int classes = data.classes();
    int[] order = data.descending();
    RunningMetric running = RunningMetric.of(metric, data);
    int i = 0;
    for (int t = thresholds.length - 1; t >= 0; t--) {
      float limit = (float) thresholds[t];
      while (i < order.length && data.cellScore(order[i]) > limit) {
        int cell = order[i++];
        running.predict(cell / classes, cell % classes, data.cellPositive(cell));
      }
      points.add(new ThresholdPoint(thresholds[t], running.value()));
    }
    Collections.reverse(points);
    return points;
  }

  /** 0.05, 0.10, … 0.95 as people write them. */
  private static double[] gridThresholds() {
    double[] thresholds = new double[19];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = (i + 1) * 5 / 100.0;
    }
    return thresholds;
  }

  private static double f1(LabelledScores data, int k, int hits, int predicted) {
    return ratio(2.0 * hits, predicted + data.support(k));
  }

  /** A bound below every score, so that the threshold under it predicts everything. */
  static float lowest(float score) {
    return score > 0 ? 0 : Math.min(score - 1, Math.nextDown(score));
  }

  /**
   * The best value so far and the gap between two neighbouring scores in which the threshold may
   * lie to reach it. Of equally good gaps the widest: there new scores change the least.
   */
  private static final class BestGap {
    private double value;
    private float upper;
    private float lower;

    /** Begins with nothing predicted, which every metric values 0. */
    BestGap(float highest) {
      lower = highest;
      upper = highest < 1 ? 1 : highest;
    }

    /** The value with all scores from {@code upper} up predicted; {@code lower} is the next one. */
    void offer(double newValue, float newUpper, float newLower) {
      boolean better = newValue > value + TIE;
      boolean asGoodAndWider =
          newValue > TIE && newValue >= value - TIE && newUpper - newLower > upper - lower;
      if (better || asGoodAndWider) {
        value = Math.max(value, newValue);
        upper = newUpper;
        lower = newLower;
      }
    }

    double value() {
      return value;
    }

    /** The gap's middle, a float in [lower, upper). */
    double threshold() {
      float middle = (float) (((double) lower + upper) / 2);
      return middle >= lower && middle < upper ? middle : lower;
    }
  }
}
