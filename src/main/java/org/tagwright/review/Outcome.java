package org.tagwright.review;

/** What became of one label on one image. Shown by colour and by shape. */
public enum Outcome {
  /** Predicted and true. */
  RIGHT("right"),
  /** Predicted, not true: a false positive. */
  WRONG("wrong"),
  /** True, not predicted: a false negative. */
  MISSED("missed"),
  /** Predicted where nobody knows the truth. */
  UNJUDGED("predicted"),
  /** Predicted by the checkpoint that is compared with only, and not true as far as known. */
  GONE("gone"),
  /** Marked by a person as not known; counts nowhere. */
  UNKNOWN("unknown");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** Whether the image is known to have the label. */
  public boolean labelled() {
    return this == RIGHT || this == MISSED;
  }

  /** Whether the model and the true label disagree. */
  public boolean error() {
    return this == WRONG || this == MISSED;
  }

  /** Lower-case, for style classes and for people. */
  public String word() {
    return word;
  }
}
