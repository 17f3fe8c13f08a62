package org.tagwright.review;

/**
 * One label on one image.
 *
 * @param score sigmoid score in 0..1, or NaN where a person said so
 * @param threshold what the score was held against
 * @param change against the checkpoint that is compared with
 * @param before the score of that checkpoint, or NaN
 */
public record Tag(
    int classIndex,
    String name,
    float score,
    double threshold,
    Outcome outcome,
    Change change,
    float before) {

  /** Whether another checkpoint predicts the label too. */
  public enum Change {
    /** Both do, or neither does, or nothing is compared. */
    SAME,
    /** Predicted, and not by the other one. */
    GAINED,
    /** Predicted by the other one only. */
    LOST
  }

  /** Where nothing is compared. */
  public Tag(int classIndex, String name, float score, double threshold, Outcome outcome) {
    this(classIndex, name, score, threshold, outcome, Change.SAME, Float.NaN);
  }

  Tag with(Change newChange, float scoreBefore) {
    return new Tag(classIndex, name, score, threshold, outcome, newChange, scoreBefore);
  }
}
