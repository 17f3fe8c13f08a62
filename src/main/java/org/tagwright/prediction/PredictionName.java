package org.tagwright.prediction;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;

/**
 * The name of a predictions file: what the checkpoint says of itself and what the prediction was
 * made with; {@code na} where the checkpoint does not say.
 *
 * @param bestF1 nullable, as all that comes from the checkpoint
 * @param learningRates one, or backbone and head
 * @param threshold the checkpoint's own
 * @param testThreshold the one used
 */
public record PredictionName(
    @Nullable String model,
    @Nullable Double bestF1,
    @Nullable Integer bestEpoch,
    @Nullable Integer totalEpochs,
    @Nullable Integer batchSize,
    List<Double> learningRates,
    @Nullable Double threshold,
    int testBatchSize,
    double testThreshold) {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  public PredictionName {
    learningRates = learningRates == null ? List.of() : List.copyOf(learningRates);
  }

  /** Of a checkpoint's predictions. */
  static PredictionName of(CheckpointMetadata checkpoint, int batchSize, double threshold) {
    return new PredictionName(
        checkpoint.modelName(),
        checkpoint.bestValF1(),
        integer(checkpoint, CheckpointField.BEST_EPOCH),
        integer(checkpoint, CheckpointField.TOTAL_EPOCHS),
        integer(checkpoint, CheckpointField.BATCH_SIZE),
        learningRates(checkpoint),
        checkpoint.bestThreshold(),
        batchSize,
        threshold);
  }

  private static @Nullable Integer integer(CheckpointMetadata checkpoint, CheckpointField field) {
    Object value = checkpoint.get(field);
    return value == null ? null : Math.toIntExact((Long) value);
  }

  /** The rates that training began with. */
  private static List<Double> learningRates(CheckpointMetadata checkpoint) {
    Object backbone = checkpoint.get(CheckpointField.BACKBONE_BASE_LR);
    Object head = checkpoint.get(CheckpointField.HEAD_BASE_LR);
    Object differential = checkpoint.get(CheckpointField.USE_DIFFERENTIAL_LR);
    if (Boolean.TRUE.equals(differential) && backbone != null && head != null) {
      return List.of((Double) backbone, (Double) head);
    }
    Object rate = checkpoint.get(CheckpointField.LEARNING_RATE);
    return rate == null ? List.of() : List.of((Double) rate);
  }

  /** Without ending. Characters that a file system may refuse become {@code -}. */
  @Override
  public String toString() {
    String name =
        "predictions_"
            + (model == null ? "na" : model)
            + "_f1-"
            + number(bestF1)
            + "_ep-"
            + whole(bestEpoch)
            + "of"
            + whole(totalEpochs)
            + "_bs-"
            + whole(batchSize)
            + "_lr-"
            + (learningRates.isEmpty()
                ? "na"
                : learningRates.stream()
                    .map(PredictionName::number)
                    .collect(Collectors.joining("-")))
            + "_th-"
            + number(threshold)
            + "_testbs-"
            + testBatchSize
            + "_testth-"
            + number(testThreshold);
    return name.replaceAll("[^A-Za-z0-9._+-]", "-");
  }

  private static String whole(@Nullable Integer value) {
    return value == null ? "na" : value.toString();
  }

  /** Four digits, in plain form as people write learning rates: 0.0001. */
  private static String number(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return "na";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
