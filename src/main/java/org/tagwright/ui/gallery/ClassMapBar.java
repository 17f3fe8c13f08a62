package org.tagwright.ui.gallery;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.common.Units;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.gallery.ClassMapModel.State;

/** Stands on the image while a class map is wanted: of which class, how far it is, how strong. */
final class ClassMapBar extends HBox {
  private final GalleryModel gallery;
  private final ClassMapModel model;
  private final Label what = Texts.whole("", "strong");
  private final Label score = Texts.whole("", "muted", "small");

  ClassMapBar(GalleryModel gallery, ClassMapModel model) {
    this.gallery = gallery;
    this.model = model;
    getStyleClass().add("class-map-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    BooleanBinding waiting = model.stateProperty().isEqualTo(State.WAITING);
    BooleanBinding ended =
        model
            .stateProperty()
            .isEqualTo(State.FAILED)
            .or(model.stateProperty().isEqualTo(State.CANCELLED));
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMinSize(16, 16);
    busy.setPrefSize(16, 16);
    Label message = Texts.empty("muted");
    message.textProperty().bind(model.messageProperty());
    message.setWrapText(true);
    message.setMaxWidth(420);
    Button cancel = button("Cancel", "Stop looking", model::cancel);
    cancel.setId("cancelClassMap");
    Button again = button("Try again", "Look again", model::retry);
    Slider strength = new Slider(0.1, 1, 0.7);
    strength.setPrefWidth(110);
    strength.setMinWidth(80);
    strength.setBlockIncrement(0.1);
    strength.setAccessibleText("Strength of the class map");
    strength.setTooltip(new Tooltip("Strength of the map"));
    strength.valueProperty().bindBidirectional(model.opacityProperty());
    Button close =
        Buttons.icon(
            "mdi2c-close", "Hide the heatmap (M)", () -> model.onProperty().set(false), "small");
    close.setMinWidth(USE_PREF_SIZE);
    close.setFocusTraversable(false);
    FontIcon icon = new FontIcon("mdi2i-image-filter-center-focus");
    getChildren()
        .setAll(
            icon,
            what,
            score,
            Shown.when(busy, waiting),
            Shown.when(message, model.messageProperty().isNotEmpty()),
            Shown.when(cancel, waiting),
            Shown.when(again, ended),
            Shown.when(strength, model.stateProperty().isEqualTo(State.SHOWN)),
            close);
    Shown.when(this, model.stateProperty().isNotEqualTo(State.OFF));
    model.classIndexProperty().addListener((o, was, is) -> showClass());
    model.mapProperty().addListener((o, was, is) -> showClass());
    model.stateProperty().addListener((o, was, is) -> showClass());
    accessibleTextProperty()
        .bind(
            Bindings.concat("Where ", what.textProperty(), " was seen. ", message.textProperty()));
  }

  private static Button button(String text, String explanation, Runnable action) {
    Button button = Buttons.explained(Buttons.of(text, action, "small"), explanation);
    button.setMinWidth(USE_PREF_SIZE);
    button.setFocusTraversable(false);
    return button;
  }

  private void showClass() {
    int k = model.classIndexProperty().get();
    ScoredImages images = gallery.imagesProperty().get();
    what.setText(k < 0 || k >= images.classes().size() ? "" : images.classes().get(k));
    ScoredClassMap map = model.mapProperty().get();
    score.setText(
        map == null
            ? ""
            : Units.text("score %.3f, grid %d × %d", map.score(), map.rows(), map.columns()));
  }
}
