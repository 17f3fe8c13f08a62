package org.tagwright.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The best that a program could do without looking at the images: the label set which, predicted
 * for every image, has the highest weighted F1. A network has learnt only what it scores above
 * this.
 *
 * @param labels ascending class indices
 * @param weightedF1 of predicting them everywhere
 */
public record ConstantPrediction(List<Integer> labels, double weightedF1) {
  public ConstantPrediction {
    labels = List.copyOf(labels);
  }

  /** For the truth in {@code data}; the scores are not looked at. */
  public static ConstantPrediction best(LabelledScores data) {
    int[] support = new int[data.classes()];
    int[] samples = new int[data.classes()];
    for (int k = 0; k < support.length; k++) {
      support[k] = data.support(k);
      samples[k] = data.judged(k);
    }
    return best(support, samples);
  }

  /**
   * @param support positives of each class
   * @param samples of each class the number of images in which it is known
   */
  public static ConstantPrediction best(int[] support, int[] samples) {
    // Weighted F1 is a sum over the classes, and predicting a class that has positives only ever
    // raises its own term, from 0 to F1 = 2s / (samples + s): so all classes with positives it is.
    List<Integer> labels = new ArrayList<>();
    double sum = 0;
    double total = 0;
    for (int k = 0; k < support.length; k++) {
      if (support[k] > 0) {
        labels.add(k);
        sum += support[k] * (2.0 * support[k] / (samples[k] + support[k]));
        total += support[k];
      }
    }
    return new ConstantPrediction(labels, MultiLabelScores.ratio(sum, total));
  }
}
