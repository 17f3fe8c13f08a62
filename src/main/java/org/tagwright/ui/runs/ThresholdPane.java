package org.tagwright.ui.runs;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.ui.common.plot.PlotAxis;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotRange;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.plot.PlotSeries.Style;
import org.tagwright.ui.common.widget.Texts;

/** The metric against the threshold, with the tuned one marked. */
final class ThresholdPane extends VBox {
  private final PlotLink link = new PlotLink();
  private final PlotCard card = new PlotCard("Score by threshold", link);
  private final Label words = Texts.empty("muted");

  ThresholdPane() {
    getStyleClass().add("table-pane");
    setSpacing(10);
    link.xKindProperty().set(PlotAxis.Kind.LINEAR);
    link.wholeProperty().set(new PlotRange(0, 1));
    words.setWrapText(true);
    VBox.setVgrow(card, Priority.ALWAYS);
    getChildren().addAll(words, card);
  }

  void show(RunDetails run) {
    EpochFinished best = run.state().best();
    EpochFinished last = run.state().lastValidated().orElse(null);
    EpochFinished shown = best == null || best.thresholdCurve().isEmpty() ? last : best;
    if (shown == null || shown.thresholdCurve().isEmpty()) {
      words.setText("The curve comes with the first validation.");
      card.plot().contentProperty().set(PlotContent.EMPTY);
      return;
    }
    String metric = run.state().selectBy().title();
    List<PlotSeries> lines = new ArrayList<>();
    lines.add(line(metric + ", epoch " + shown.epoch(), 0, shown));
    if (last != null && last.epoch() != shown.epoch() && !last.thresholdCurve().isEmpty()) {
      lines.add(line("epoch " + last.epoch(), 1, last).as(Style.DASHED));
    }
    List<PlotMark> marks = new ArrayList<>();
    Double score = shown.metrics().get(run.state().selectBy());
    if (shown.threshold() != null && score != null) {
      marks.add(new PlotMark(shown.threshold(), score, "tuned"));
      words.setText(
          Units.text(
              "At epoch %d a threshold of %.3f gives the best %s on the validation images: %.4f. A"
                  + " flat top means that the choice hardly matters.",
              shown.epoch(), shown.threshold(), metric, score));
    }
    card.plot().contentProperty().set(new PlotContent(lines, marks, List.of()));
  }

  private static PlotSeries line(String name, int color, EpochFinished epoch) {
    List<ThresholdPoint> curve = epoch.thresholdCurve();
    return new PlotSeries(
        name,
        color,
        Style.LINE,
        curve.stream().mapToDouble(ThresholdPoint::threshold).toArray(),
        curve.stream().mapToDouble(ThresholdPoint::score).toArray());
  }
}
