package org.tagwright.ui.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.tagwright.metric.Metric;
import org.tagwright.run.ClassScore;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunState;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotSeries;

/** The runs of compared checkpoints as curves, and what became of each class. */
final class CompareCurves {
  private CompareCurves() {}

  /** F1 of a class in each compared checkpoint; NaN where no validation image had the class. */
  record ClassLine(String name, int support, List<Double> f1) {
    /** Highest minus lowest. */
    double spread() {
      double highest = f1.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(0);
      double lowest = f1.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).min().orElse(0);
      return highest - lowest;
    }
  }

  /** A metric over the epochs, a line a run. */
  static PlotContent metric(Comparison comparison, Metric metric) {
    return curves(comparison, e -> e.metrics().getOrDefault(metric, Double.NaN));
  }

  static PlotContent validationLoss(Comparison comparison) {
    return curves(comparison, e -> e.validationLoss() == null ? Double.NaN : e.validationLoss());
  }

  private static PlotContent curves(Comparison comparison, ToDoubleFunction<EpochFinished> value) {
    List<PlotSeries> series = new ArrayList<>();
    for (int i = 0; i < comparison.checkpoints().size(); i++) {
      int color = i;
      Optional<RunState> run = comparison.runs().get(i);
      String name = comparison.name(i);
      run.ifPresent(
          state -> {
            List<EpochFinished> epochs =
                state.epochs().stream()
                    .filter(e -> Double.isFinite(value.applyAsDouble(e)))
                    .toList();
            series.add(
                new PlotSeries(
                    name,
                    color,
                    PlotSeries.Style.LINE,
                    epochs.stream().mapToDouble(EpochFinished::epoch).toArray(),
                    epochs.stream().mapToDouble(value).toArray()));
          });
    }
    return PlotContent.of(series);
  }

  /** Per-class F1 at each run's best epoch, the classes that differ most first. */
  static List<ClassLine> classes(Comparison comparison) {
    List<Map<String, ClassScore>> scores = new ArrayList<>();
    Map<String, Integer> support = new LinkedHashMap<>();
    for (Optional<RunState> run : comparison.runs()) {
      Map<String, ClassScore> byName = new LinkedHashMap<>();
      run.map(RunState::best)
          .filter(Objects::nonNull)
          .ifPresent(best -> best.perClass().forEach(c -> byName.put(c.name(), c)));
      byName.values().forEach(c -> support.merge(c.name(), c.support(), Math::max));
      scores.add(byName);
    }
    List<ClassLine> lines = new ArrayList<>();
    support.forEach(
        (name, count) -> {
          List<Double> f1 =
              scores.stream()
                  .map(s -> s.get(name))
                  .map(s -> s != null && s.support() > 0 ? s.f1() : Double.NaN)
                  .toList();
          if (count > 0) {
            lines.add(new ClassLine(name, count, f1));
          }
        });
    lines.sort((a, b) -> Double.compare(b.spread(), a.spread()));
    return lines;
  }
}
