package org.tagwright.prediction;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
