package org.tagwright.ui.experiment;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/** One value of a field that has few: pressed while it is taken. Ctrl takes several: a sweep. */
final class SweepToggle extends ToggleButton {
  /** Takes a value beside those that are taken. */
  private static final KeyCombination ALONG = KeyCombination.valueOf("Shortcut+Space");

  private final FieldModel field;
  private final String value;

  SweepToggle(FieldModel field, String value, String style) {
    this.field = field;
    this.value = value;
    getStyleClass().setAll(style);
    setMnemonicParsing(false); // names have underscores
    setUserData(value);
    setTooltip(new Tooltip("Ctrl-click, or Ctrl+Space, to try several"));
    setOnKeyPressed(
        e -> {
          if (ALONG.match(e)) {
            field.choose(value, true);
            e.consume();
          }
        });
    setOnMouseReleased(
        e -> {
          if (contains(e.getX(), e.getY())) {
            field.choose(value, e.isShortcutDown());
          }
          show();
        });
    setOnAction(
        e -> {
          // By the keyboard; the mouse is done with already.
          if (isSelected() != isTaken()) {
            field.choose(value, false);
          }
          show();
        });
    field.textProperty().addListener((all, old, text) -> show());
    show();
  }

  private boolean isTaken() {
    return field.values().contains(value);
  }

  private void show() {
    setSelected(isTaken());
  }
}
