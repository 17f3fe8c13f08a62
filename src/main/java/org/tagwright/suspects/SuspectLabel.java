package org.tagwright.suspects;

import org.tagwright.common.Units;

/**
 * A label of an image that is probably wrong, or missing.
 *
 * @param image name below the image folder
 * @param given whether the class is among the image's labels
 * @param score 0..1, by a network
 * @param usual the mean score of the class where the labels say the opposite
 * @param suspicion 0..1, 0.5 is undecided
 */
public record SuspectLabel(
    int sample,
    String image,
    String stem,
    int classIndex,
    String className,
    boolean given,
    float score,
    double usual,
    double suspicion) {

  /** Such as {@code remove dog}. */
  public String suggestion() {
    return (given ? "remove " : "add ") + className;
  }

  /** Why it is suspect, in a sentence. */
  public String reason() {
    return given
        ? Units.text(
            "Labelled %s, but the score is only %.2f; images without it score %.2f on average.",
            className, score, usual)
        : Units.text(
            "Not labelled %s, but the score is %.2f; images with it score %.2f on average.",
            className, score, usual);
  }
}
