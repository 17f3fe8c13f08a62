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

  /** Lower-case, for style classes and for people. */
  public String word() {
    return word;
  }
}
