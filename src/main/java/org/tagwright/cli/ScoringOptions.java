package org.tagwright.cli;

import org.tagwright.TagwrightException;
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
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw TagwrightException.input("--threshold is " + threshold + "; it must lie in 0 to 1.");
    }
  }
}
