package org.tagwright.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.tagwright.common.Units;

/** Tables in Markdown of what the quality benchmark has found so far, from its results file. */
public final class QualityReport {
  private record Group(String regime, QualitySizes sizes) {}

  /** Trials that differ in the seed alone. */
  private record Row(List<String> ingredients, List<QualityTrial> trials) {
    DoubleStream each(ToDoubleFunction<QualityTrial> figure) {
      return trials.stream().mapToDouble(figure);
    }

    double mean(ToDoubleFunction<QualityTrial> figure) {
      return each(figure).average().orElseThrow();
    }

    /** Sample standard deviation, NaN for a single trial. */
    double deviation(ToDoubleFunction<QualityTrial> figure) {
      double mean = mean(figure);
      double squares = each(figure).map(v -> (v - mean) * (v - mean)).sum();
      return Math.sqrt(squares / (trials.size() - 1));
    }
  }

  private final Ladder ladder;

  /**
   * @param ladder gives the variants their names and their order
   */
  public QualityReport(Ladder ladder) {
    this.ladder = ladder;
  }

  public String toMarkdown(List<QualityTrial> trials) {
    Map<Group, Map<Map<String, String>, Row>> groups = new LinkedHashMap<>();
    for (QualityTrial trial : trials) {
      groups
          .computeIfAbsent(
              new Group(trial.key().regime(), trial.key().sizes()), g -> new LinkedHashMap<>())
          .computeIfAbsent(
              trial.key().settings(), s -> new Row(trial.ingredients(), new ArrayList<>()))
          .trials
          .add(trial);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach((group, rows) -> table(group, List.copyOf(rows.values()), text));
    return text.toString();
  }

  private void table(Group group, List<Row> rows, StringBuilder text) {
    QualityTrial any = rows.get(0).trials.get(0);
    text.append(
        Units.text(
            "### %s: %d epochs\n\n%s, on %s in %s\n\n",
            group.regime, any.map().size(), group.sizes.toText(), any.device(), any.precision()));
    text.append(
        "| variant | mAP | ± | gain | weighted F1 | ± | epochs to classic's mAP | CPU s per epoch |"
            + " seeds |\n|---|---|---|---|---|---|---|---|---|\n");
    Row classic = rows.stream().filter(row -> row.ingredients.isEmpty()).findFirst().orElse(null);
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        (a, b) -> Double.compare(b.mean(QualityTrial::lastMap), a.mean(QualityTrial::lastMap)));
    sorted.forEach(row -> text.append(line(group.regime, row, classic)));
    text.append('\n');
  }

  private String line(String regime, Row row, Row classic) {
    double map = row.mean(QualityTrial::lastMap);
    double classicMap = classic == null ? Double.NaN : classic.mean(QualityTrial::lastMap);
    return Units.text(
        "| %s | %.4f | %s | %s | %.4f | %s | %s | %.1f | %s |\n",
        title(regime, row.ingredients),
        map,
        deviation(row, QualityTrial::lastMap),
        classic == null || row.ingredients.isEmpty() ? "" : Units.text("%+.4f", map - classicMap),
        row.mean(QualityTrial::lastWeightedF1),
        deviation(row, QualityTrial::lastWeightedF1),
        classic == null ? "" : epochsTo(row, classicMap),
        row.mean(trial -> trial.cpuSeconds() / trial.map().size()),
        row.trials.stream()
            .map(trial -> String.valueOf(trial.key().seed()))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow());
  }

  private String title(String regime, List<String> ingredients) {
    Ladder.Regime known = ladder.regimes().get(regime);
    return known == null || !ladder.ingredients().keySet().containsAll(ingredients)
        ? String.join(" + ", ingredients)
        : ladder.title(known, ingredients);
  }

  private static String deviation(Row row, ToDoubleFunction<QualityTrial> figure) {
    return row.trials.size() < 2 ? "–" : Units.text("%.4f", row.deviation(figure));
  }

  /** The mean over the trials that get there, and how many do where it is not all. */
  private static String epochsTo(Row row, double map) {
    List<Integer> epochs =
        row.trials.stream().map(t -> t.epochsTo(map)).filter(e -> e > 0).toList();
    if (epochs.isEmpty()) {
      return "never";
    }
    String mean =
        Units.decimal(epochs.stream().mapToInt(Objects::requireNonNull).average().orElseThrow(), 1);
    int all = row.trials.size();
    return epochs.size() == all ? mean : mean + " (" + epochs.size() + " of " + all + ")";
  }
}
