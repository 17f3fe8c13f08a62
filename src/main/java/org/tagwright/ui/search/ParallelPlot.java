package org.tagwright.ui.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.Trial;
import org.tagwright.search.space.Domain;
import org.tagwright.ui.common.widget.Texts;

/**
 * Parallel coordinates: an axis for each setting and one for the score, a line for each trial. The
 * better a trial, the stronger its line. A line passes by the axis of a setting that had no effect.
 */
final class ParallelPlot extends Pane {
  private static final double SIDE = 56;
  private static final double TOP = 30;
  private static final double BOTTOM = 12;
  private static final double BESIDE_AXIS = 3;
  private static final double FAINTEST = 0.18;

  /**
   * One trial's line.
   *
   * @param heights by axis, from 0 at the bottom to 1; NaN where it passes by
   */
  private record Shape(Polyline line, double[] heights) {}

  private record Mark(Label text, int axis, double height, boolean title) {}

  private final Consumer<Trial> open;
  private final List<Line> axes = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /**
   * @param open gets a trial whose line was clicked
   */
  ParallelPlot(Consumer<Trial> open) {
    this.open = open;
    getStyleClass().add("parallel-plot");
    setMinSize(260, 200);
    setPrefSize(520, 300);
  }

  void show(SearchDetails search) {
    axes.clear();
    shapes.clear();
    marks.clear();
    Map<String, Domain> domains = search.plan().space().domains();
    domains.forEach((path, domain) -> addAxis(Catalogue.get(path).shortLabel(), marksOf(domain)));
    List<Trial> trials =
        search.state().trials().stream()
            .filter(trial -> !trial.scores().isEmpty())
            .sorted(Comparator.comparingDouble(Trial::score))
            .toList();
    double low = trials.isEmpty() ? 0 : trials.get(0).score();
    double high = trials.isEmpty() ? 1 : trials.get(trials.size() - 1).score();
    addAxis(
        search.plan().metric().title(),
        high > low
            ? Map.of(Units.decimal(low, 3), 0.0, Units.decimal(high, 3), 1.0)
            : Map.of(Units.decimal(high, 3), 0.5));
    int best = search.state().best().map(Trial::number).orElse(0);
    for (int place = 0; place < trials.size(); place++) {
      Trial trial = trials.get(place);
      double share = high > low ? (trial.score() - low) / (high - low) : 0.5;
      Shape shape = new Shape(new Polyline(), heights(domains, trial, share));
      boolean isBest = trial.number() == best;
      shape.line.getStyleClass().add(isBest ? "best-trial-line" : "trial-line");
      if (!isBest) {
        shape.line.setOpacity(FAINTEST + (1 - FAINTEST) * place / trials.size());
      }
      Tooltip.install(shape.line, new Tooltip(words(trial)));
      shape.line.setOnMouseClicked(e -> open.accept(trial));
      shapes.add(shape);
    }
    shapes.sort(Comparator.comparing(s -> s.line.getStyleClass().contains("best-trial-line")));
    getChildren().setAll(axes);
    shapes.forEach(shape -> getChildren().add(shape.line));
    marks.forEach(mark -> getChildren().add(mark.text));
    requestLayout();
  }

  private static String words(Trial trial) {
    return "Trial %d, %s: %s%n%s"
        .formatted(
            trial.number(),
            Units.count(trial.epochs(), "epoch"),
            Units.decimal(trial.score(), 4),
            SearchPlan.title(trial.values()));
  }

  private void addAxis(String title, Map<String, Double> values) {
    int axis = axes.size();
    Line line = new Line();
    line.getStyleClass().add("parallel-axis");
    axes.add(line);
    marks.add(new Mark(text(title, "parallel-title"), axis, 1, true));
    values.forEach(
        (value, height) -> marks.add(new Mark(text(value, "parallel-value"), axis, height, false)));
  }

  private static Label text(String content, String style) {
    Label text = Texts.of(content, style);
    text.setMouseTransparent(true);
    return text;
  }

  private static Map<String, Double> marksOf(Domain domain) {
    if (domain instanceof Domain.Range range) {
      return Map.of(
          range.text(range.from()), range.place(range.from()),
          range.text(range.to()), range.place(range.to()));
    }
    Map<String, Double> marks = new LinkedHashMap<>();
    ((Domain.Choices) domain)
        .values()
        .forEach(value -> marks.put(value, domain.place(domain.number(value))));
    return marks;
  }

  private static double[] heights(Map<String, Domain> domains, Trial trial, double score) {
    double[] heights = new double[domains.size() + 1];
    int axis = 0;
    for (Map.Entry<String, Domain> each : domains.entrySet()) {
      String value = trial.values().get(each.getKey());
      heights[axis++] =
          value == null ? Double.NaN : each.getValue().place(each.getValue().number(value));
    }
    heights[axis] = score;
    return heights;
  }

  private double x(int axis) {
    double inside = getWidth() - 2 * SIDE;
    return Math.rint(SIDE + (axes.size() < 2 ? inside / 2 : inside * axis / (axes.size() - 1)))
        + 0.5;
  }

  private double y(double height) {
    return TOP + (1 - height) * (getHeight() - TOP - BOTTOM);
  }

  @Override
  protected void layoutChildren() {
    for (int axis = 0; axis < axes.size(); axis++) {
      Line line = axes.get(axis);
      line.setStartX(x(axis));
      line.setEndX(x(axis));
      line.setStartY(y(1));
      line.setEndY(y(0));
    }
    for (Shape shape : shapes) {
      List<Double> points = new ArrayList<>();
      for (int axis = 0; axis < shape.heights.length; axis++) {
        if (!Double.isNaN(shape.heights[axis])) {
          points.add(x(axis));
          points.add(y(shape.heights[axis]));
        }
      }
      shape.line.getPoints().setAll(points);
    }
    for (Mark mark : marks) {
      mark.text.autosize();
      double left =
          mark.title ? x(mark.axis) - mark.text.getWidth() / 2 : x(mark.axis) + BESIDE_AXIS;
      mark.text.relocate(
          Math.rint(left), Math.rint(mark.title ? 0 : y(mark.height) - mark.text.getHeight() / 2));
    }
  }
}
