package org.tagwright.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;

/** Makes up events a second apart. */
public final class SampleEvents {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private final List<LoggedEvent> events = new ArrayList<>();

  public List<LoggedEvent> list() {
    return events;
  }

  /** Writes them to the run's log; they get its numbers and times. */
  public void writeTo(RunFolder folder) throws java.io.IOException {
    try (var out =
        java.nio.file.Files.newOutputStream(
            folder.events(),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      for (LoggedEvent event : events) {
        out.write(RunEventJson.toLine(event));
      }
    }
    events.clear();
  }

  private long count;

  public SampleEvents started(int epochs) {
    return then(
        new Started(
            epochs,
            90,
            10,
            List.of("cat", "dog"),
            "resnet18",
            "cpu",
            "fp32",
            1000,
            Metric.WEIGHTED_F1,
            1));
  }

  public SampleEvents resumed(int fromEpoch, int fromStep, int epochs) {
    return then(new Resumed(fromEpoch, fromStep, epochs, "gpu:0", "bf16", 2));
  }

  /** Steps 1, 2, … of an epoch with those losses. */
  public SampleEvents steps(int epoch, int stepsInEpoch, double... losses) {
    for (int i = 0; i < losses.length; i++) {
      step(epoch, i + 1, stepsInEpoch, losses[i]);
    }
    return this;
  }

  public SampleEvents step(int epoch, int step, int stepsInEpoch, double loss) {
    return then(new StepLogged(epoch, step, stepsInEpoch, loss, 50, 0.01, 1L << 20));
  }

  /** A validated epoch with that weighted F1. */
  public SampleEvents epoch(int epoch, double score) {
    return then(
        new EpochFinished(
            epoch,
            0.5,
            0.6,
            Map.of(Metric.WEIGHTED_F1, score, Metric.MAP, score / 2),
            Map.of(),
            0.45,
            List.of(new ClassScore("cat", score, score, score, score, 5, null)),
            List.of(new ThresholdPoint(0.5, score)),
            1e-5,
            1e-4,
            false,
            10,
            50,
            0.01,
            1L << 20));
  }

  /** An epoch that was not validated. */
  public SampleEvents plainEpoch(int epoch) {
    return then(
        new EpochFinished(
            epoch, 0.5, null, null, null, null, null, null, 1e-5, 1e-4, true, 10, 50, 0.01,
            1L << 20));
  }

  public SampleEvents then(RunEvent event) {
    count++;
    events.add(new LoggedEvent(count, BEGIN.plusSeconds(count), event));
    return this;
  }

  public RunState state() {
    return RunState.of(events);
  }

  /** Losses of a series, bucket by bucket. */
  static double[] meanLosses(StepSeries series) {
    double[] losses = new double[series.size()];
    Arrays.setAll(losses, series::meanLoss);
    return losses;
  }
}
