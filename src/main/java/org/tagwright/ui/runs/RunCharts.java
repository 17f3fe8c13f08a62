package org.tagwright.ui.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunState;
import org.tagwright.run.StepSeries;
import org.tagwright.ui.common.plot.PlotBand;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.plot.PlotSeries.Style;

/**
 * Makes the charts of one run, or of several laid over each other. One run has a colour for each
 * line; of several each has its own colour, full for validation and dashed for training.
 */
final class RunCharts {
  /** Which measure of speed the third chart shows. */
  enum Pace {
    IMAGES_PER_SECOND("Images/s"),
    WAITING("Waiting for data, %"),
    MEMORY("Memory, GB");

    private final String title;

    Pace(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * How to draw.
   *
   * @param overTime seconds since the start on the axis, else epochs
   * @param smoothing weight of what was before, 0 to below 1
   * @param metrics what the chart of scores shows; of several runs only the first
   */
  record Options(boolean overTime, double smoothing, Collection<Metric> metrics, Pace pace) {}

  /** A run, its place in the palette, and what its lines are called. */
  record Line(RunDetails run, int color, String name) {}

  private static final List<Metric> METRICS = List.of(Metric.values());

  private final List<Line> runs;
  private final Options options;
  private final boolean alone;

  RunCharts(List<Line> runs, Options options) {
    this.runs = runs.stream().filter(line -> line.run().state().lastTime() != null).toList();
    this.options = options;
    this.alone = runs.size() <= 1;
  }

  PlotContent loss() {
    List<PlotSeries> lines = new ArrayList<>();
    for (Line line : runs) {
      StepSeries steps = line.run().state().steps();
      String training = alone ? "Training" : line.name() + " · training";
      PlotSeries raw = steps(line, training, alone ? 0 : line.color(), steps::meanLoss);
      if (options.smoothing() > 0) {
        if (alone) {
          lines.add(extremes(raw, steps).as(Style.FAINT));
        }
        raw = raw.smoothed(options.smoothing());
      }
      lines.add(alone ? raw : raw.as(Style.DASHED));
      lines.add(
          epochs(
              line,
              alone ? "Validation" : line.name(),
              alone ? 1 : line.color(),
              epoch -> epoch.validationLoss() == null ? Double.NaN : epoch.validationLoss()));
    }
    return content(lines, EpochFinished::validationLoss);
  }

  PlotContent scores() {
    List<PlotSeries> lines = new ArrayList<>();
    for (Line line : runs) {
      for (Metric metric : options.metrics()) {
        String name = alone ? metric.title() : line.name();
        int color = alone ? METRICS.indexOf(metric) : line.color();
        lines.add(epochs(line, name, color, epoch -> value(epoch.metrics().get(metric))));
        boolean training =
            line.run().state().epochs().stream()
                .anyMatch(epoch -> epoch.trainMetrics().containsKey(metric));
        if (training) {
          lines.add(
              epochs(
                      line,
                      name + " · training",
                      color,
                      epoch -> value(epoch.trainMetrics().get(metric)))
                  .as(Style.DASHED));
        }
        if (!alone) {
          break;
        }
      }
    }
    Metric first =
        options.metrics().isEmpty() ? Metric.WEIGHTED_F1 : options.metrics().iterator().next();
    return content(lines, epoch -> epoch.metrics().get(first));
  }

  PlotContent rates() {
    List<PlotSeries> lines = new ArrayList<>();
    for (Line line : runs) {
      boolean two =
          line.run().state().epochs().stream()
              .anyMatch(e -> !e.frozen() && e.backboneLearningRate() != e.headLearningRate());
      String name = line.name();
      String head = alone ? (two ? "Head" : "Learning rate") : two ? name + " · head" : name;
      lines.add(rate(line, head, alone ? 1 : line.color(), EpochFinished::headLearningRate));
      if (two) {
        PlotSeries backbone =
            rate(
                line,
                alone ? "Backbone" : name + " · backbone",
                alone ? 0 : line.color(),
                e -> e.frozen() ? Double.NaN : e.backboneLearningRate());
        lines.add(alone ? backbone : backbone.as(Style.DASHED_STEPS));
      }
    }
    return content(lines, null);
  }

  PlotContent pace() {
    List<PlotSeries> lines = new ArrayList<>();
    for (Line line : runs) {
      StepSeries steps = line.run().state().steps();
      String name = alone ? options.pace().title() : line.name();
      int color = alone ? 2 : line.color();
      lines.add(
          steps(
              line,
              name,
              color,
              switch (options.pace()) {
                case IMAGES_PER_SECOND -> steps::imagesPerSecond;
                case WAITING -> i -> 100 * steps.waitingShare(i);
                case MEMORY -> i -> steps.memoryBytes(i) / 1e9;
              }));
    }
    return content(lines, null);
  }

  private PlotSeries steps(Line line, String name, int color, IntToDoubleFunction value) {
    StepSeries steps = line.run().state().steps();
    double[] x = new double[steps.size()];
    double[] y = new double[steps.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          options.overTime()
              ? secondsSinceStart(line.run().state(), steps.timeMillis(i))
              : steps.epochPosition(i);
      y[i] = value.applyAsDouble(i);
    }
    return new PlotSeries(name, color, Style.LINE, x, y);
  }

  /** Each bucket's least and greatest loss, so that no spike of a long run is averaged away. */
  private static PlotSeries extremes(PlotSeries means, StepSeries steps) {
    if (steps.stepsPerBucket() == 1) {
      return means;
    }
    double[] x = IntStream.range(0, 2 * steps.size()).mapToDouble(i -> means.x(i / 2)).toArray();
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> i % 2 == 0 ? steps.minLoss(i / 2) : steps.maxLoss(i / 2));
    return new PlotSeries(means.name(), means.color(), means.style(), x, y);
  }

