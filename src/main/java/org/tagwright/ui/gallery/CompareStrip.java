package org.tagwright.ui.gallery;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringExpression;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;
import org.tagwright.metric.MultiLabelScores;
import org.tagwright.review.Changes;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.gallery.GalleryPrediction.Phase;

/** What changed against a second checkpoint; how far that one's prediction is meanwhile. */
final class CompareStrip extends HBox {
  private final GalleryModel model;
  private final GalleryComparison comparison;
  private final Label name = Texts.empty("strong");
  private final HBox counts = new HBox();
  private final Slider threshold = new Slider(0, 1, 0.5);
  private final Label thresholdValue = Texts.whole("", "threshold-value");
  private final Map<Verdict, ToggleButton> shown = new EnumMap<>(Verdict.class);
  private boolean updating;

  CompareStrip(GalleryModel model) {
    this.model = model;
    comparison = model.comparison();
    getStyleClass().add("compare-strip");
    setAlignment(Pos.CENTER_LEFT);
    name.setMinWidth(60);
    counts.getStyleClass().add("compare-counts");
    counts.setAlignment(Pos.CENTER_LEFT);
    GalleryPrediction other = comparison.other();
    BooleanBinding waiting = other.phaseProperty().isEqualTo(Phase.PREDICTING);
    BooleanBinding compared = comparison.baselineProperty().isNotNull().and(waiting.not());
    BooleanBinding failed =
        other.phaseProperty().isEqualTo(Phase.FAILED).or(comparison.problemProperty().isNotEmpty());
    ProgressBar progress = new ProgressBar();
    progress.setPrefWidth(120);
    progress.progressProperty().bind(other.progressProperty());
    progress.setMinWidth(60);
    Label howFar = Texts.whole("", "muted");
    howFar.textProperty().bind(other.messageProperty());
    Label problem = Texts.empty("danger-text");
    problem.setWrapText(true);
    StringExpression said =
        Bindings.when(comparison.problemProperty().isNotEmpty())
            .then(comparison.problemProperty())
            .otherwise(other.messageProperty());
    problem.textProperty().bind(said);
    getChildren()
        .setAll(
            new FontIcon("mdi2c-compare"),
            name,
            Shown.when(progress, waiting),
            Shown.when(howFar, waiting),
            Shown.when(problem, failed.and(waiting.not())),
            Shown.when(button("Cancel", "Stop predicting", other::cancel), waiting),
            Shown.when(counts, compared),
            new Spacer(),
            Shown.when(thresholdBox(), compared),
            Buttons.icon("mdi2c-close", "Stop comparing", comparison::end, "small"));
    Shown.when(this, comparison.activeProperty());
    other
        .checkpointProperty()
        .addListener(
            (o, was, is) -> {
              name.setText("vs " + SourceMenus.shortName(is, ""));
              name.setTooltip(new Tooltip(String.valueOf(is)));
            });
    comparison.changesProperty().addListener((o, was, is) -> show(is));
    model.filterProperty().addListener((o, was, is) -> showFilter());
    comparison.thresholdsProperty().addListener((o, was, is) -> showThreshold(is));
    model.scoresProperty().addListener((o, was, is) -> show(comparison.changesProperty().get()));
  }

  private HBox thresholdBox() {
    Label caption = Texts.of("its threshold", "muted", "small");
    caption.setMinWidth(0);
    threshold.setPrefWidth(110);
    threshold.setMinWidth(56);
    threshold.setBlockIncrement(0.01);
    threshold.setAccessibleText("Threshold of the other checkpoint");
    threshold
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!updating) {
                comparison.setGlobalThreshold(is.doubleValue());
              }
            });
    HBox box = new Row(8, caption, thresholdValue, threshold);
    return box;
  }

  private static Button button(String text, String explanation, Runnable action) {
    Button button = Buttons.explained(Buttons.of(text, action, "small"), explanation);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private void showThreshold(Thresholds thresholds) {
    updating = true;
    threshold.setValue(thresholds.global());
    updating = false;
    thresholdValue.setText(
        thresholds.ownCount() > 0 ? "per class" : Units.decimal(thresholds.global(), 3));
  }

  private void show(Changes changes) {
    shown.clear();
    counts
        .getChildren()
        .setAll(
            toggle(
                Verdict.CHANGED,
                Units.text(
                    "%,d of %,d images changed", changes.changedImages(), changes.compared()),
                "Only the images whose labels differ"),
            count("+%,d", changes.gained(), "gained labels", "accent"),
            count("−%,d", changes.lost(), "lost labels", "neutral"));
    if (changes.judged() > 0) {
      counts
          .getChildren()
          .addAll(
              toggle(
                  Verdict.FIXED,
                  Units.text("%,d fixed", changes.fixed()),
                  "Labels that are right now and were not: only their images"),
              toggle(
                  Verdict.BROKEN,
                  Units.text("%,d broken", changes.broken()),
                  "Labels that are wrong now and were not: only their images"));
      counts.getChildren().addAll(difference(changes.before()));
    }
    showFilter();
  }

  /** A count that is also a filter, until it is pressed again. */
  private ToggleButton toggle(Verdict verdict, String text, String explanation) {
    ToggleButton button = new ToggleButton(text);
    button.setId("only-" + verdict.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().addAll("small", verdict.name().toLowerCase(Locale.ROOT));
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(explanation));
    button.setOnAction(
        e ->
            model
                .filterProperty()
                .set(
                    model
                        .filterProperty()
                        .get()
                        .withVerdict(button.isSelected() ? verdict : Verdict.ANY)));
    shown.put(verdict, button);
    return button;
  }

  private void showFilter() {
    Verdict verdict = model.filterProperty().get().verdict();
    shown.forEach((key, button) -> button.setSelected(key == verdict));
  }

  private static Label count(String format, int count, String what, String style) {
    Label label = new Label(Units.text(format, count));
    label.getStyleClass().addAll("badge", style);
    label.setMinWidth(USE_PREF_SIZE);
    label.setTooltip(new Tooltip(Units.text("%,d %s", count, what)));
    label.setAccessibleText(label.getTooltip().getText());
    return label;
  }

  /** Weighted F1 then and now. */
  private List<Node> difference(MultiLabelScores before) {
    MultiLabelScores now = model.scoresProperty().get().metrics();
    if (before == null || now == null) {
      return List.of();
    }
    double was = before.get(Metric.WEIGHTED_F1);
    double difference = now.get(Metric.WEIGHTED_F1) - was;
    Label label = new Label(Units.text("F1 %.3f → %.3f", was, was + difference));
    label.getStyleClass().add("muted");
    label.setMinWidth(USE_PREF_SIZE);
    label.setTooltip(
        new Tooltip(
            Units.text(
                "Weighted F1 on these images: %.4f with the other checkpoint, %+.4f now",
                was, difference)));
    return List.of(label);
  }
}
