package org.tagwright.ui.gallery;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;
import org.tagwright.review.LiveScores;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.plot.ThresholdCurve;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** The metrics at the thresholds in force, and the slider that moves them. */
public final class ScoreStrip {
  @FXML private HBox tiles;
  @FXML private Label thresholdValue;
  @FXML private Label ownThresholds;
  @FXML private CheckBox perClassTuned;
  @FXML private Button resetThreshold;
  @FXML private Button saveThresholds;
  @FXML private StackPane curveHolder;
  @FXML private Slider thresholdSlider;

  private final GalleryModel model;
  private final ThresholdSaver saver;
  private final ThresholdCurve curve = new ThresholdCurve();
  private final Label weightedF1 = new Label();
  private final Label precision = new Label();
  private final Label recall = new Label();
  private final Label macroF1 = new Label();
  private final Label map = new Label();
  private final Label labelsPerImage = new Label();
  private boolean updating;

  public ScoreStrip(GalleryModel model, ThresholdSaver saver) {
    this.model = model;
    this.saver = saver;
  }

  @FXML
  private void initialize() {
    curveHolder.getChildren().add(curve);
    thresholdSlider
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              if (!updating) {
                model.setGlobalThreshold(is.doubleValue());
              }
            });
    saveThresholds.disableProperty().bind(saver.impossible());
    perClassTuned.selectedProperty().bindBidirectional(model.perClassTunedProperty());
    model.thresholdsProperty().addListener((o, was, is) -> showThresholds(is));
    model.scoresProperty().addListener((o, was, is) -> showScores(is));
    showThresholds(model.thresholdsProperty().get());
    showScores(model.scoresProperty().get());
  }

  @FXML
  private void saveThresholds() {
    saver.ask(saveThresholds.getScene().getWindow());
  }

  @FXML
  private void resetThresholds() {
    model.resetThresholds();
  }

  private void showThresholds(Thresholds thresholds) {
    updating = true;
    thresholdSlider.setValue(thresholds.global());
    updating = false;
    thresholdValue.setText(Units.decimal(thresholds.global(), 3));
    int own = thresholds.ownCount();
    Shown.set(ownThresholds, own > 0);
    ownThresholds.setText(own + " own");
    Shown.set(perClassTuned, model.hasTunedPerClass());
    resetThreshold.setDisable(
        thresholds.ownCount() == 0 && thresholds.global() == model.tunedThreshold());
  }

  private void showScores(LiveScores scores) {
    curve.show(scores.curve());
    boolean judged = scores.metrics() != null;
    tiles.getChildren().clear();
    if (judged) {
      number(weightedF1, scores.metrics().get(Metric.WEIGHTED_F1));
      number(precision, scores.precision());
      number(recall, scores.recall());
      number(macroF1, scores.metrics().get(Metric.MACRO_F1));
      number(map, scores.metrics().get(Metric.MAP));
      tiles
          .getChildren()
          .addAll(
              tile(weightedF1, "Weighted F1", "Mean F1 of the classes, weighted by support"),
              tile(precision, "Precision", "Share of the predicted labels that are right"),
              tile(recall, "Recall", "Share of the true labels that are predicted"),
              tile(macroF1, "Macro F1", "Plain mean of the classes' F1"),
              tile(map, "mAP", "Mean average precision; no threshold moves it"));
    } else {
      long labels = scores.predicted().stream().mapToLong(Integer::longValue).sum();
      int images = model.imagesProperty().get().size();
      labelsPerImage.setText(Units.decimal(images == 0 ? 0 : (double) labels / images, 2));
      tiles
          .getChildren()
          .add(
              tile(
                  labelsPerImage,
                  "Labels per image",
                  "These images have no known labels, so nothing can be judged. Choose the folder"
                      + " of true labels in the folder menu."));
    }
  }

  private static void number(Label label, double value) {
    label.setText(Units.decimal(value, 3));
  }

  private static VBox tile(Label number, String title, String explanation) {
    number.getStyleClass().setAll("label", "tile-number");
    Label caption = Texts.of(title, "muted", "small");
    VBox tile = new VBox(number, caption);
    tile.getStyleClass().add("tile");
    tile.setAlignment(Pos.CENTER_LEFT);
    tile.setMinWidth(VBox.USE_PREF_SIZE);
    Tooltip.install(tile, new Tooltip(explanation));
    return tile;
  }
}
