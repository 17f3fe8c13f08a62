package org.tagwright.metric;

import static org.tagwright.metric.MultiLabelScores.harmonicMean;
import static org.tagwright.metric.MultiLabelScores.ratio;

import java.util.Arrays;

/**
 * A metric that follows along as predictions are added one by one, each in constant time. Begins
 * with nothing predicted.
 */
interface RunningMetric {
  /** Adds the prediction of one class for one sample. */
  void predict(int sample, int classIndex, boolean positive);

  /** The metric over all predictions so far. */
  double value();

  /** A fresh follower of {@code metric}, which must depend on a threshold. */
  static RunningMetric of(Metric metric, LabelledScores data) {
    return switch (metric) {
      case WEIGHTED_F1 -> {
        double[] weights = new double[data.classes()];
        double total = data.totalSupport();
        for (int k = 0; k < weights.length; k++) {
          weights[k] = ratio(data.support(k), total);
        }
        yield new ClassF1(data, weights);
      }
      case MACRO_F1 -> new ClassF1(data, equalWeights(data.classes()));
      case MICRO_F1 -> new Pooled(data.totalSupport());
      case SAMPLES_F1 -> new SampleF1(data);
      case CF1 -> new MeanPrecisionRecall(data, equalWeights(data.classes()));
      case INVERSE_FREQUENCY_F1 -> {
        double[] weights = new double[data.classes()];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          weights[k] = ratio(1, data.support(k));
          sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
          weights[k] = ratio(weights[k], sum);
        }
        yield new MeanPrecisionRecall(data, weights);
      }
      case MAP -> throw new IllegalArgumentException("mAP needs no threshold");
    };
  }

  private static double[] equalWeights(int n) {
    double[] weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    return weights;
  }

  /**
   * A sum that loses nothing over millions of small changes (Neumaier's compensation): a plain one
   * drifts by 1e-12 and more, and would blur which of two thresholds is better.
   */
  final class CompensatedSum {
    private double sum;
    private double lost;

    void add(double x) {
      double next = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
      sum = next;
    }

    double value() {
      return sum + lost;
    }
  }

  /** Weighted mean of the per-class F1. */
  final class ClassF1 implements RunningMetric {
    private final double[] weights;
    private final int[] hits;

    /** Predicted + positive, the denominator of F1. */
    private final int[] labels;

    private final CompensatedSum sum = new CompensatedSum();

    ClassF1(LabelledScores data, double[] weights) {
      this.weights = weights;
      this.hits = new int[weights.length];
      this.labels = new int[weights.length];
      for (int k = 0; k < labels.length; k++) {
        labels[k] = data.support(k);
      }
    }

    @Override
    public void predict(int sample, int k, boolean positive) {
      double before = ratio(2.0 * hits[k], labels[k]);
      labels[k]++;
      if (positive) {
        hits[k]++;
      }
      sum.add(weights[k] * (ratio(2.0 * hits[k], labels[k]) - before));
    }

    @Override
    public double value() {
      return sum.value();
    }
  }

  /** Mean over samples of the F1 of the sample's label set. */
  final class SampleF1 implements RunningMetric {
    private final int[] hits;
    private final int[] labels;
    private final int judged;
    private final CompensatedSum sum = new CompensatedSum();

    SampleF1(LabelledScores data) {
      judged = data.judgedSamples();
      hits = new int[data.samples()];
      labels = new int[data.samples()];
      for (int sample = 0; sample < labels.length; sample++) {
        for (int k = 0; k < data.classes(); k++) {
          if (data.positive(sample, k)) {
            labels[sample]++;
          }
        }
      }
    }

    @Override
    public void predict(int sample, int classIndex, boolean positive) {
      double before = ratio(2.0 * hits[sample], labels[sample]);
      labels[sample]++;
      if (positive) {
        hits[sample]++;
      }
      sum.add(ratio(2.0 * hits[sample], labels[sample]) - before);
    }

    @Override
    public double value() {
      return ratio(sum.value(), judged);
    }
  }

  /** F1 of all decisions pooled. */
  final class Pooled implements RunningMetric {
    private double hits;
    private double labels;

    Pooled(long totalSupport) {
      labels = totalSupport;
    }

    @Override
    public void predict(int sample, int classIndex, boolean positive) {
      labels++;
      if (positive) {
        hits++;
      }
    }

    @Override
    public double value() {
      return ratio(2.0 * hits, labels);
    }
  }

  /** Harmonic mean of weighted mean precision and weighted mean recall. */
  final class MeanPrecisionRecall implements RunningMetric {
    private final double[] weights;
    private final int[] support;
    private final int[] hits;
    private final int[] predicted;
    private final CompensatedSum precision = new CompensatedSum();
    private final CompensatedSum recall = new CompensatedSum();

    MeanPrecisionRecall(LabelledScores data, double[] weights) {
      this.weights = weights;
      this.support = new int[weights.length];
      this.hits = new int[weights.length];
      this.predicted = new int[weights.length];
      for (int k = 0; k < support.length; k++) {
        support[k] = data.support(k);
      }
    }

    @Override
    public void predict(int sample, int k, boolean positive) {
      double before = ratio(hits[k], predicted[k]);
      predicted[k]++;
      if (positive) {
        hits[k]++;
        recall.add(weights[k] / support[k]);
      }
      precision.add(weights[k] * (ratio(hits[k], predicted[k]) - before));
    }

    @Override
    public double value() {
      return harmonicMean(precision.value(), recall.value());
    }
  }
}