  private PlotSeries epochs(
      Line line, String name, int color, ToDoubleFunction<EpochFinished> value) {
    List<EpochFinished> epochs =
        line.run().state().epochs().stream()
            .filter(epoch -> Double.isFinite(value.applyAsDouble(epoch)))
            .toList();
    double[] x = epochs.stream().mapToDouble(epoch -> x(line.run().state(), epoch)).toArray();
    double[] y = epochs.stream().mapToDouble(value).toArray();
    return new PlotSeries(name, color, Style.LINE, x, y);
  }

  /** A rate holds from its epoch's beginning to its end. */
  private PlotSeries rate(
      Line line, String name, int color, ToDoubleFunction<EpochFinished> value) {
    RunState state = line.run().state();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double begun = 0;
    for (EpochFinished epoch : state.epochs()) {
      double rate = value.applyAsDouble(epoch);
      if (Double.isFinite(rate)) {
        x.add(options.overTime() ? begun : epoch.epoch() - 1.0);
        y.add(rate);
      }
      begun = x(state, epoch);
    }
    if (!x.isEmpty()) {
      x.add(begun);
      y.add(y.get(y.size() - 1));
    }
    return new PlotSeries(
        name,
        color,
        Style.STEPS,
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double x(RunState state, EpochFinished epoch) {
    return options.overTime()
        ? secondsSinceStart(state, state.epochTimes().get(epoch.epoch()).toEpochMilli())
        : epoch.epoch();
  }

  private static double secondsSinceStart(RunState state, long millis) {
    long start = state.startTime() == null ? millis : state.startTime().toEpochMilli();
    return Math.max(0, (millis - start) / 1e3);
  }

  private static double value(Double boxed) {
    return boxed == null ? Double.NaN : boxed;
  }

  private interface OfEpoch {
    Double value(EpochFinished epoch);
  }

  /** Adds what the first run, the selected one, went through. */
  private PlotContent content(List<PlotSeries> lines, OfEpoch bestOf) {
    if (runs.isEmpty()) {
      return PlotContent.EMPTY;
    }
    RunDetails run = runs.get(0).run();
    List<PlotMark> marks = new ArrayList<>();
    List<PlotBand> bands = new ArrayList<>();
    ExperimentConfig config = run.config();
    if (config != null) {
      var training = config.training();
      int thaw = training.freezeBackboneAtStart() ? training.unfreezeBackboneEpoch() : 1;
      double frozenUntil = endOf(run.state(), thaw - 1);
      if (thaw > 1) {
        double shown = Double.isNaN(frozenUntil) ? endOfLast(run.state()) : frozenUntil;
        bands.add(new PlotBand(0, shown, "frozen"));
      }
      if (thaw > 1 && !Double.isNaN(frozenUntil)) {
        marks.add(new PlotMark(frozenUntil, "unfreeze"));
      }
      for (int milestone : training.effectiveMilestones()) {
        double at = endOf(run.state(), milestone);
        if (!Double.isNaN(at)) {
          marks.add(new PlotMark(at, "×" + Units.compact(training.decayFactor())));
        }
      }
    }
    EpochFinished best = run.state().best();
    if (best != null) {
      Double y = bestOf == null ? null : bestOf.value(best);
      marks.add(new PlotMark(x(run.state(), best), value(y), "best"));
    }
    return new PlotContent(lines, marks, bands);
  }

  /** Where an epoch ended, or NaN where it has not. */
  private double endOf(RunState state, int epoch) {
    return state.epochs().stream()
        .filter(finished -> finished.epoch() == epoch)
        .mapToDouble(finished -> x(state, finished))
        .findFirst()
        .orElse(Double.NaN);
  }

  private double endOfLast(RunState state) {
    StepSeries steps = state.steps();
    if (steps.size() == 0) {
      return 0;
    }
    int last = steps.size() - 1;
    return options.overTime()
        ? secondsSinceStart(state, steps.timeMillis(last))
        : steps.epochPosition(last);
  }
}
