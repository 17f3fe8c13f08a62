package org.tagwright.ui.common.widget;

import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.tagwright.metric.OccurringClasses;

/**
 * Above a table of classes: says how many never occur and what the mean over the others is, and
 * shows those that never occur on demand. Takes no room where all occur.
 */
public final class AbsentClasses extends HBox {
  private final Label words = Texts.wrapping("", "muted", "small");
  private final ToggleButton showAbsent = new ToggleButton();
  private final ReadOnlyObjectWrapper<Predicate<Integer>> shown = new ReadOnlyObjectWrapper<>();

  public AbsentClasses() {
    setSpacing(10);
    setAlignment(Pos.CENTER_LEFT);
    showAbsent.getStyleClass().add("small");
    showAbsent.setMinWidth(USE_PREF_SIZE);
    showAbsent.setOnAction(e -> choose());
    getChildren().addAll(words, new Spacer(), showAbsent);
    Shown.set(this, false);
    choose();
  }

  private void choose() {
    shown.set(showAbsent.isSelected() ? support -> true : support -> support > 0);
  }

  public void show(OccurringClasses occurring) {
    words.setText(occurring.words() + ".");
    showAbsent.setText("Show %d absent".formatted(occurring.classes() - occurring.occurring()));
    Shown.set(this, !occurring.allOccur());
  }

  /** Which classes to show, by their support. */
  public ReadOnlyObjectProperty<Predicate<Integer>> shownProperty() {
    return shown.getReadOnlyProperty();
  }
}
