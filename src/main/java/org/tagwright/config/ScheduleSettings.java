package org.tagwright.config;

import java.util.OptionalLong;
import org.tagwright.common.MachineMemory;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.Precision;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.backbone.TrainingMemory;

/** How long and in what portions a network is trained. Epochs count from 1. */
public final class ScheduleSettings {
  static final SettingList LIST = new SettingList(Section.SCHEDULE);

  static final int GREATEST_EPOCHS = 100_000;
  private static final int GREATEST_BATCH = 65_536;

  public static final Setting<Recipe> RECIPE =
      LIST.choice(
              "recipe",
              Recipe.CLASSIC,
              "Recipe",
              "Fills in settings that go together; each can still be changed.")
          .common()
          .outOfDigest()
          .column("recipe")
          .since("0.2.0")
          .build();

  public static final Setting<Integer> EPOCHS =
      LIST.number("training.epochs", 18, "Epochs", "Passes over the training images.")
          .common()
          .range(1, GREATEST_EPOCHS)
          .column("epochs", "total_epochs")
          .token(40, config -> "ep" + config.training().epochs())
          .build();

  public static final Setting<Integer> BATCH_SIZE =
      LIST.number("training.batchSize", 32, "Batch size", "Images per step.")
          .common()
          .shortLabel("batch")
          .unit("images")
          .refuse(ScheduleSettings::tooSmallForBatchNorm)
          .range(2, GREATEST_BATCH)
          .column("batch_size", "batch")
          .checkpoint("batch_size")
          .checkpoint("train_batch_size_unfrozen")
          .token(60, config -> batchToken(config.training()))
          .warn(ScheduleSettings::moreThanTheMachineHas)
          .build();

  public static final Setting<Boolean> FREEZE_BACKBONE =
      LIST.onOff(
              "training.freezeBackboneAtStart",
              true,
              "Freeze backbone first",
              "Train only the head at first, then the whole network.")
          .common()
          .shortLabel("freeze")
          .warn(ScheduleSettings::frozenForNothing)
          .column("freeze_backbone_at_start")
          .checkpoint("freeze_backbone_at_start")
          .token(50, config -> freezeToken(config.training()))
          .build();

  public static final Setting<Integer> UNFREEZE_EPOCH =
      LIST.number(
              "training.unfreezeBackboneEpoch",
              4,
              "Unfreeze at epoch",
              "First epoch that trains the backbone, too.")
          .common()
          .atLeast(1)
          .onlyIf("training.freezeBackboneAtStart", true)
          .warn(
              config ->
                  config.training().freezeBackboneAtStart()
                          && config.training().unfreezeBackboneEpoch() > config.training().epochs()
                      ? "is after the last epoch: the backbone stays frozen throughout"
                      : null)
          .column("unfreeze_backbone_epoch")
          .checkpoint("unfreeze_backbone_epoch")
          .build();

  public static final Setting<Integer> BATCH_SIZE_FROZEN =
      LIST.<Integer>number(
              "training.batchSizeFrozen",
              null,
              "Frozen batch size",
              "Images per step while the backbone is frozen, which leaves room for more.")
          .unit("images")
          .orNull("same")
          .refuse(ScheduleSettings::tooSmallForBatchNorm)
          .range(2, GREATEST_BATCH)
          .onlyIf("training.freezeBackboneAtStart", true)
          .column("train_batch_size_frozen")
          .checkpoint(
              "train_batch_size_frozen", config -> config.training().effectiveBatchSizeFrozen())
          .build();

  public static final Setting<Integer> VAL_BATCH_SIZE =
      LIST.number(
              "training.valBatchSize", 64, "Validation batch size", "Affects speed, not scores.")
          .unit("images")
          .range(1, GREATEST_BATCH)
          .column("val_batch_size")
          .checkpoint("val_batch_size")
          .build();

  private ScheduleSettings() {}

  private static String tooSmallForBatchNorm(int size) {
    return size == 1
        ? "must be at least 2: the head's batch norm cannot learn from one image at a time"
        : null;
  }

  private static String frozenForNothing(ExperimentConfig config) {
    Training training = config.training();
    if (training.freezeBackboneAtStart() && training.unfreezeBackboneEpoch() == 1) {
      return "has no effect: the backbone is unfrozen from epoch 1 on";
    }
    boolean scratch = !config.model().pretrained() && config.model().startFrom() == null;
    return scratch && training.frozenIn(1)
        ? "the backbone starts from random weights, so freezing it leaves the head little to learn"
            + " from"
        : null;
  }

  private static String freezeToken(Training training) {
    return training.freezeBackboneAtStart()
        ? "unfreeze" + training.unfreezeBackboneEpoch()
        : "unfrozen";
  }

  /**
   * About the most memory that training takes on a CPU, bytes, by what was measured; empty where
   * nothing was, or where only the head trains.
   */
  public static OptionalLong memoryBytes(ExperimentConfig config) {
    Training training = config.training();
    return training.frozenIn(training.epochs())
        ? OptionalLong.empty()
        : memoryBytes(config, config.model().backbone());
  }

  /** The same for all weights of another backbone. */
  public static OptionalLong memoryBytes(ExperimentConfig config, String backbone) {
    if (config.data().imageSize() < 1) {
      return OptionalLong.empty();
    }
    Precision precision = config.training().precision(); // auto may be float32, which takes more
    return TrainingMemory.of(backbone, precision == Precision.BF16 ? "bf16" : "fp32")
        .map(each -> each.bytes(config.training().batchSize(), config.data().imageSize()))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private static String moreThanTheMachineHas(ExperimentConfig config) {
    long there = MachineMemory.bytes();
    OptionalLong needed = memoryBytes(config);
    return needed.isPresent() && needed.getAsLong() > there
        ? "takes about %s of memory on a CPU, and this machine has %s"
            .formatted(Units.bytes(needed.getAsLong()), Units.bytes(there))
        : null;
  }

  private static String batchToken(Training training) {
    int frozen = training.effectiveBatchSizeFrozen();
    return training.freezeBackboneAtStart() && frozen != training.batchSize()
        ? "bs" + frozen + "-" + training.batchSize()
        : "bs" + training.batchSize();
  }
}
