package org.tagwright.metric;

import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * The scores of N samples for C classes together with the truth: what every metric is computed
 * from.
 *
 * <p>Scores are probabilities (after the sigmoid), row-major N × C. A class counts as predicted
 * when its score is greater than the threshold, compared in float32 as NumPy and PyTorch do it. The
 * arrays are not copied; don't change them afterwards.
 */
public final class LabelledScores {
  private final float[] scores;
  private final boolean[] targets;
  private final int samples;
  private final int classes;
  private final int[] support;
  private int @Nullable [] descending;
  private double @Nullable [] averagePrecision;

  /**
   * @param scores N × C
   * @param targets N × C
   * @throws TagwrightException when a score is not a number
   * @throws IllegalArgumentException when the lengths are not N × C
   */
  public LabelledScores(float[] scores, boolean[] targets, int samples, int classes) {
    long cells = (long) samples * classes;
    if (scores.length != cells || targets.length != cells) {
      throw new IllegalArgumentException(
          "%d scores and %d targets for %d samples of %d classes"
              .formatted(scores.length, targets.length, samples, classes));
    }
    this.scores = scores;
    this.targets = targets;
    this.samples = samples;
    this.classes = classes;
    this.support = new int[classes];
    for (int sample = 0, cell = 0; sample < samples; sample++) {
      for (int k = 0; k < classes; k++, cell++) {
        if (Float.isNaN(scores[cell])) {
          throw TagwrightException.failure(
              ("The score of sample %d for class %d is not a number (NaN), so nothing can be"
                      + " measured. The network's weights are broken: lower the learning rate or"
                      + " use precision fp32, and start from an intact checkpoint.")
                  .formatted(sample, k));
        }
        if (targets[cell]) {
          support[k]++;
        }
      }
    }
  }

  /** The same with targets as numbers: above 0.5 is positive. */
  public static LabelledScores of(float[] scores, float[] targets, int samples, int classes) {
    boolean[] positive = new boolean[targets.length];
    for (int i = 0; i < targets.length; i++) {
      positive[i] = targets[i] > 0.5f;
    }
    return new LabelledScores(scores, positive, samples, classes);
  }

  public int samples() {
    return samples;
  }

  public int classes() {
    return classes;
  }

  public float score(int sample, int classIndex) {
    return scores[sample * classes + classIndex];
  }

  public boolean positive(int sample, int classIndex) {
    return targets[sample * classes + classIndex];
  }

  /** Number of positives of a class. */
  public int support(int classIndex) {
    return support[classIndex];
  }

  /** Number of positives of all classes. */
  public long totalSupport() {
    long total = 0;
    for (int s : support) {
      total += s;
    }
    return total;
  }

  /**
   * Average precision of a class: the sum over distinct scores of (recall gained × precision
   * there), as scikit-learn's; NaN where the class has no positive.
   */
  public double averagePrecision(int classIndex) {
    return averagePrecisions()[classIndex];
  }

  /** Mean of {@link #averagePrecision} over the classes with positives; 0 where there is none. */
  public double meanAveragePrecision() {
    double sum = 0;
    int counted = 0;
    for (double ap : averagePrecisions()) {
      if (!Double.isNaN(ap)) {
        sum += ap;
        counted++;
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }

  float cellScore(int cell) {
    return scores[cell];
  }

  boolean cellPositive(int cell) {
    return targets[cell];
  }

  /** All cells (sample × C + class) by falling score; sorted once and kept. */
  synchronized int[] descending() {
    if (descending == null) {
      descending = DescendingOrder.of(scores);
    }
    return descending;
  }

  private synchronized double[] averagePrecisions() {
    if (averagePrecision == null) {
      averagePrecision = AveragePrecision.ofEachClass(this);
    }
    return averagePrecision;
  }
}
