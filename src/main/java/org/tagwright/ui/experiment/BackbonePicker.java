package org.tagwright.ui.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.config.BackboneFacts;

/** The backbones as tiles with their size and whether their weights are at hand. */
final class BackbonePicker extends GridPane {
  private static final int COLUMNS = 3;

  /** Takes a value beside those that are taken: a sweep. */
  private static final KeyCombination ALONG = KeyCombination.valueOf("Shortcut+Space");

  private final FieldModel field;

  BackbonePicker(FieldModel field, Outlook outlook) {
    this.field = field;
    getStyleClass().add("backbone-picker");
    setHgap(8);
    setVgap(8);
    List<BackboneFacts> backbones = BackboneFacts.all();
    for (int i = 0; i < backbones.size(); i++) {
      ToggleButton tile = tile(backbones.get(i), outlook);
      GridPane.setHgrow(tile, Priority.ALWAYS);
      add(tile, i % COLUMNS, i / COLUMNS);
    }
    field.textProperty().addListener((all, old, text) -> show());
    show();
  }

  private ToggleButton tile(BackboneFacts facts, Outlook outlook) {
    Label name = new Label(facts.name());
    name.getStyleClass().add("strong");
    Label size =
        new Label(
            Units.text(
                "%.1f M weights · %d MB",
                facts.parameters() / 1e6, facts.weights().get(0).megabytes()));
    size.getStyleClass().addAll("muted", "small");
    Label hand = new Label("Weights here", new FontIcon("mdi2c-check-circle-outline"));
    hand.getStyleClass().addAll("small", "at-hand");
    Button fetch = new Button("Get weights", new FontIcon("mdi2d-download-outline"));
    fetch.getStyleClass().addAll("flat", "fetch");
    fetch.setTooltip(new Tooltip("Download torchvision's weights of " + facts.name()));
    fetch.setOnAction(e -> outlook.fetch(facts.name()));
    HBox status = new HBox(hand);
    status.setAlignment(Pos.CENTER_LEFT);
    Consumer<Outlook.Findings> show =
        found -> {
          Map<String, Boolean> atHand = found == null ? Map.of() : found.atHand();
          boolean here = atHand.getOrDefault(facts.name(), false);
          status.getChildren().setAll(here ? hand : fetch);
          status.setVisible(found != null);
        };
    outlook.findingsProperty().addListener((all, old, found) -> show.accept(found));
    show.accept(outlook.findingsProperty().get());
    VBox content = new VBox(2, name, size, status);
    ToggleButton tile = new ToggleButton(null, content);
    tile.getStyleClass().setAll("backbone-tile");
    tile.setUserData(facts.name());
    tile.setAccessibleText("Backbone " + facts.name() + ", " + size.getText());
    tile.setMaxWidth(Double.MAX_VALUE);
    tile.setPrefWidth(Region.USE_COMPUTED_SIZE);
    tile.setTooltip(new Tooltip("Ctrl-click, or Ctrl+Space, to try several"));
    tile.setOnKeyPressed(
        e -> {
          if (ALONG.match(e)) {
            field.choose(facts.name(), true);
            e.consume();
          }
        });
    tile.setOnMouseReleased(
        e -> {
          field.choose(facts.name(), e.isShortcutDown());
          show();
        });
    tile.setOnAction(
        e -> {
          if (tile.isSelected() != field.values().contains(facts.name())) {
            field.choose(facts.name(), false);
          }
          show();
        });
    return tile;
  }

  private void show() {
    List<String> chosen = field.values();
    for (var node : getChildren()) {
      ToggleButton tile = (ToggleButton) node;
      tile.setSelected(chosen.contains(tile.getUserData()));
    }
  }
}
