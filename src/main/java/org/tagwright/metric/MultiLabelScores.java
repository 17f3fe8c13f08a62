package org.tagwright.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every metric of a set of scores at one threshold or at one threshold per class. As scikit-learn
 * with {@code zero_division=0}.
 */
public final class MultiLabelScores {
  private final Map<Metric, Double> metrics;
  private final List<ClassScore> perClass;

  private MultiLabelScores(Map<Metric, Double> metrics, List<ClassScore> perClass) {
    this.metrics = Collections.unmodifiableMap(metrics);
    this.perClass = Collections.unmodifiableList(perClass);
  }

  /** The metrics with every score above {@code threshold} predicted. */
  public static MultiLabelScores at(LabelledScores data, double threshold) {
    double[] thresholds = new double[data.classes()];
    Arrays.fill(thresholds, threshold);
    return at(data, thresholds);
  }

  /** The metrics with class k predicted where its score is above {@code thresholds[k]}. */
  public static MultiLabelScores at(LabelledScores data, double[] thresholds) {
    int classes = data.classes();
    if (thresholds.length != classes) {
      throw new IllegalArgumentException(
          thresholds.length + " thresholds, " + classes + " classes");
    }
    float[] limit = new float[classes];
    for (int k = 0; k < classes; k++) {
      limit[k] = (float) thresholds[k];
    }
    int[] hits = new int[classes];
    int[] predicted = new int[classes];
    double samplesF1 = 0;
    for (int sample = 0, cell = 0; sample < data.samples(); sample++) {
      int sampleHits = 0;
      int sampleLabels = 0;
      for (int k = 0; k < classes; k++, cell++) {
        boolean positive = data.cellPositive(cell);
        boolean chosen = data.cellScore(cell) > limit[k];
        if (chosen) {
          predicted[k]++;
          sampleLabels++;
          if (positive) {
            hits[k]++;
            sampleHits++;
          }
        }
        if (positive) {
          sampleLabels++;
        }
      }
      samplesF1 += ratio(2.0 * sampleHits, sampleLabels);
    }
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.SAMPLES_F1, ratio(samplesF1, data.judgedSamples()));
    metrics.put(Metric.MAP, data.meanAveragePrecision());
    return overClasses(data, hits, predicted, metrics);
  }

  private static MultiLabelScores overClasses(
      LabelledScores data, int[] hits, int[] predicted, Map<Metric, Double> metrics) {
    int classes = data.classes();
    List<ClassScore> perClass = new ArrayList<>(classes);
    double allHits = 0;
    double allPredicted = 0;
    double f1Sum = 0;
    double weightedF1Sum = 0;
    double precisionSum = 0;
    double recallSum = 0;
    double rarePrecisionSum = 0;
    double rareRecallSum = 0;
    double rareWeights = 0;
    for (int k = 0; k < classes; k++) {
      int support = data.support(k);
      double precision = ratio(hits[k], predicted[k]);
      double recall = ratio(hits[k], support);
      double f1 = ratio(2.0 * hits[k], predicted[k] + support);
      double rareWeight = ratio(1, support);
      perClass.add(
          new ClassScore(
              k, support, predicted[k], precision, recall, f1, data.averagePrecision(k)));
      allHits += hits[k];
      allPredicted += predicted[k];
      f1Sum += f1;
      weightedF1Sum += f1 * support;
      precisionSum += precision;
      recallSum += recall;
      rarePrecisionSum += precision * rareWeight;
      rareRecallSum += recall * rareWeight;
      rareWeights += rareWeight;
    }
    double support = data.totalSupport();
    metrics.put(Metric.WEIGHTED_F1, ratio(weightedF1Sum, support));
    metrics.put(Metric.MACRO_F1, ratio(f1Sum, classes));
    metrics.put(Metric.MICRO_F1, ratio(2.0 * allHits, allPredicted + support));
    metrics.put(Metric.CF1, harmonicMean(ratio(precisionSum, classes), ratio(recallSum, classes)));
    metrics.put(
        Metric.INVERSE_FREQUENCY_F1,
        harmonicMean(ratio(rarePrecisionSum, rareWeights), ratio(rareRecallSum, rareWeights)));
    return new MultiLabelScores(metrics, perClass);
  }

  /** All metrics. */
  public Map<Metric, Double> metrics() {
    return metrics;
  }

  public double get(Metric metric) {
    return Objects.requireNonNull(metrics.get(metric));
  }

  /** One entry per class, by index. */
  public List<ClassScore> perClass() {
    return perClass;
  }

  /** The mean over the classes that the truth has. */
  public OccurringClasses occurring() {
    return OccurringClasses.of(
        perClass.stream().map(ClassScore::support).toList(),
        perClass.stream().map(ClassScore::f1).toList());
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  static double harmonicMean(double a, double b) {
    return ratio(2 * a * b, a + b);
  }
}
