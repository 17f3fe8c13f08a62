package org.tagwright.ui.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.review.Baseline;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Tag;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ChipFlow;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.labels.LabelKeys;
import org.tagwright.ui.labels.LabelSide;
import org.tagwright.ui.labels.LabelTools;

/**
 * Beside a large image: its labels, to be changed where the true ones are known, and all scores.
 */
final class LargeSide extends VBox {
  private static final double CHIPS_HEIGHT = 72;

  private final GalleryModel model;
  private final GalleryLabels labels;
  private final ChipFlow chips = new ChipFlow(40);
  private final ObservableList<Tag> scores = FXCollections.observableArrayList();
  private final LabelSide add;
  private final LabelKeys keys;

  /**
   * @param checkpoints the menu to choose another checkpoint by
   * @param leave gives the keys back to the image
   */
  LargeSide(GalleryModel model, GalleryLabels labels, MenuButton checkpoints, Runnable leave) {
    super(8);
    this.model = model;
    this.labels = labels;
    getStyleClass().add("large-side");
    LabelEditing editing = labels.editing();
    add = new LabelSide(editing, model.largeProperty()::get, leave);
    keys = new LabelKeys(editing, add::add, true);
    chips.setPrefHeight(CHIPS_HEIGHT);
    chips.setMinHeight(CHIPS_HEIGHT);
    chips.onClick(this::click, this::explain);
    LabelTools tools = LabelTools.undo(editing);
    Shown.when(tools, editing.deskProperty().isNotNull());
    Row head = new Row(8, Texts.of("Labels", "card-title"), hint(editing), new Spacer(), tools);
    getChildren().addAll(labelledBy(checkpoints), head, chips, add, scoreHead(), scoreList());
    editing.markedProperty().addListener((o, was, is) -> chips.mark(is.intValue()));
    model.imagesProperty().addListener((o, was, is) -> show());
    model.thresholdsProperty().addListener((o, was, is) -> show());
    model.comparison().baselineProperty().addListener((o, was, is) -> show());
  }

  /** Shown where another checkpoint labels the images at once. */
  private Row labelledBy(MenuButton checkpoints) {
    checkpoints.setFocusTraversable(false);
    checkpoints.setMinWidth(0);
    ObjectProperty<ImageSource> source = model.prediction().sourceProperty();
    return Shown.when(
        new Row(8, Texts.whole("Labelled by", "muted"), checkpoints),
        Bindings.createBooleanBinding(
            () -> source.get() != null && source.get().isSingle(), source));
  }

  private static Label hint(LabelEditing editing) {
    Label hint = Texts.of("Enter: as the model says", "subtle", "small");
    return Shown.when(
        hint,
        editing.markedProperty().greaterThanOrEqualTo(0).and(editing.deskProperty().isNotNull()));
  }

  private static HBox scoreHead() {
    Label hint = Texts.of("click one to see where", "subtle", "small");
    HBox heading = new HBox(8, Texts.of("All scores", "card-title"), hint);
    heading.setAlignment(Pos.BASELINE_LEFT);
    return heading;
  }

  private ListView<Tag> scoreList() {
    ListView<Tag> list = new ListView<>(scores);
    list.getStyleClass().addAll("score-list");
    list.setCellFactory(view -> new ScoreCell(model.classMap()));
    list.setAccessibleText("Scores of all classes");
    list.setFocusTraversable(false);
    VBox.setVgrow(list, Priority.ALWAYS);
    return list;
  }

  /** Does what a key of labelling is for, and consumes it. */
  void key(KeyEvent e) {
    keys.handle(e);
  }

  /** Gives the keys back to the image where the field has them; false: it has not. */
  boolean leave() {
    return add.leave();
  }

  private boolean editable() {
    return labels.editing().deskProperty().get() != null;
  }

  private void click(Tag tag) {
    if (editable()) {
      labels.toggle(tag);
    }
  }

  private String explain(Tag tag) {
    if (!editable()) {
      return "";
    }
    return tag.outcome().labelled() ? "Click to remove the label" : "Click to add the label";
  }

  /** Shows the labels and scores of the selected image as they are now. */
  void show() {
    ScoredImages images = model.imagesProperty().get();
    Integer image = model.selectedProperty().get();
    Thresholds thresholds = model.thresholdsProperty().get();
    if (image == null
        || image >= images.size()
        || !model.largeProperty().get()
        || thresholds.classes() != images.classes().size()) {
      return;
    }
    chips.show(model.tags(image), GalleryFilter.ANY_CLASS);
    chips.mark(labels.editing().markedProperty().get());
    Baseline against = model.comparison().baselineProperty().get();
    boolean compared = against != null && against.fits(images);
    List<Tag> rows = new ArrayList<>();
    for (int k = 0; k < images.classes().size(); k++) {
      double threshold = thresholds.of(k);
      rows.add(
          new Tag(
              k,
              images.classes().get(k),
              images.score(image, k),
              threshold,
              images.outcome(image, k, threshold),
              Tag.Change.SAME,
              compared ? against.score(image, k) : Float.NaN));
    }
    rows.sort(Comparator.comparingDouble(Tag::score).reversed());
    scores.setAll(rows);
  }
}
