package org.tagwright.config;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.OptimizerSettings.OptimizerKind;

/** The learning rates, and how they fall. */
public final class LearningRateSettings {
  /** How the learning rate goes on, step by step, each as PyTorch defines it. */
  public enum Schedule {
    /** Multiplied after certain epochs. */
    MILESTONES,
    /** Half a cosine wave down. */
    COSINE,
    /** Up to the configured rate and down again, each half a cosine wave (Smith 2018). */
    ONE_CYCLE,
    CONSTANT
  }

  static final SettingList LIST = new SettingList(Section.LEARNING_RATE);

  private static final String SINCE = "0.2.0";
  private static final String SCHEDULE_PATH = "training.schedule";
  private static final double HIGH_FOR_ADAM = 0.1;
  private static final String TOO_HIGH = "is very high for Adam; 1e-5 to 1e-3 is typical";

  public static final Setting<Boolean> DIFFERENTIAL =
      LIST.onOff(
              "training.differential",
              false,
              "Separate rates",
              "One learning rate for the backbone, another for the head.")
          .common()
          .column("use_differential_lr")
          .checkpoint("use_differential_lr")
          .build();

  public static final Setting<Double> LEARNING_RATE =
      LIST.number(
              "training.learningRate",
              1e-4,
              "Learning rate",
              "For all weights. Typical for Adam: 1e-5 to 1e-3.")
          .common()
          .shortLabel("lr")
          .greaterThanZero()
          .onlyIf("training.differential", false)
          .warn(
              config ->
                  !config.training().differential()
                          && isHigh(config.training(), config.training().learningRate())
                      ? TOO_HIGH
                      : null)
          .column("learning_rate", "lr")
          .checkpoint("learning_rate", LearningRateSettings::onlyRate)
          .checkpoint("base_learning_rate", LearningRateSettings::onlyRate)
          .token(70, config -> rateToken(config.training()))
          .build();

  public static final Setting<Double> BACKBONE_LR =
      LIST.number(
              "training.backboneLearningRate",
              1e-5,
              "Backbone LR",
              "Learning rate of the backbone, usually a tenth of the head's.")
          .common()
          .shortLabel("backbone lr")
          .greaterThanZero()
          .onlyIf("training.differential", true)
          .warn(
              config ->
                  config.training().differential()
                          && config.training().backboneLearningRate()
                              > config.training().headLearningRate()
                      ? "is higher than the head's; usually it is the lower one"
                      : null)
          .column("backbone_base_lr", "lr backbone")
          .checkpoint(
              "backbone_base_lr",
              config ->
                  config.training().differential()
                      ? config.training().backboneLearningRate()
                      : null)
          .build();

  public static final Setting<Double> HEAD_LR =
      LIST.number(
              "training.headLearningRate",
              1e-4,
              "Head LR",
              "Learning rate of the head, which is untrained and so can take a higher rate.")
          .common()
          .shortLabel("head lr")
          .greaterThanZero()
          .onlyIf("training.differential", true)
          .warn(
              config ->
                  config.training().differential()
                          && isHigh(
                              config.training(),
                              Math.max(
                                  config.training().backboneLearningRate(),
                                  config.training().headLearningRate()))
                      ? TOO_HIGH
                      : null)
          .column("head_base_lr", "lr head")
          .checkpoint(
              "head_base_lr",
              config ->
                  config.training().differential() ? config.training().headLearningRate() : null)
          .build();

  public static final Setting<Schedule> SCHEDULE =
      LIST.choice(
              SCHEDULE_PATH,
              Schedule.MILESTONES,
              "Rate schedule",
              "Steps down at milestones, along a cosine, up and down in one cycle, or constant.")
          .common()
          .column("lr_schedule")
          .token(
              81,
              config ->
                  config.training().schedule() == Schedule.MILESTONES
                      ? ""
                      : FieldReader.name(config.training().schedule()))
          .since(SINCE)
          .build();

