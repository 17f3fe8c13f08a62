package org.tagwright.ui.experiment;

import javafx.scene.layout.HBox;
import org.tagwright.config.Setting.Choice;

/** A few values side by side. Ctrl-click takes several: a sweep. */
final class ChoiceSegments extends HBox {
  ChoiceSegments(FieldModel field) {
    getStyleClass().add("segments");
    setMaxWidth(USE_PREF_SIZE);
    for (Choice choice : field.setting().choices()) {
      SweepToggle button = new SweepToggle(field, choice.value(), "segment");
      button.setText(choice.label());
      button.setAccessibleText(field.setting().label() + ": " + choice.label());
      getChildren().add(button);
    }
  }
}
