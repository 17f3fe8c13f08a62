package org.tagwright.config;

/** How training images are changed at random. Validation and prediction see them as they are. */
public record Augment(
    /** Probability of a horizontal flip. */
    double flip,
    /** Smallest share of the area that a random resized crop keeps; 1: no crop. */
    double crop,
    Policy policy,
    /** How many operations randaugment applies, and how strongly, of 30. */
    int operations,
    int magnitude,
    /** Probability that a rectangle is erased. */
    double erase,
    /** Parameter of the beta distribution that mixes pairs of images; 0: none. */
    double mixup,
    /** Whether images are changed while the backbone is frozen, too. */
    boolean whileFrozen)
    implements Records.Part<Augment> {

  /** Whether anything is changed at all. */
  public boolean any() {
    return flip > 0 || crop < 1 || policy != Policy.NONE || erase > 0 || mixup > 0;
  }

  /** Which random operations change training images. */
  public enum Policy {
    NONE,
    /** torchvision's RandAugment. */
    RANDAUGMENT,
    /** torchvision's TrivialAugmentWide. */
    TRIVIALAUGMENT
  }

  /** Of which variants of an image the scores are averaged. */
  public enum InPrediction {
    NONE,
    /** The image and its mirror image. */
    FLIP
  }
}
