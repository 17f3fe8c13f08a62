package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableObjectValue;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ImagePane;

/** The selected one of a list, large: its name and place above the image, what to do below it. */
class LargeImage<T> extends BorderPane {
  private final ObservableList<T> all;
  private final ObservableObjectValue<T> selected;
  private final Background background;
  private final Supplier<ExperimentConfig> config;
  private final ImagePane pane = new ImagePane();
  private final StackPane middle = new StackPane(pane);
  private final Label name = Texts.empty("strong");
  private final Label place = Texts.whole("", "muted");

  /**
   * @param step selects the one so many places further
   * @param config says whether photos are turned upright, as for the network
   * @param tools stand above the image
   */
  LargeImage(
      ObservableList<T> all,
      ObservableObjectValue<T> selected,
      IntConsumer step,
      Background background,
      Supplier<ExperimentConfig> config,
      Node... tools) {
    this.all = all;
    this.selected = selected;
    this.background = background;
    this.config = config;
    getStyleClass().add("suspect-pane");
    name.setMinWidth(60);
    Row header = new Row(8, name, new Spacer());
    header.getChildren().addAll(tools);
    header
        .getChildren()
        .addAll(
            quiet(Buttons.icon("mdi2c-chevron-left", "Previous (Left)", () -> step.accept(-1))),
            place,
            quiet(Buttons.icon("mdi2c-chevron-right", "Next (Right)", () -> step.accept(1))));
    header.setPadding(new Insets(0, 0, 8, 0));
    setTop(header);
    middle.setMinSize(0, 0);
    setCenter(middle);
    InvalidationListener placed = o -> showPlace();
    all.addListener(placed);
    selected.addListener(placed);
  }

  /** Lays something over the image, along its lower edge. */
  final void over(Node node) {
    StackPane.setAlignment(node, Pos.BOTTOM_CENTER);
    StackPane.setMargin(node, new Insets(12));
    middle.getChildren().add(node);
  }

  /** What stands below the image. */
  final void below(Region... rows) {
    VBox footer = new VBox(10, rows);
    footer.setPadding(new Insets(10, 0, 0, 0));
    footer.setMinHeight(USE_PREF_SIZE);
    for (Region row : rows) {
      row.setMinHeight(USE_PREF_SIZE);
    }
    setBottom(footer);
  }

  /** Does something about the selected one. */
  final Button button(String text, String icon, String what, Runnable action) {
    Button button = Buttons.of(text, icon, action);
    button.setMinWidth(USE_PREF_SIZE);
    button.disableProperty().bind(Bindings.isNull(selected));
    return quiet(Buttons.explained(button, what));
  }

  /** The keys stay where they are. */
  static Button quiet(Button button) {
    button.setFocusTraversable(false);
    return button;
  }

  private void showPlace() {
    int at = all.indexOf(selected.get());
    place.setText(at < 0 ? "" : Units.text("%,d of %,d", at + 1, all.size()));
  }

  final void show(String title, Path file) {
    name.setText(title);
    pane.read(file, config.get().data().orientation(), background, image -> {});
  }

  final void showNone() {
    name.setText("");
    pane.show(null);
  }

  final ImagePane pane() {
    return pane;
  }
}
