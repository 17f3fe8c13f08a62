package org.tagwright.checkpoint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a checkpoint says beside its weights, under the keys that PyTorch scripts know. */
public enum CheckpointField {
  MODEL_NAME("model_name", Kind.TEXT),
  /** {@code csra} or {@code mlDecoder}; written only where it is not linear. */
  MODEL_HEAD("model_head", Kind.TEXT),
  /** {@code max} or {@code both}; written only where it is not average pooling. */
  MODEL_POOLING("model_pooling", Kind.TEXT),
  /** Side of the images to score, pixels; written only where it is not that of training. */
  EVALUATION_SIZE("evaluation_size", Kind.INTEGER),
  /** {@code flip}; written only where scores of mirror images count, too. */
  PREDICTION_AUGMENT("prediction_augment", Kind.TEXT),
  /** The selection metric's validation value at the best epoch, whichever metric it is. */
  BEST_VAL_F1("best_val_f1", Kind.NUMBER),
  BEST_EPOCH("best_epoch", Kind.INTEGER),
  TOTAL_EPOCHS("total_epochs", Kind.INTEGER),
  BEST_THRESHOLD("best_threshold", Kind.NUMBER),
  BATCH_SIZE("batch_size", Kind.INTEGER),
  TRAIN_BATCH_SIZE_FROZEN("train_batch_size_frozen", Kind.INTEGER),
  TRAIN_BATCH_SIZE_UNFROZEN("train_batch_size_unfrozen", Kind.INTEGER),
  VAL_BATCH_SIZE("val_batch_size", Kind.INTEGER),
  LEARNING_RATE("learning_rate", Kind.NUMBER),
  LEARNING_RATES("learning_rates", Kind.NUMBERS),
  USE_DIFFERENTIAL_LR("use_differential_lr", Kind.FLAG),
  BASE_LEARNING_RATE("base_learning_rate", Kind.NUMBER),
  BACKBONE_BASE_LR("backbone_base_lr", Kind.NUMBER),
  HEAD_BASE_LR("head_base_lr", Kind.NUMBER),
  LR_MILESTONES("lr_milestones", Kind.INTEGERS),
  LR_DECAY_FACTOR("lr_decay_factor", Kind.NUMBER),
  FREEZE_BACKBONE_AT_START("freeze_backbone_at_start", Kind.FLAG),
  UNFREEZE_BACKBONE_EPOCH("unfreeze_backbone_epoch", Kind.INTEGER),
  TH_MULTI_LABEL("th_multi_label", Kind.NUMBER),
  VAL_SPLIT("val_split", Kind.NUMBER),
  TRAIN_METRICS_EVERY_N_EPOCHS("train_metrics_every_n_epochs", Kind.INTEGER),
  VAL_EVERY_N_EPOCHS("val_every_n_epochs", Kind.INTEGER),
  SEED("seed", Kind.INTEGER),
  NUM_WORKERS("num_workers", Kind.INTEGER),
  NUM_CLASSES("num_classes", Kind.INTEGER),
  EARLY_STOPPING_ENABLED("early_stopping_enabled", Kind.FLAG),
  EARLY_STOPPING_PATIENCE("early_stopping_patience", Kind.INTEGER),
  EARLY_STOPPING_MIN_DELTA("early_stopping_min_delta", Kind.NUMBER);

  /** What a field's value is, in Java and in Python. */
  public enum Kind {
    /** {@link String}; str. */
    TEXT("text"),
    /** {@link Double}; float. */
    NUMBER("a number"),
    /** {@link Long}; int. */
    INTEGER("an integer"),
    /** {@link Boolean}; bool. */
    FLAG("True or False"),
    /** List of {@link Double}; list of float. */
    NUMBERS("a list of numbers"),
    /** List of {@link Long}; list of int. */
    INTEGERS("a list of integers"),
    /** List of {@link String}; list of str. */
    TEXTS("a list of text");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** What a value should be, in words. */
    String title() {
      return title;
    }
  }

  private static final Map<String, CheckpointField> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(CheckpointField::key, f -> f));

  private final String key;
  private final Kind kind;

  CheckpointField(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The name in the file. */
  public String key() {
    return key;
  }

  public Kind kind() {
    return kind;
  }

  public static Optional<CheckpointField> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** Whether {@code None} is written where there is no value: as always for the first fields. */
  boolean writtenAsNone() {
    return !EnumSet.of(MODEL_HEAD, MODEL_POOLING, EVALUATION_SIZE, PREDICTION_AUGMENT)
        .contains(this);
  }

  /** The value as this field's Java type, or {@code null} where it is of another kind. */
  @Nullable Object convert(Object value) {
    return FieldValues.convert(kind, value);
  }
}
