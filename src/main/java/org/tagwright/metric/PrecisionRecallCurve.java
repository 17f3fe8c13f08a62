package org.tagwright.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Precision against recall, by falling threshold.
 *
 * @param points at distinct scores, thinned where recall hardly moves; empty without positives
 * @param averagePrecision over all points, before thinning; NaN without positives
 */
public record PrecisionRecallCurve(List<Point> points, double averagePrecision) {

  /** What predicting every score above {@code threshold} gives. */
  public record Point(double threshold, double precision, double recall) {}

  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /** Of one class, with about {@code maxPoints} points. */
  public static PrecisionRecallCurve ofClass(LabelledScores data, int classIndex, int maxPoints) {
    float[] scores = new float[data.judged(classIndex)];
    boolean[] targets = new boolean[scores.length];
    int at = 0;
    for (int sample = 0; sample < data.samples(); sample++) {
      float score = data.score(sample, classIndex);
      if (!Float.isNaN(score)) {
        scores[at] = score;
        targets[at++] = data.positive(sample, classIndex);
      }
    }
    LabelledScores one = new LabelledScores(scores, targets, scores.length, 1);
    return pooled(one, maxPoints);
  }

  /** Of all decisions pooled (micro), with about {@code maxPoints} points. */
  public static PrecisionRecallCurve pooled(LabelledScores data, int maxPoints) {
    double support = data.totalSupport();
    if (support == 0) {
      return new PrecisionRecallCurve(List.of(), Double.NaN);
    }
    int[] order = data.descending();
    List<Point> points = new ArrayList<>();
    int hits = 0;
    int hitsBefore = 0;
    double averagePrecision = 0;
    double lastKeptRecall = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < order.length; ) {
      float score = data.cellScore(order[i]);
      while (i < order.length && data.cellScore(order[i]) == score) {
        hits += data.cellPositive(order[i++]) ? 1 : 0;
      }
      boolean last = i == order.length;
      double precision = (double) hits / i;
      double recall = hits / support;
      averagePrecision += (hits - hitsBefore) / support * precision;
      hitsBefore = hits;
      if (last || recall - lastKeptRecall >= 1.0 / maxPoints) {
        double threshold = last ? ThresholdSearch.lowest(score) : data.cellScore(order[i]);
        points.add(new Point(threshold, precision, recall));
        lastKeptRecall = recall;
      }
    }
    return new PrecisionRecallCurve(points, averagePrecision);
  }
}
