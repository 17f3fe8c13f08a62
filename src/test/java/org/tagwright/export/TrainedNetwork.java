package org.tagwright.export;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * Checkpoints of networks with drawn weights, as different from their first values as those of
 * trained ones, whose batch norms have seen images.
 */
public final class TrainedNetwork {
  public static final int CLASSES = 5;

  /**
   * Images for the statistics. From fewer, those of deep networks say so little that other images
   * get logits in the thousands.
   */
  private static final int SEEN = 16;

  /**
   * The last norm of a bottleneck, small as training makes it: where branches are as strong as what
   * they are added to, a hundred layers multiply rounding errors by thousands.
   */
  private static final String LAST_OF_BRANCH = ".*\\.(bn[23]|f\\.c\\.1)\\.weight";

  private TrainedNetwork() {}

  /** Writes the checkpoint of a network for images of {@code size} × {@code size}. */
  public static Path checkpoint(Path file, ExperimentConfig.Model model, int size) {
    return checkpoint(file, model, size, "squash", size, "bilinear");
  }

  /** The same of one that sees images otherwise. */
  static Path checkpoint(
      Path file,
      ExperimentConfig.Model model,
      int size,
      String resize,
      int resizeSize,
      String interpolation) {
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
                    resize,
                    resize.equals("crop") ? (long) resizeSize : null,
                    interpolation,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null))
            .build();
    try (Classifier network =
        Classifier.create(model, CLASSES, 1, Device.cpu(), Precision.FP32, Map.of())) {
      network.load(learnt(network));
      see(network, size);
      Map<String, float[]> once = new HashMap<>();
      statistics(network).forEach((name, tensor) -> once.put(name, tensor.floats()));
      see(network, size);
      Map<String, TorchTensor> state = new LinkedHashMap<>(network.snapshot());
      statistics(network)
          .forEach((name, tensor) -> state.put(name, converged(name, once.get(name), tensor)));
      Checkpoint.write(file, metadata, state);
    }
    return file;
  }

  /**
   * Weights without the zeros, ones and tiny numbers that biases, norms, layer scales and attention
   * start with: an error in how any of them is used changes the scores.
   */
  private static Map<String, TorchTensor> learnt(Classifier network) {
    Random random = new Random(7);
    Map<String, TorchTensor> learnt = new HashMap<>(network.snapshot());
    for (Weight weight : network.parameters()) {
      float[] values = learnt.get(weight.name()).floats();
      int dimensions = weight.shape().length;
      float scale = weight.name().matches(LAST_OF_BRANCH) ? 0.3f : 1;
      for (int i = 0; i < values.length; i++) {
        float noise = (float) random.nextGaussian();
        if (dimensions == 2) {
          values[i] = noise / (float) Math.sqrt((double) weight.shape()[1]);
        } else if (dimensions != 4) {
          values[i] = scale * (values[i] + noise / 5);
        }
      }
      learnt.put(weight.name(), TorchTensor.of(values, weight.shape()));
    }
    return learnt;
  }

  private static void see(Classifier network, int size) {
    try (NDManager arrays = network.newStep()) {
      NDArray images = network.images(arrays, pixels(SEEN, size, 1), SEEN, size);
      var unused = network.logits(images, Mode.TRAIN, 1);
    }
  }

  private static Map<String, TorchTensor> statistics(Classifier network) {
    Map<String, TorchTensor> statistics = new HashMap<>(network.snapshot());
    statistics.keySet().removeIf(name -> !name.matches(".*\\.running_(mean|var)"));
    return statistics;
  }

  /**
   * What running statistics become where the same images are seen for ever, of what they are after
   * one and after two steps: whatever the norm's momentum.
   */
  private static TorchTensor converged(String name, float[] once, TorchTensor twice) {
    float start = name.endsWith(".running_var") ? 1 : 0;
    float[] values = twice.floats();
    double first = 0;
    double both = 0;
    for (int c = 0; c < values.length; c++) {
      first += Math.abs(once[c] - start);
      both += Math.abs(values[c] - start);
    }
    double step = first == 0 ? 1 : 2 - both / first; // 0.1 for PyTorch's usual momentum
    for (int c = 0; c < values.length; c++) {
      values[c] = (float) (start + (once[c] - start) / step);
    }
    return TorchTensor.of(values, twice.shape());
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
  public static ByteBuffer pixels(int count, int size, long seed) {
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
