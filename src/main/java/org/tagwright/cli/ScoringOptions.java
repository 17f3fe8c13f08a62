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
      description =
          "A class is predicted when its score is above this. Default: the checkpoint's own"
              + " threshold.")
  Double threshold;

  @Option(
      names = "--per-class",
      description =
          "Uses the thresholds tuned per class in training. Default: the global threshold, unless"
              + " the checkpoint was saved with thresholds per class.")
  boolean perClass;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Batch size. Default: ${DEFAULT-VALUE}.")
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
   * Checks the options.
   *
   * @throws TagwrightException of kind input if one is out of range
   */
  void require() {
    if (batch < 1) {
      throw TagwrightException.input("--batch is " + batch + "; it must be 1 or more.");
    }
    if (threshold != null && perClass) {
      throw TagwrightException.input(
          "--threshold and --per-class cannot be combined: use one threshold for all classes, or"
              + " one per class.");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw TagwrightException.input(
          "--threshold is " + threshold + "; it must be between 0 and 1.");
    }
  }

  /** The thresholds in use, in words. */
  static String words(DecisionThresholds thresholds) {
    if (thresholds.perClass().isEmpty()) {
      return Units.decimal(thresholds.global(), 4);
    }
    return Units.text(
        "per class, %.4f to %.4f",
        Collections.min(thresholds.perClass()), Collections.max(thresholds.perClass()));
  }
}
