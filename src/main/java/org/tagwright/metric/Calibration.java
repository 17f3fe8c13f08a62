package org.tagwright.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether scores mean what they say: of all decisions scored about 0.7, are 70 % positive?
 *
 * @param bins equal widths over 0..1, lowest first; a bin is {@code (lower, upper]}, the first one
 *     takes 0 too
 * @param expectedError expected calibration error: mean over all decisions of the distance between
 *     their bin's mean score and its share of positives
 */
public record Calibration(List<Bin> bins, double expectedError) {

  /**
   * The decisions whose scores lie in a range.
   *
   * @param meanScore NaN where the bin is empty
   * @param positiveShare NaN where the bin is empty
   */
  public record Bin(
      double lower, double upper, long count, double meanScore, double positiveShare) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Of all classes pooled. */
  public static Calibration pooled(LabelledScores data, int bins) {
    return over(data, 0, data.classes(), bins);
  }

  /** Of one class. */
  public static Calibration ofClass(LabelledScores data, int classIndex, int bins) {
    return over(data, classIndex, classIndex + 1, bins);
  }

  private static Calibration over(LabelledScores data, int firstClass, int endClass, int bins) {
    long[] count = new long[bins];
    long[] positives = new long[bins];
    double[] scoreSum = new double[bins];
    long all = 0;
    for (int sample = 0; sample < data.samples(); sample++) {
      for (int k = firstClass; k < endClass; k++) {
        float score = data.score(sample, k);
        if (Float.isNaN(score)) {
          continue; // unknown truth
        }
        int bin = Math.max(0, Math.min(bins - 1, (int) Math.ceil((double) score * bins) - 1));
        count[bin]++;
        scoreSum[bin] += score;
        if (data.positive(sample, k)) {
          positives[bin]++;
        }
        all++;
      }
    }
    List<Bin> made = new ArrayList<>(bins);
    double error = 0;
    for (int b = 0; b < bins; b++) {
      double n = count[b];
      double meanScore = scoreSum[b] / n;
      double positiveShare = positives[b] / n;
      made.add(new Bin((double) b / bins, (b + 1.0) / bins, count[b], meanScore, positiveShare));
      if (n > 0) {
        error += n / all * Math.abs(meanScore - positiveShare);
      }
    }
    return new Calibration(made, error);
  }
}
