package org.tagwright.ui.experiment;

import org.tagwright.config.ExperimentConfig;

/** Which fields do nothing, given the others. The form shows them pale. */
final class Relevance {
  private Relevance() {}

  static boolean matters(String path, ExperimentConfig config) {
    var training = config.training();
    return switch (path) {
      case "training.unfreezeBackboneEpoch", "training.batchSizeFrozen" ->
          training.freezeBackboneAtStart();
      case "training.learningRate" -> !training.differential();
      case "training.backboneLearningRate", "training.headLearningRate" -> training.differential();
      case "training.decayFactor" -> !training.milestones().isEmpty();
      case "earlyStopping.patience", "earlyStopping.minDelta" -> config.earlyStopping().enabled();
      case "model.pretrained" -> config.model().startFrom() == null;
      case "validation.threshold" ->
          config.validation().tuneThreshold() == ExperimentConfig.TuneThreshold.OFF;
      default -> true;
    };
  }
}
