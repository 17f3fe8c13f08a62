package org.tagwright.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;

class TriedRatesTest {
  private static final TriedRates FOUND =
      new TriedRates(0.00123, new double[] {1}, new double[] {1});

  @Test
  void theSuggestionBecomesTheLearningRate() {
    assertThat(FOUND.settings(ExperimentConfig.defaults().training()))
        .isEqualTo(Map.of("training.learningRate", "0.0012"));
  }

  @Test
  void separateRatesKeepTheirRatio() {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "training.differential", "true");
    assertThat(FOUND.settings(config.training()))
        .containsEntry("training.headLearningRate", "0.0012")
        .containsEntry("training.backboneLearningRate", "1.2e-4");
  }

  @Test
  void withoutASuggestionNothingIsChanged() {
    assertThat(
            new TriedRates(null, new double[0], new double[0])
                .settings(ExperimentConfig.defaults().training()))
        .isEmpty();
  }
}
