package org.tagwright.ui.results;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;
import org.tagwright.results.CheckpointRow;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.OverlayPane;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** A few checkpoints side by side: scores first with the best one marked, then what differs. */
final class ComparePane extends OverlayPane {
  ComparePane(Comparison comparison, Runnable close) {
    super("Compare " + comparison.checkpoints().size() + " checkpoints", close);
    VBox body = new VBox(16, grid(comparison, true));
    if (comparison.caution() != null) {
      body.getChildren().add(0, Texts.wrapping(comparison.caution(), "warning-text", "small"));
    }
    boolean anyRun = comparison.runs().stream().anyMatch(Optional::isPresent);
    if (anyRun) {
      body.getChildren().add(curves(comparison));
    }
    body.getChildren().add(grid(comparison, false));
    List<CompareCurves.ClassLine> classes = CompareCurves.classes(comparison);
    if (!classes.isEmpty()) {
      body.getChildren().add(classGrid(comparison, classes));
    }
    show(body);
  }

  private static VBox curves(Comparison comparison) {
    Metric metric =
        comparison.runs().stream().flatMap(Optional::stream).findFirst().orElseThrow().selectBy();
    PlotLink link = new PlotLink();
    PlotCard score = new PlotCard(metric.title() + " (validation)", link);
    score.plot().contentProperty().set(CompareCurves.metric(comparison, metric));
    PlotCard loss = new PlotCard("Loss (validation)", link);
    loss.plot().contentProperty().set(CompareCurves.validationLoss(comparison));
    HBox both = new HBox(14, score, loss);
    for (PlotCard card : List.of(score, loss)) {
      HBox.setHgrow(card, Priority.ALWAYS);
      card.setPrefWidth(400);
      card.setPrefHeight(280);
      card.setMinHeight(280);
    }
    List<String> missing =
        IntStream.range(0, comparison.runs().size())
            .filter(i -> comparison.runs().get(i).isEmpty())
            .mapToObj(comparison::name)
            .toList();
    if (missing.isEmpty()) {
      return new VBox(both);
    }
    String without =
        "No curves of " + String.join(", ", missing) + ": the run's folder is not there.";
    return new VBox(8, both, Texts.of(without, "muted", "small"));
  }

  private static VBox classGrid(Comparison comparison, List<CompareCurves.ClassLine> classes) {
    GridPane grid = columns(comparison);
    int at = 0;
    for (CompareCurves.ClassLine line : classes) {
      at++;
      Label name = Texts.of(line.name(), "muted");
      name.setTooltip(new Tooltip(line.support() + " validation images"));
      grid.add(name, 0, at);
      for (int i = 0; i < line.f1().size(); i++) {
        double f1 = line.f1().get(i);
        grid.add(withBar(new Label(Units.decimal(f1, 3)), f1, i), i + 1, at);
      }
    }
    return card("F1 of each class at the best epoch, the most different first", grid);
  }

  private static HBox withBar(Label text, double value, int index) {
    text.setMinWidth(80);
    MeterBar bar = new MeterBar();
    bar.getStyleClass().add("series-" + (index + 1));
    bar.setValue(value);
    bar.setMinHeight(6);
    bar.setMaxHeight(6);
    HBox.setHgrow(bar, Priority.ALWAYS);
    return new Row(8, text, bar);
  }

  /** The heads of the checkpoints over equally wide columns. */
  private static GridPane columns(Comparison comparison) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("compare-grid");
    int count = comparison.checkpoints().size();
    grid.getColumnConstraints().add(new ColumnConstraints(170));
    for (int i = 0; i < count; i++) {
      ColumnConstraints wide = new ColumnConstraints(120, 200, Double.MAX_VALUE);
      wide.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(wide);
      grid.add(head(comparison, i), i + 1, 0);
    }
    return grid;
  }

  private static VBox grid(Comparison comparison, boolean scores) {
    GridPane grid = columns(comparison);
    int count = comparison.checkpoints().size();
    int at = 0;
    for (Comparison.Line line : comparison.lines()) {
      if (line.isScore() == scores) {
        at++;
        grid.add(Texts.of(line.column().title(), "muted"), 0, at);
        for (int i = 0; i < count; i++) {
          grid.add(cell(line, i), i + 1, at);
        }
      }
    }
    if (at == 0) {
      grid.getChildren().clear();
      grid.add(new Label("They agree in everything that is known of them."), 0, 0, count + 1, 1);
    }
    return card(scores ? "Scores at the best epoch" : "What differs", grid);
  }

  private static VBox card(String title, GridPane grid) {
    VBox card = new VBox(12, Texts.of(title, "card-title"), grid);
    card.getStyleClass().add("card");
    return card;
  }

  /** The name that the curves' legend uses, above the file's. */
  private static VBox head(Comparison comparison, int index) {
    CheckpointRow row = comparison.checkpoints().get(index);
    Label name = Texts.of(comparison.name(index), "strong");
    Label file = Texts.of(String.valueOf(row.get("file")), "muted", "small");
    file.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    file.setTooltip(new Tooltip(row.file().toString()));
    VBox head = new VBox(1, name, file);
    head.getStyleClass().addAll("compare-head", "series-" + (index + 1));
    return head;
  }

  private static HBox cell(Comparison.Line line, int index) {
    Label text = new Label(line.cells().get(index));
    text.setTooltip(new Tooltip(line.cells().get(index)));
    boolean best = line.best() == index;
    if (best) {
      text.getStyleClass().addAll("strong", "best");
      FontIcon star = new FontIcon("mdi2t-trophy-variant-outline");
      star.getStyleClass().add("best-icon");
      text.setGraphic(star);
    }
    if (line.isScore()) {
      return withBar(text, line.numbers().get(index), index);
    }
    return new HBox(text);
  }
}
