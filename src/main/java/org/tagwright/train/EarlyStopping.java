package org.tagwright.train;

import org.tagwright.config.ExperimentConfig;

/**
 * Counts the validations since the selection metric last rose by more than {@code minDelta}.
 *
 * @param reference the score to be beaten; minus infinity before the first validation
 * @param waited validations since it was reached
 */
public record EarlyStopping(double reference, int waited) {
  /** Nothing validated yet. */
  public static final EarlyStopping START = new EarlyStopping(Double.NEGATIVE_INFINITY, 0);

  /** After one more validation. */
  public EarlyStopping after(double score, double minDelta) {
    return score > reference + minDelta
        ? new EarlyStopping(score, 0)
        : new EarlyStopping(reference, waited + 1);
  }

  /** Whether the configured patience is used up. */
  public boolean exhausted(ExperimentConfig.EarlyStopping config) {
    return config.enabled() && waited >= config.patience();
  }

  /** With patience anew, for a run that is told to go on after it stopped early. */
  public EarlyStopping renewed() {
    return new EarlyStopping(reference, 0);
  }
}
