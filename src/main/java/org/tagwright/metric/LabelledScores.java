package org.tagwright.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * The scores of N samples for C classes together with the truth: what every metric is computed
 * from.
 *
 * <p>Scores are probabilities (after the sigmoid), row-major N × C. A class counts as predicted
 * when its score is greater than the threshold, compared in float32 as NumPy and PyTorch do it. The
 * arrays are not copied unless something is unknown; don't change them afterwards.
 *
 * <p>A cell (a class of a sample) whose truth is unknown counts nowhere: its score is NaN, which is
 * above no threshold, and it is no positive.
 */
public final class LabelledScores {
  private final float[] scores;
  private final boolean[] targets;
  private final int samples;
  private final int classes;
  private final int[] support;

  /** Samples in which each class is known. */
  private final int[] judged;

  private final int judgedSamples;
  private int @Nullable [] descending;
  private double @Nullable [] averagePrecision;

  /**
   * @param scores N × C
   * @param targets N × C
   * @throws TagwrightException when a score is not a number
   * @throws IllegalArgumentException when the lengths are not N × C
   */
  public LabelledScores(float[] scores, boolean[] targets, int samples, int classes) {
    this(scores, targets, new boolean[0], samples, classes);
  }

  /**
   * @param unknown N × C, or empty where all is known
   */
  private LabelledScores(
      float[] scores, boolean[] targets, boolean[] unknown, int samples, int classes) {
    long cells = (long) samples * classes;
    if (scores.length != cells || targets.length != cells) {
      throw new IllegalArgumentException(
          "%d scores and %d targets for %d samples of %d classes"
              .formatted(scores.length, targets.length, samples, classes));
    }
    this.scores = unknown.length == 0 ? scores : scores.clone();
    this.targets = targets;
    this.samples = samples;
    this.classes = classes;
    this.support = new int[classes];
    this.judged = new int[classes];
    int samplesWithTruth = 0;
    for (int sample = 0, cell = 0; sample < samples; sample++) {
      boolean any = classes == 0;
      for (int k = 0; k < classes; k++, cell++) {
        if (unknown.length > 0 && unknown[cell]) {
          this.scores[cell] = Float.NaN;
          continue;
        }
        any = true;
        judged[k]++;
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
      samplesWithTruth += any ? 1 : 0;
    }
    this.judgedSamples = samplesWithTruth;
  }

  /** The same with targets as numbers: above 0.5 is positive, NaN is unknown. */
  public static LabelledScores of(float[] scores, float[] targets, int samples, int classes) {
    boolean[] positive = new boolean[targets.length];
    boolean[] unknown = new boolean[targets.length];
    boolean any = false;
    for (int i = 0; i < targets.length; i++) {
      positive[i] = targets[i] > 0.5f;
      unknown[i] = Float.isNaN(targets[i]);
      any |= unknown[i];
    }
    return new LabelledScores(scores, positive, any ? unknown : new boolean[0], samples, classes);
  }

  public int samples() {
    return samples;
  }

  public int classes() {
    return classes;
  }

  /** NaN where the truth is unknown. */
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

  /** Number of samples in which the class is known to be present or absent. */
  public int judged(int classIndex) {
    return judged[classIndex];
  }

  /** Number of samples of which any class is known. */
  public int judgedSamples() {
    return judgedSamples;
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

  /** All known cells (sample × C + class) by falling score; sorted once and kept. */
  synchronized int[] descending() {
    if (descending == null) {
      int[] order = DescendingOrder.of(scores);
      int known = Arrays.stream(judged).sum();
      descending = Arrays.copyOfRange(order, order.length - known, order.length); // NaN is first
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
