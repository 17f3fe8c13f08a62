package org.tagwright.checkpoint;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * What a class's score must exceed to be a label.
 *
 * @param global the one of all classes
 * @param perClass one per class, which then decide; or empty: the global one does
 */
public record DecisionThresholds(double global, List<Double> perClass) {
  private static final double USUAL = 0.5;

  public DecisionThresholds {
    perClass = List.copyOf(perClass);
    if (Double.isNaN(global) || perClass.contains(Double.NaN)) {
      throw TagwrightException.input(
          "A threshold of this checkpoint is NaN, which no score exceeds. Set one: --threshold"
              + " 0.5");
    }
  }

  /**
   * Those asked for, else those that are in force in the checkpoint: its per-class ones where they
   * were saved to decide, else its tuned one, else the one it was configured with.
   *
   * @param asked the same for all classes, or {@code null}
   * @param perClassAsked whether the per-class ones that were tuned in training shall decide
   * @throws TagwrightException of kind input where per-class ones are asked for and there are none
   */
  public static DecisionThresholds of(
      @Nullable Double asked, boolean perClassAsked, CheckpointMetadata checkpoint, int classes) {
    List<Double> own = checkpoint.extras().classThresholds();
    if (perClassAsked && own.size() != classes) {
      throw TagwrightException.input(
          "This checkpoint has no thresholds per class. Leave --per-class out: its global one is"
              + " used then.");
    }
    boolean decide =
        perClassAsked || (asked == null && checkpoint.extras().classThresholdsInForce());
    if (decide && own.size() != classes) {
      throw TagwrightException.input(
          "This checkpoint decides by thresholds per class, but has %d of them for %d classes. Set one for all: --threshold 0.5"
              .formatted(own.size(), classes));
    }
    return new DecisionThresholds(
        asked == null ? usual(checkpoint) : asked, decide ? own : List.of());
  }

  private static double usual(CheckpointMetadata checkpoint) {
    if (checkpoint.bestThreshold() != null) {
      return checkpoint.bestThreshold();
    }
    Object configured = checkpoint.get(CheckpointField.TH_MULTI_LABEL);
    return configured == null ? USUAL : (Double) configured;
  }

  /** The one that decides for each of the classes. */
  public double[] resolved(int classes) {
    double[] thresholds = new double[classes];
    Arrays.setAll(thresholds, k -> perClass.isEmpty() ? global : perClass.get(k));
    return thresholds;
  }
}
