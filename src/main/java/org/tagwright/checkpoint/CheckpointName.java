package org.tagwright.checkpoint;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tagwright.common.Digest;
import org.tagwright.config.ExperimentConfig;

/**
 * The one path at which a configuration keeps its checkpoint.
 *
 * <p>The name is made of readable tokens of what people vary most, and ends with a digest of every
 * field that differs from its default and can change what is learned: so two configurations that
 * learn differently never share a path, and a field that a later version adds does not move the
 * checkpoints of configurations that leave it alone. Where results go and how fast the work is done
 * ({@code output.*}, device, threads, the pixel cache, the folder of downloaded weights) is no part
 * of it: the same configuration begun on a CPU and on a GPU competes for one checkpoint. Letters,
 * digits, {@code - _ .} and {@code +} only, which every file system takes.
 */
public final class CheckpointName {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "data.workers",
          "data.pixelCache",
          "data.testImages",
          "model.weightsFolder",
          "training.device",
          "training.threads");
  private static final int LONGEST_TOKENS = 140;

  private CheckpointName() {}

  /** {@code trained_models/<backbone>/<name>.pt} of that configuration. */
  public static Path fileOf(ExperimentConfig config) {
    return config
        .output()
        .trainedModels()
        .resolve(config.model().backbone())
        .resolve(of(config) + ".pt");
  }

  /** The name without its ending. */
  public static String of(ExperimentConfig config) {
    String tokens = String.join("_", tokens(config));
    if (tokens.length() > LONGEST_TOKENS) {
      tokens = tokens.substring(0, LONGEST_TOKENS);
    }
    return tokens + "_" + digest(config);
  }

  private static List<String> tokens(ExperimentConfig config) {
    ExperimentConfig.Training training = config.training();
    List<String> tokens = new ArrayList<>();
    tokens.add(config.model().backbone());
    tokens.add(
        config.model().startFrom() != null
            ? "continued"
            : config.model().pretrained() ? "pretrained" : "scratch");
    tokens.add("px" + config.data().imageSize());
    tokens.add("ep" + training.epochs());
    tokens.add(
        training.freezeBackboneAtStart()
            ? "unfreeze" + training.unfreezeBackboneEpoch()
            : "unfrozen");
    tokens.add(
        training.freezeBackboneAtStart()
                && training.effectiveBatchSizeFrozen() != training.batchSize()
            ? "bs" + training.effectiveBatchSizeFrozen() + "-" + training.batchSize()
            : "bs" + training.batchSize());
    tokens.add(
        training.differential()
            ? "lr"
                + number(training.backboneLearningRate())
                + "+"
                + number(training.headLearningRate())
            : "lr" + number(training.learningRate()));
    if (!training.milestones().isEmpty()) {
      tokens.add(
          "ms"
              + training.milestones().stream().map(String::valueOf).collect(Collectors.joining("-"))
              + "x"
              + number(training.decayFactor()));
    }
    if (training.posWeight() == ExperimentConfig.PosWeight.NONE) {
      tokens.add("nopw");
    }
    tokens.add(config.validation().selectBy().key());
    tokens.add("seed" + training.seed());
    return tokens;
  }

  /** 0.0001 as {@code 1e-4}, 0.1 as {@code 0.1}. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "x";
    }
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    if (decimal.scale() <= 2 && decimal.precision() - decimal.scale() <= 4) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "") + mantissa + "e" + (digits.length() - 1 - decimal.scale());
  }

  private static String digest(ExperimentConfig config) {
    Map<String, String> fields = fields(config);
    Map<String, String> defaults = fields(ExperimentConfig.defaults());
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (path, value) -> {
          if (!path.startsWith("output.")
              && !WITHOUT_EFFECT.contains(path)
              && !value.equals(defaults.get(path))) {
            text.append(path).append('=').append(value).append('\n');
          }
        });
    MessageDigest sha256 = Digest.sha256();
    sha256.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return Digest.hex(sha256, 5);
  }

  /** Every leaf field by its path, in the order of the paths. */
  private static Map<String, String> fields(ExperimentConfig config) {
    Map<String, String> fields = new TreeMap<>();
    collect("", config, fields);
    return fields;
  }

  private static void collect(String prefix, Record part, Map<String, String> fields) {
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      String path = prefix + component.getName();
      Object value;
      try {
        value = component.getAccessor().invoke(part);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a public record's accessor", e);
      }
      if (value instanceof Record inner) {
        collect(path + ".", inner, fields);
      } else {
        fields.put(path, String.valueOf(value).replace('\\', '/'));
      }
    }
  }
}
