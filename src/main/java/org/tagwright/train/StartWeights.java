package org.tagwright.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.weights.PretrainedWeights;

/** The file that a network's first weights come from. */
final class StartWeights {
  private StartWeights() {}

  /**
   * {@code model.startFrom}, else the published weights where {@code model.pretrained}, fetched
   * where need be, else {@code null}: weights drawn by the seed.
   */
  static Path find(ExperimentConfig config, Progress progress) {
    ExperimentConfig.Model model = config.model();
    if (model.startFrom() != null) {
      if (!Files.isRegularFile(model.startFrom())) {
        throw TagwrightException.input(
            "There is no file " + model.startFrom() + " to start from (model.startFrom).");
      }
      return model.startFrom();
    }
    return model.pretrained()
        ? new PretrainedWeights(model.weightsFolder()).fetch(model.backbone(), progress)
        : null;
  }
}