  public static final Setting<List<Integer>> MILESTONES =
      LIST.numbers(
              "training.milestones",
              List.of(12, 16),
              "Milestones",
              "After each of these epochs the learning rate is multiplied by the decay factor.")
          .common()
          .unit("epochs")
          .allowed("ascending epochs from 1 on", m -> m.stream().allMatch(epoch -> epoch >= 1))
          .onlyIf(SCHEDULE_PATH, Schedule.MILESTONES)
          .refuse(m -> new HashSet<>(m).size() < m.size() ? "contains an epoch twice: " + m : null)
          .refuse(
              m ->
                  m.equals(m.stream().sorted().toList())
                      ? null
                      : "must be ascending, such as " + m.stream().sorted().toList())
          .warn(config -> late(config.training()))
          .column("lr_milestones")
          .checkpoint("lr_milestones")
          .token(80, config -> milestoneToken(config.training()))
          .build();

  public static final Setting<Double> DECAY_FACTOR =
      LIST.number("training.decayFactor", 0.1, "Decay factor", "0.1 divides the rate by ten.")
          .common()
          .unit("×")
          .greaterThanZero()
          .onlyIf(SCHEDULE_PATH, Schedule.MILESTONES)
          .onlyUnless("training.milestones", List.of())
          .warn(
              config ->
                  config.training().decayFactor() > 1
                      ? "is above 1: the learning rate grows at each milestone"
                      : null)
          .column("lr_decay_factor")
          .checkpoint("lr_decay_factor")
          .build();

  public static final Setting<Double> WARMUP_EPOCHS =
      LIST.number(
              "training.warmupEpochs",
              0.0,
              "Warm-up",
              "Epochs in which the rate rises, may be a fraction; at 0, one cycle takes three"
                  + " tenths of the run.")
          .unit("epochs")
          .allowed("at least 0", epochs -> epochs >= 0 && Double.isFinite(epochs))
          .refuseWith(
              config ->
                  config.training().warmupEpochs() > config.training().epochs()
                      ? "must be at most training.epochs, which is "
                          + config.training().epochs()
                          + ", not "
                          + ConfigJson.text(config.training().warmupEpochs())
                      : null)
          .column("warmup_epochs")
          .since(SINCE)
          .build();

  public static final Setting<Double> MIN_LEARNING_RATE =
      LIST.number(
              "training.minLearningRate",
              0.0,
              "Final rate",
              "Learning rate at the end of a cosine schedule.")
          .allowed("at least 0", rate -> rate >= 0 && Double.isFinite(rate))
          .onlyIf(SCHEDULE_PATH, Schedule.COSINE)
          .column("min_learning_rate")
          .since(SINCE)
          .build();

  private LearningRateSettings() {}

  private static boolean isHigh(Training training, double rate) {
    return training.optimizer() != OptimizerKind.SGD && rate > HIGH_FOR_ADAM;
  }

  private static Double onlyRate(ExperimentConfig config) {
    Training training = config.training();
    return training.differential() ? null : (Double) training.learningRate();
  }

  private static String late(Training training) {
    if (training.schedule() != Schedule.MILESTONES) {
      return null;
    }
    List<Integer> late =
        training.milestones().stream().filter(epoch -> epoch >= training.epochs()).toList();
    return late.isEmpty()
        ? null
        : late + " lie at or after the last epoch (" + training.epochs() + ") and change nothing";
  }

  private static String rateToken(Training training) {
    return training.differential()
        ? "lr" + token(training.backboneLearningRate()) + "+" + token(training.headLearningRate())
        : "lr" + token(training.learningRate());
  }

  private static String milestoneToken(Training training) {
    return training.milestones().isEmpty()
        ? ""
        : training.milestones().stream()
            .map(String::valueOf)
            .collect(Collectors.joining("-", "ms", "x" + token(training.decayFactor())));
  }

  /** 0.0001 as {@code 1e-4}, 0.1 as {@code 0.1}. */
  private static String token(double value) {
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
}
