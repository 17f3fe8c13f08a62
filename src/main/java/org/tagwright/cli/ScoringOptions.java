package org.tagwright.cli;

import java.util.Collections;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import picocli.CommandLine.Option;

/** How a checkpoint scores images: the options that predict and evaluate share. */
final class ScoringOptions {
  @Option(
      names = "--threshold",
      paramLabel = "T",
      description = "Scores above it are labels. Default: the checkpoint's own.")
  Double threshold;

  @Option(
      names = "--per-class",
      description =
          "Each class's own threshold, as tuned in training, decides. Default: the global one, but"
              + " where the checkpoint was saved with thresholds per class.")
  boolean perClass;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images computed at once. Default: ${DEFAULT-VALUE}.")
  int batch = 64;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu or gpu:N. Default: ${DEFAULT-VALUE}.")
  String device = "auto";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      description = "auto, fp32, bf16 or fp16. Default: auto.")
  ExperimentConfig.Precision precision = ExperimentConfig.Precision.AUTO;

  /**
   * Checks them.
   *
   * @throws TagwrightException of kind input where one is out of its range
   */
  void require() {
    if (batch < 1) {
      throw TagwrightException.input("--batch is " + batch + "; it must be 1 or more.");
    }
    if (threshold != null && perClass) {
      throw TagwrightException.input(
          "--threshold and --per-class exclude each other: one threshold for all classes, or one"
              + " for each.");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw TagwrightException.input("--threshold is " + threshold + "; it must lie in 0 to 1.");
    }
  }

  /** What decides, for the person. */
  static String words(DecisionThresholds thresholds) {
    if (thresholds.perClass().isEmpty()) {
      return Units.decimal(thresholds.global(), 4);
    }
    return Units.text(
        "of each class, %.4f to %.4f",
        Collections.min(thresholds.perClass()), Collections.max(thresholds.perClass()));
  }
}
