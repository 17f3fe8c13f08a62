package org.tagwright.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;

/** What went wrong in mid-run, in words that a person can act on. */
final class TrainingFailure {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingFailure.class);
  private static final int DEEPEST_CAUSE = 10;

  private TrainingFailure() {}

  /** A loss that is NaN or infinite. Steps and epochs count from 1. */
  static final class LossNotFinite extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int epoch;
    private final int step;

    LossNotFinite(int epoch, int step) {
      super("The loss is not finite in epoch " + epoch + ", step " + step);
      this.epoch = epoch;
      this.step = step;
    }
  }

  private static String lossWords(ExperimentConfig config, int epoch, int step, int savedEpochs) {
    ExperimentConfig.Training training = config.training();
    boolean frozen = training.frozenIn(epoch);
    String field =
        !training.differential()
            ? "training.learningRate"
            : frozen ? "training.headLearningRate" : "training.backboneLearningRate";
    double rate =
        !training.differential()
            ? training.learningRate()
            : frozen ? training.headLearningRate() : training.backboneLearningRate();
    return Units.text(
        "The loss is no number any more (NaN or infinite) in epoch %d, step %d. Most often the"
            + " learning rate is too high: start again with %s below %s, for example %s.%s%s",
        epoch,
        step,
        field,
        Units.compact(rate),
        Units.compact(rate / 10),
        training.precision() == ExperimentConfig.Precision.FP16
            ? " With precision fp16 also try bf16 or fp32."
            : "",
        kept(savedEpochs));
  }

  /**
   * Words for any failure of a run, with the place and with what is kept.
   *
   * @param savedEpochs what the saved state holds: fewer than finished where saving it failed
   */
  static TagwrightException of(
      Throwable error,
      ExperimentConfig config,
      TrainingProgress progress,
      int savedEpochs,
      boolean frozen) {
    if (error instanceof LossNotFinite loss) {
      return TagwrightException.failure(
          lossWords(config, loss.epoch, loss.step, savedEpochs), error);
    }
    String where =
        Units.text(" (epoch %d, after step %d)", progress.nextEpoch(), progress.stepsIntoNext());
    String kept = kept(savedEpochs);
    if (isOutOfMemory(error)) {
      return TagwrightException.failure(
          "Out of memory" + where + ". " + advice(error, config, frozen) + kept, error);
    }
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof IOException e && Failures.isDiskFull(e)) {
        return TagwrightException.failure(
            "The disk is full"
                + where
                + ": "
                + e.getMessage()
                + ". Free some space, then resume the run."
                + kept,
            error);
      }
    }
    if (error instanceof TagwrightException known) {
      return TagwrightException.failure(known.getMessage() + where + "." + kept, error);
    }
    String text = error.getMessage() == null ? error.toString() : error.getMessage();
    return TagwrightException.failure("Training failed" + where + ": " + text + kept, error);
  }

  /** Appends the event Failed; where not even that can be written, says so in the log. */
  static void report(TagwrightException failure, EventLog events) {
    try {
      StringWriter details = new StringWriter();
      failure.printStackTrace(new PrintWriter(details));
      events.append(new RunEvent.Failed(failure.getMessage(), details.toString()));
    } catch (TagwrightException e) {
      LOG.error("The failure could not be written to the run's events: {}", e.getMessage());
      failure.addSuppressed(e);
    }
  }

  /** Java's own memory is little beside PyTorch's, and a smaller batch would not help it. */
  private static String advice(Throwable error, ExperimentConfig config, boolean frozen) {
    String batch = smallerBatch(config, frozen);
    return ofJava(error)
        ? batch + " Or give Java more than it has, for example 4 GB: TAGWRIGHT_OPTS=-Xmx4g."
        : batch;
  }

  private static String smallerBatch(ExperimentConfig config, boolean frozen) {
    ExperimentConfig.Training training = config.training();
    int size = frozen ? training.effectiveBatchSizeFrozen() : training.batchSize();
    String field =
        frozen && training.batchSizeFrozen() != null
            ? "training.batchSizeFrozen"
            : "training.batchSize";
    if (size <= 2) {
      return "The batch is as small as it gets ("
          + size
          + "): try a smaller data.imageSize than "
          + config.data().imageSize()
          + ", or a smaller backbone.";
    }
    return "Start again with a smaller batch, for example "
        + field
        + " "
        + size / 2
        + " instead of "
        + size
        + " (validation: training.valBatchSize, now "
        + training.valBatchSize()
        + ").";
  }

  /** Native out-of-memory has no type of its own: libtorch's messages tell. */
  static boolean isOutOfMemory(Throwable error) {
    if (ofJava(error)) {
      return true;
    }
    Throwable t = error;
    for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++, t = t.getCause()) {
      String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains("out of memory")
          || text.contains("not enough memory")
          || text.contains("can't allocate memory")
          || text.contains("cannot allocate memory")
          || text.contains("bad_alloc")) {
        return true;
      }
    }
    return false;
  }

  /** Where a class was being loaded, Java tells of it only by name. */
  private static boolean ofJava(Throwable error) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .anyMatch(
            t ->
                t instanceof OutOfMemoryError
                    || String.valueOf(t.getMessage()).contains("java.lang.OutOfMemoryError"));
  }

  private static String kept(int savedEpochs) {
    return savedEpochs == 0
        ? " No epoch was saved before."
        : " The state after epoch " + savedEpochs + " is kept, and the run can be resumed from it.";
  }
}
