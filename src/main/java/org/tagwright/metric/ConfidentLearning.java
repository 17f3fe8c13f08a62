package org.tagwright.metric;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.tagwright.common.TagwrightException;

/**
 * How little the given labels fit scores of a network that has not seen them: confident learning
 * (Northcutt, Jiang, Chuang 2021), with each class of a multi-label set taken as a problem of its
 * own, present or absent.
 *
 * <p>The self-confidence of a label is the score of what it says: the score where the class is
 * given, 1 − score where it is not. What is usual for a class is the mean self-confidence of its
 * labels, apart for given and not given. Suspicion subtracts what is usual from both sides, so that
 * classes that are learned well and badly can be compared: 0 fits, 0.5 is undecided, 1 is as wrong
 * as can be. A label is suspect above 0.5. The paper's own condition, that the opposite is scored
 * at least as high as is usual, finds half of the errors at most where the scores of right labels
 * spread around what is usual.
 */
public final class ConfidentLearning {
  /**
   * A label that is probably wrong.
   *
   * @param given whether the class is among the sample's labels
   * @param score 0..1, of the class
   * @param suspicion 0..1
   */
  public record Suspect(int sample, int classIndex, boolean given, float score, double suspicion) {}

  private static final double UNDECIDED = 0.5;

  private final float[] scores;
  private final boolean[] given;
  private final BitSet unknown;
  private final int samples;
  private final int classes;
  private final double[] usualPresent;
  private final double[] usualAbsent;

  /**
   * @param scores samples × classes, out of sample, 0..1
   * @param given samples × classes
   * @param unknown cells (sample × classes + class) of which nobody knows: left out of everything
   * @throws TagwrightException where a score is not a number
   */
  public ConfidentLearning(
      float[] scores, boolean[] given, BitSet unknown, int samples, int classes) {
    if (scores.length != (long) samples * classes || given.length != scores.length) {
      throw new IllegalArgumentException(
          "%d scores and %d labels for %d samples of %d classes"
              .formatted(scores.length, given.length, samples, classes));
    }
    this.scores = scores;
    this.given = given;
    this.unknown = unknown;
    this.samples = samples;
    this.classes = classes;
    usualPresent = usual(true);
    usualAbsent = usual(false);
  }

  private double[] usual(boolean present) {
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    for (int cell = 0; cell < scores.length; cell++) {
      if (Float.isNaN(scores[cell])) {
        throw TagwrightException.failure(
            "A score is not a number (NaN): the weights of the network are broken. Lower the"
                + " learning rate or use precision fp32, and train again.");
      }
      if (given[cell] == present && !unknown.get(cell)) {
        sums[cell % classes] += confidence(cell, present);
        counts[cell % classes]++;
      }
    }
    for (int c = 0; c < classes; c++) {
      sums[c] = counts[c] == 0 ? Double.NaN : sums[c] / counts[c];
    }
    return sums;
  }

  private double confidence(int cell, boolean present) {
    return present ? scores[cell] : 1.0 - scores[cell];
  }

  /**
   * The mean score of the samples that have the class, or 1 − the mean score of those that have it
   * not; NaN where there are none of them.
   */
  public double usual(int classIndex, boolean present) {
    return (present ? usualPresent : usualAbsent)[classIndex];
  }

  /** Suspicion of a cell's label, 0..1; NaN where it is unknown or a class has one side only. */
  public double suspicion(int sample, int classIndex) {
    int cell = sample * classes + classIndex;
    if (unknown.get(cell)) {
      return Double.NaN;
    }
    double present = usualPresent[classIndex];
    double absent = usualAbsent[classIndex];
    double self = confidence(cell, given[cell]) - (given[cell] ? present : absent);
    // Raised by the greater of the two, so that neither side is below 0; then they sum to 1.
    double raised = self + Math.max(present, absent);
    return 1 - raised / (1 + Math.abs(present - absent));
  }

  /** The labels that are probably wrong, the most suspect first. */
  public List<Suspect> suspects() {
    List<Suspect> found = new ArrayList<>();
    for (int cell = 0; cell < samples * classes; cell++) {
      int sample = cell / classes;
      int c = cell % classes;
      double suspicion = suspicion(sample, c);
      if (suspicion > UNDECIDED) { // false for NaN: without examples nothing can be said
        found.add(new Suspect(sample, c, given[cell], scores[cell], suspicion));
      }
    }
    found.sort(Comparator.comparingDouble(Suspect::suspicion).reversed());
    return found;
  }
}
