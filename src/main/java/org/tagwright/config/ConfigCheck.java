package org.tagwright.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tagwright.common.ByteSize;
import org.tagwright.common.NearestName;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.ExperimentConfig.Validation;

/**
 * Finds what is wrong with a configuration before anything is started. Looks at the values alone,
 * never at the disk, so that a form can ask at every key stroke.
 */
public final class ConfigCheck {
  private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu:\\d{1,4}");

  /** Below this the deepest backbones have no pixels left before their last layers. */
  private static final int LEAST_IMAGE_SIZE = 32;

  private static final int GREATEST_IMAGE_SIZE = 2048;
  private static final int GREATEST_BATCH = 65_536;
  private static final int GREATEST_EPOCHS = 100_000;

  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigCheck() {}

  /** Every reason not to train with {@code config}, in the order of its fields. */
  public static List<ConfigProblem> check(ExperimentConfig config) {
    ConfigCheck check = new ConfigCheck();
    check.data(config.data());
    check.model(config.model());
    check.training(config.training());
    check.validation(config.validation());
    check.earlyStopping(config.earlyStopping());
    return List.copyOf(check.problems);
  }

  /** Throws one error that tells every problem; {@code sourceName} is the file or run. */
  public static void require(ExperimentConfig config, String sourceName) {
    List<ConfigProblem> problems = check(config);
    if (!problems.isEmpty()) {
      throw TagwrightException.input(
          problems.stream()
              .map(problem -> "\n  " + problem)
              .collect(
                  Collectors.joining(
                      "", "The configuration of " + sourceName + " will not do:", "")));
    }
  }

  /** What is allowed but hardly meant. */
  public static List<ConfigProblem> warnings(ExperimentConfig config) {
    return ConfigWarnings.of(config);
  }

  private void problem(boolean isOne, String field, String message) {
    if (isOne) {
      problems.add(new ConfigProblem(field, message));
    }
  }

  private void range(String field, long value, long least, long greatest) {
    problem(
        value < least || value > greatest,
        field,
        "must be from %d to %d, not %d".formatted(least, greatest, value));
  }

  private void positive(String field, double value) {
    problem(
        !(value > 0) || Double.isInfinite(value),
        field,
        "must be greater than 0, not " + ConfigJson.text(value));
  }

  private void data(ExperimentConfig.Data data) {
    problem(
        !(data.valSplit() > 0 && data.valSplit() < 1),
        "data.valSplit",
        "must lie between 0 and 1, both excluded, such as 0.1; not "
            + ConfigJson.text(data.valSplit()));
    range("data.imageSize", data.imageSize(), LEAST_IMAGE_SIZE, GREATEST_IMAGE_SIZE);
    if (data.workers() != null) {
      range("data.workers", data.workers(), 1, 1024);
    }
    String cache = data.pixelCache();
    problem(
        !cache.equals("auto") && !cache.equals("off") && ByteSize.parse(cache).isEmpty(),
        "data.pixelCache",
        "must be auto, off or a size with its unit such as 20 GB; not \"" + cache + "\"");
  }

  private void model(ExperimentConfig.Model model) {
    problem(
        !ExperimentConfig.BACKBONES.contains(model.backbone()),
        "model.backbone",
        "\"%s\" is not one of %s; the nearest is %s"
            .formatted(
                model.backbone(),
                String.join(", ", ExperimentConfig.BACKBONES),
                NearestName.of(model.backbone(), ExperimentConfig.BACKBONES).orElseThrow()));
  }

  private void training(Training training) {
    range("training.epochs", training.epochs(), 1, GREATEST_EPOCHS);
    batchSize("training.batchSize", training.batchSize());
    if (training.batchSizeFrozen() != null) {
      batchSize("training.batchSizeFrozen", training.batchSizeFrozen());
    }
    range("training.valBatchSize", training.valBatchSize(), 1, GREATEST_BATCH);
    range("training.unfreezeBackboneEpoch", training.unfreezeBackboneEpoch(), 1, Integer.MAX_VALUE);
    positive("training.learningRate", training.learningRate());
    positive("training.backboneLearningRate", training.backboneLearningRate());
    positive("training.headLearningRate", training.headLearningRate());
    milestones(training.milestones());
    positive("training.decayFactor", training.decayFactor());
    problem(
        !DEVICE.matcher(training.device()).matches(),
        "training.device",
        "must be auto, cpu or gpu:N (gpu:0 is the first one); not \"" + training.device() + "\"");
    if (training.threads() != null) {
      range("training.threads", training.threads(), 1, 1024);
    }
  }

  /** The head normalises over the batch, which one image alone does not make. */
  private void batchSize(String field, int size) {
    if (size == 1) {
      problem(
          true,
          field,
          "must be at least 2: the head's batch norm cannot learn from one image at a time");
    } else {
      range(field, size, 2, GREATEST_BATCH);
    }
  }

  private void milestones(List<Integer> milestones) {
    String field = "training.milestones";
    problem(
        milestones.stream().anyMatch(epoch -> epoch < 1),
        field,
        "must be epochs from 1 on, not " + milestones);
    problem(
        new HashSet<>(milestones).size() < milestones.size(),
        field,
        "names an epoch twice: " + milestones);
    problem(
        !milestones.equals(milestones.stream().sorted().toList()),
        field,
        "must ascend, such as " + milestones.stream().sorted().distinct().toList());
  }

  private void validation(Validation validation) {
    range("validation.everyNEpochs", validation.everyNEpochs(), 1, GREATEST_EPOCHS);
    range(
        "validation.trainMetricsEveryNEpochs",
        validation.trainMetricsEveryNEpochs(),
        0,
        GREATEST_EPOCHS);
    problem(
        !(validation.threshold() >= 0 && validation.threshold() < 1),
        "validation.threshold",
        "must be a score from 0 to below 1, not " + ConfigJson.text(validation.threshold()));
  }

  private void earlyStopping(ExperimentConfig.EarlyStopping stopping) {
    range("earlyStopping.patience", stopping.patience(), 1, GREATEST_EPOCHS);
    problem(
        !(stopping.minDelta() >= 0 && stopping.minDelta() < 1),
        "earlyStopping.minDelta",
        "must be from 0 to below 1, for scores lie in 0..1; not "
            + ConfigJson.text(stopping.minDelta()));
  }
}
