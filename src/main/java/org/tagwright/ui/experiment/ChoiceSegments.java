package org.tagwright.ui.experiment;

import java.util.List;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import org.tagwright.config.Setting.Choice;

/** A few values side by side. Ctrl-click takes several: a sweep. */
final class ChoiceSegments extends HBox {
  /** Takes a value beside those that are taken: a sweep. */
  private static final KeyCombination ALONG = KeyCombination.valueOf("Shortcut+Space");

  private final FieldModel field;

  ChoiceSegments(FieldModel field) {
    this.field = field;
    getStyleClass().add("segments");
    List<Choice> choices = field.setting().choices();
    setMaxWidth(USE_PREF_SIZE);
    for (Choice choice : choices) {
      ToggleButton button = new ToggleButton(choice.label());
      button.getStyleClass().setAll("segment");
      button.setUserData(choice.value());
      button.setAccessibleText(field.setting().label() + ": " + choice.label());
      button.setTooltip(new Tooltip("Ctrl-click, or Ctrl+Space, to try several"));
      button.setOnKeyPressed(
          e -> {
            if (ALONG.match(e)) {
              field.choose(choice.value(), true);
              e.consume();
            }
          });
      button.setOnMouseReleased(
          e -> {
            if (button.contains(e.getX(), e.getY())) {
              field.choose(choice.value(), e.isShortcutDown());
            }
            show();
          });
      button.setOnAction(
          e -> {
            // By the keyboard; the mouse is done with already.
            if (button.isSelected() != field.values().contains(choice.value())) {
              field.choose(choice.value(), false);
            }
            show();
          });
      getChildren().add(button);
    }
    field.textProperty().addListener((all, old, text) -> show());
    show();
  }

  private void show() {
    List<String> chosen = field.values();
    for (var node : getChildren()) {
      ToggleButton button = (ToggleButton) node;
      button.setSelected(chosen.contains(button.getUserData()));
    }
  }
}
