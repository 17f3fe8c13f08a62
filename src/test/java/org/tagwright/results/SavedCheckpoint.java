package org.tagwright.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Checkpoints for tests: small, but whole files of the real format. */
public final class SavedCheckpoint {
  private SavedCheckpoint() {}

  /** One of Tagwright's, with the default configuration. */
  public static Path ours(Path file, String model, double f1, int batchSize) {
    return ours(file, fields(model, f1, batchSize), model, f1, ExperimentConfig.defaults());
  }

  /** One of Tagwright's that was trained with this configuration. */
  static Path of(Path file, ExperimentConfig config) {
    return ours(file, fields("resnet18", 0.6, 32), "resnet18", 0.6, config);
  }

  /** One of Tagwright's whose head and backbone learned at different rates. */
  static Path withTwoRates(Path file, double backbone, double head) {
    CheckpointMetadata.Builder fields =
        fields("resnet18", 0.6, 32)
            .set(CheckpointField.LEARNING_RATE, null)
            .set(CheckpointField.USE_DIFFERENTIAL_LR, true)
            .set(CheckpointField.BACKBONE_BASE_LR, backbone)
            .set(CheckpointField.HEAD_BASE_LR, head);
    return ours(file, fields, "resnet18", 0.6, ExperimentConfig.defaults());
  }

  private static Path ours(
      Path file,
      CheckpointMetadata.Builder fields,
      String model,
      double f1,
      ExperimentConfig config) {
    CheckpointMetadata metadata =
        fields
            .extras(
                new TagwrightExtras(
                    1L,
                    "weighted_f1",
                    Map.of("weighted_f1", f1, "macro_f1", f1 - 0.1, "map", f1 + 0.05),
                    List.of(0.4, 0.5),
                    List.of("cat", "dog"),
                    224L,
                    "squash",
                    "20260101-" + model,
                    ConfigJson.write(config)))
            .build();
    return write(file, metadata.toDict(weights(2)));
  }

  /** One of the older project's: no {@code tagwright}, and not every key. */
  static Path older(Path file, String model, double f1) {
    Map<String, Object> dict = fields(model, f1, 16).build().toDict(weights(2));
    dict.remove("tagwright");
    dict.remove("seed");
    return write(file, dict);
  }

  /** 45 MB in as many tensors as resnet18 has, a sixth of them counters. */
  static Path large(Path file, double f1) {
    Map<String, TorchTensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < 122; i++) {
      weights.put(
          "layer%d.%d.weight".formatted(i / 12, i % 12),
          i % 6 == 0
              ? TorchTensor.of(new long[] {7})
              : TorchTensor.of(new float[111_000], 111_000));
    }
    return write(file, fields("resnet18", f1, 32).build().toDict(weights));
  }

  private static CheckpointMetadata.Builder fields(String model, double f1, int batchSize) {
    return CheckpointMetadata.builder()
        .set(CheckpointField.MODEL_NAME, model)
        .set(CheckpointField.BEST_VAL_F1, f1)
        .set(CheckpointField.BEST_EPOCH, 7)
        .set(CheckpointField.TOTAL_EPOCHS, 18)
        .set(CheckpointField.BEST_THRESHOLD, 0.45)
        .set(CheckpointField.BATCH_SIZE, batchSize)
        .set(CheckpointField.LEARNING_RATE, 1e-4)
        .set(CheckpointField.LR_MILESTONES, List.of(12, 16))
        .set(CheckpointField.USE_DIFFERENTIAL_LR, false)
        .set(CheckpointField.SEED, 42);
  }

  private static Map<String, TorchTensor> weights(int tensors) {
    Map<String, TorchTensor> weights = new LinkedHashMap<>();
    for (int i = 0; i < tensors; i++) {
      weights.put(
          "layer%d.0.conv%d.weight".formatted(i / 4, i % 4), TorchTensor.of(new float[8], 8));
    }
    return weights;
  }

  private static Path write(Path file, Map<String, ?> dict) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TorchWriter.write(file, dict);
    return file;
  }
}
