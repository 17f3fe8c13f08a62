package org.tagwright.ui.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The backbones as tiles with their size and whether their weights are at hand. */
final class BackbonePicker extends GridPane {
  private static final double LEAST_TILE = 145;

  BackbonePicker(FieldModel field, Forecast forecast) {
    getStyleClass().add("backbone-picker");
    setHgap(8);
    setVgap(8);
    List<BackboneFacts> backbones = BackboneFacts.all();
    for (int i = 0; i < backbones.size(); i++) {
      SweepToggle tile = tile(field, backbones.get(i), forecast);
      getChildren().add(tile);
    }
    arrange(3);
    widthProperty()
        .addListener((all, was, width) -> arrange(width.doubleValue() < 3 * LEAST_TILE ? 2 : 3));
  }

  private void arrange(int columns) {
    if (getColumnConstraints().size() != columns) {
      ColumnConstraints even = new ColumnConstraints();
      even.setPercentWidth(100.0 / columns);
      getColumnConstraints().setAll(Collections.nCopies(columns, even));
      for (int i = 0; i < getChildren().size(); i++) {
        GridPane.setConstraints(getChildren().get(i), i % columns, i / columns);
      }
    }
  }

  private static SweepToggle tile(FieldModel field, BackboneFacts facts, Forecast forecast) {
    String size =
        Units.text(
            "%.1f M weights, %d MB", facts.parameters() / 1e6, facts.weights().get(0).megabytes());
    Label hand = Texts.of("Weights here", "small", "at-hand");
    hand.setGraphic(new FontIcon("mdi2c-check-circle-outline"));
    Button fetch =
        Buttons.of(
            "Get weights",
            "mdi2d-download-outline",
            () -> forecast.fetch(facts.name()),
            "flat",
            "fetch");
    fetch.setTooltip(new Tooltip("Download torchvision's weights of " + facts.name()));
    Row status = new Row(0, hand);
    Consumer<Forecast.Findings> show =
        found -> {
          Map<String, Boolean> atHand = found == null ? Map.of() : found.atHand();
          boolean here = atHand.getOrDefault(facts.name(), false);
          status.getChildren().setAll(here ? hand : fetch);
          status.setVisible(found != null);
        };
    forecast.findingsProperty().addListener((all, old, found) -> show.accept(found));
    show.accept(forecast.findingsProperty().get());
    SweepToggle tile = new SweepToggle(field, facts.name(), "backbone-tile");
    tile.setGraphic(
        new VBox(2, Texts.of(facts.name(), "strong"), Texts.of(size, "muted", "small"), status));
    tile.setAccessibleText("Backbone " + facts.name() + ", " + size);
    tile.setMaxWidth(Double.MAX_VALUE);
    return tile;
  }
}
