package org.tagwright.ui.common.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A choice of one value among few, as buttons in a trough of which one is always pressed. */
public final class Segments<T> extends HBox {
  private final ObjectProperty<T> value = new SimpleObjectProperty<>();
  private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();

  /** The first value is chosen. */
  public Segments(List<T> values, Function<T, String> title) {
    getStyleClass().add("segments");
    ToggleGroup group = new ToggleGroup();
    for (T each : values) {
      ToggleButton button = new ToggleButton(title.apply(each));
      button.setMnemonicParsing(false); // names have underscores
      button.getStyleClass().setAll("segment");
      button.setMinWidth(USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setUserData(each);
      buttons.put(each, button);
      getChildren().add(button);
    }
    value.addListener((all, old, now) -> group.selectToggle(buttons.get(now)));
    value.set(values.get(0));
    group
        .selectedToggleProperty()
        .addListener(
            (all, old, pressed) -> {
              if (pressed == null) {
                group.selectToggle(buttons.get(value.get())); // One of them holds.
              } else {
                buttons.forEach((each, button) -> choose(each, button == pressed));
              }
            });
  }

  private void choose(T each, boolean pressed) {
    if (pressed) {
      value.set(each);
    }
  }

  public ObjectProperty<T> valueProperty() {
    return value;
  }

  public ToggleButton button(T of) {
    return buttons.get(of);
  }
}
