package org.tagwright.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;

/**
 * Something that happened in a run: one line of {@code events.jsonl}. Component names are the JSON
 * keys. Epochs and steps count from 1; times are durations in seconds, losses are means over the
 * batch or the epoch.
 */
public sealed interface RunEvent {
  /** The first event: what is trained, on what. */
  record Started(
      int epochs,
      int trainSamples,
      int validationSamples,
      List<String> classes,
      String backbone,
      /** Where it really runs, such as {@code cpu} or {@code gpu:0}. */
      String device,
      /** What is really used, such as {@code fp32} or {@code bf16}. */
      String precision,
      long parameters,
      Metric selectBy,
      long pid)
      implements RunEvent {
    public Started {
      classes = orEmpty(classes);
    }
  }

  /**
   * Training goes on after {@code fromStep} steps of the epoch behind {@code fromEpoch}, both of
   * which may be 0; what was logged of later steps and epochs is void.
   */
  record Resumed(int fromEpoch, int fromStep, int epochs, String device, String precision, long pid)
      implements RunEvent {}

  /** Progress within an epoch; logged every few steps. */
  record StepLogged(
      int epoch,
      int step,
      int stepsInEpoch,
      double loss,
      double imagesPerSecond,
      /** Share of the time spent waiting for data, 0..1. */
      double waitingShare,
      long memoryBytes,
      /** In force at this step; {@code null} where it is that of the whole epoch. */
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double backboneLearningRate,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double headLearningRate)
      implements RunEvent {

    /** A step whose learning rates are those of the whole epoch. */
    public StepLogged(
        int epoch,
        int step,
        int stepsInEpoch,
        double loss,
        double imagesPerSecond,
        double waitingShare,
        long memoryBytes) {
      this(epoch, step, stepsInEpoch, loss, imagesPerSecond, waitingShare, memoryBytes, null, null);
    }
  }

  /**
   * An epoch's end. The learning rates are those of its last step. Loss, metrics and threshold all
   * belong to the weights at this moment. Where the epoch was not validated, {@code validationLoss}
   * and {@code threshold} are {@code null} and the collections empty.
   */
  record EpochFinished(
      int epoch,
      double trainLoss,
      Double validationLoss,
      Map<Metric, Double> metrics,
      Map<Metric, Double> trainMetrics,
      Double threshold,
      List<ClassScore> perClass,
      List<ThresholdPoint> thresholdCurve,
      double backboneLearningRate,
      double headLearningRate,
      boolean frozen,
      double seconds,
      double imagesPerSecond,
      double waitingShare,
      long memoryBytes)
      implements RunEvent {
    public EpochFinished {
      metrics = orEmpty(metrics);
      trainMetrics = orEmpty(trainMetrics);
      perClass = orEmpty(perClass);
      thresholdCurve = orEmpty(thresholdCurve);
    }

    public boolean validated() {
      return validationLoss != null || !metrics.isEmpty();
    }

    /** The same without the per-class scores and the curve, which are large. */
    EpochFinished withoutDetails() {
      return new EpochFinished(
          epoch,
          trainLoss,
          validationLoss,
          metrics,
          trainMetrics,
          threshold,
          List.of(),
          List.of(),
          backboneLearningRate,
          headLearningRate,
          frozen,
          seconds,
          imagesPerSecond,
          waitingShare,
          memoryBytes);
    }
  }

  /** A checkpoint lies at {@code path}, whole: written after the rename, never before. */
  record CheckpointSaved(
      int epoch,
      String path,
      Metric metric,
      double score,
      /** Whether {@code score} is the best of the run so far. */
      boolean best)
      implements RunEvent {}

  /** Training waits. The next step or epoch ends the pause. */
  record Paused(int epoch) implements RunEvent {}

  /** The stop request was seen. */
  record StopRequested(int epoch, int step) implements RunEvent {}

  /** The run did all it was to do. {@code reason}: all epochs, or early stopping, in words. */
  record Completed(int epochs, int bestEpoch, double bestScore, String reason)
      implements RunEvent {}

  /** The run ended because it was asked to; {@code epoch} is the last finished one. */
  record Stopped(int epoch) implements RunEvent {}

  /** The run could not go on. {@code message} is worded for the person. */
  record Failed(String message, String details) implements RunEvent {}

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Without metrics that have no value, or that a newer version invented (read as null). */
  private static Map<Metric, Double> orEmpty(Map<Metric, Double> map) {
    Map<Metric, Double> copy = new EnumMap<>(Metric.class);
    if (map != null) {
      map.forEach(
          (metric, value) -> {
            if (metric != null && value != null) {
              copy.put(metric, value);
            }
          });
    }
    return Collections.unmodifiableMap(copy);
  }
}
