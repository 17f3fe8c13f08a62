package org.tagwright.export;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Classifier;
import org.tagwright.model.Mode;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Checkpoints of networks with drawn weights whose batch norms have seen images. */
public final class TrainedNetwork {
  static final int CLASSES = 5;
  private static final int STEPS = 2;

  private TrainedNetwork() {}

  /** Writes the checkpoint of a network for images of {@code size} × {@code size}. */
  public static Path checkpoint(Path file, ExperimentConfig.Model model, int size) {
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, model.backbone())
            .set(CheckpointField.NUM_CLASSES, CLASSES)
            .set(CheckpointField.MODEL_HEAD, headKey(model))
            .set(CheckpointField.MODEL_POOLING, poolingKey(model))
            .extras(
                new TagwrightExtras(
                    1L,
                    null,
                    Map.of(),
                    List.of(),
                    IntStream.range(0, CLASSES).mapToObj(k -> "class " + k).toList(),
                    (long) size,
                    "squash",
                    null,
                    null))
            .build();
    try (Classifier network =
        Classifier.create(model, CLASSES, 1, Device.cpu(), Precision.FP32, Map.of())) {
      for (int step = 0; step < STEPS; step++) {
        try (NDManager arrays = network.newStep()) {
          NDArray images = network.images(arrays, pixels(4, size, step), 4, size);
          var unused = network.logits(images, Mode.TRAIN, step);
        }
      }
      Map<String, TorchTensor> state = new LinkedHashMap<>(network.snapshot());
      state.replaceAll(TrainedNetwork::asAfterManySteps);
      Checkpoint.write(file, metadata, state);
    }
    return file;
  }

  /** Running statistics start at 0 and 1, of which 0.9 is left after a step, 0.81 after two. */
  private static TorchTensor asAfterManySteps(String name, TorchTensor tensor) {
    float start = name.endsWith(".running_var") ? 1 : 0;
    if (start == 0 && !name.endsWith(".running_mean")) {
      return tensor;
    }
    float left = (float) Math.pow(0.9, STEPS);
    float[] values = tensor.floats();
    for (int c = 0; c < values.length; c++) {
      values[c] = (values[c] - left * start) / (1 - left);
    }
    return TorchTensor.of(values, tensor.shape());
  }

  private static String headKey(ExperimentConfig.Model model) {
    return switch (model.head()) {
      case LINEAR -> null;
      case CSRA -> "csra";
      case ML_DECODER -> "mlDecoder";
    };
  }

  private static String poolingKey(ExperimentConfig.Model model) {
    return switch (model.pooling()) {
      case AVERAGE -> null;
      case MAX -> "max";
      case BOTH -> "both";
    };
  }

  /** Bytes N,size,size,3 of coarse patterns, as different from each other as photographs. */
  static ByteBuffer pixels(int count, int size, long seed) {
    ByteBuffer pixels = ByteBuffer.allocateDirect(count * size * size * 3);
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 0; n < count; n++) {
      double[] waves = random.doubles(12, 0.02, 0.6).toArray();
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          for (int c = 0; c < 3; c++) {
            double wave =
                Math.sin(waves[c] * x + waves[3 + c] * y) + Math.cos(waves[6 + c] * (x - y));
            pixels.put((byte) Math.round(127.5 + 50 * wave + 25 * random.nextDouble()));
          }
        }
      }
    }
    return pixels.flip();
  }
}
