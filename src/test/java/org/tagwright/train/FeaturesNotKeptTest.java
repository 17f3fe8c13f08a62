package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;

class FeaturesNotKeptTest {
  @TempDir Path root;

  /** The batches differ, and with them the last bits of convolutions. */
  @Test
  void aFrozenPhaseThatComputesFeatureMapsAgainLearnsTheSame() throws Exception {
    TinyDataset.write(root, 24);
    assertThat(lossAfterTwoFrozenEpochs(false))
        .isCloseTo(lossAfterTwoFrozenEpochs(true), within(1e-4));
  }

  private double lossAfterTwoFrozenEpochs(boolean kept) {
    ExperimentConfig config =
        ConfigJson.with(
            ConfigJson.with(TinyDataset.config(root, "mobilenet_v2", 2), "model.head", "csra"),
            "training.unfreezeBackboneEpoch",
            "3");
    PreparedData data = PreparedData.of(config, Progress.NONE);
    Classifier classifier =
        Classifier.create(config.model(), 3, 42, Device.cpu(), Precision.FP32, Map.of());
    CheckpointContent content = CheckpointContent.of(config, data, "test", Precision.FP32);
    Path file = root.resolve("features.tmp");
    try (Trainee trainee =
        new ClassifierTrainee(
            config,
            data,
            classifier,
            new WeightUpdate(classifier, config.training()),
            content,
            kept ? file : null)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        int steps = trainee.beginEpoch(EpochPlan.of(config, trainee.rates(), epoch, 2), 0);
        for (int step = 0; step < steps; step++) {
          trainee.trainStep();
        }
      }
      return trainee.validate().loss();
    }
  }
}
