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
 * labels, apart for given and not given. A label is suspect where the opposite is scored at least
 * as high as is usual for labels that say the opposite. Suspicion subtracts what is usual from both
 * sides, so that classes that are learned well and badly can be compared: 0 fits, 0.5 is undecided,
 * 1 is as wrong as can be.
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
      if (isSuspect(cell, c)) {
        found.add(new Suspect(sample, c, given[cell], scores[cell], suspicion(sample, c)));
      }
    }
    found.sort(Comparator.comparingDouble(Suspect::suspicion).reversed());
    return found;
  }

  private boolean isSuspect(int cell, int classIndex) {
    if (unknown.get(cell)) {
      return false;
    }
    double same = confidence(cell, given[cell]);
    double opposite = 1 - same;
    // A comparison with NaN is false: without any example of the opposite nothing can be said.
    return opposite >= usual(classIndex, !given[cell])
        && (same < usual(classIndex, given[cell]) || opposite > same);
  }
}
