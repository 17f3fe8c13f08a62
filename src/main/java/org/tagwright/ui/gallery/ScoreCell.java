package org.tagwright.ui.gallery;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.review.Outcome;
import org.tagwright.review.Tag;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.TagChip;

/** One class of one image: outcome, name, score as a bar with the threshold as its tick. */
final class ScoreCell extends ListCell<Tag> {
  private static final PseudoClass LOOKED_FOR = PseudoClass.getPseudoClass("looked-for");

  private final FontIcon icon = new FontIcon("mdi2c-check-bold");
  private final StackPane mark = new StackPane(icon);
  private final Label name = new Label();
  private final MeterBar bar = new MeterBar();
  private final Label score = Texts.empty("score-value");
  private final Label before = Texts.whole("", "subtle", "small");
  private final HBox content;
  private final ClassMapModel map;

  /** Held, since the model must not hold cells. */
  @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"})
  private final InvalidationListener following;

  /**
   * @param map told the class that a click chooses
   */
  ScoreCell(ClassMapModel map) {
    this.map = map;
    getStyleClass().add("score-cell");
    setOnMouseClicked(
        e -> {
          if (getItem() != null) {
            map.choose(getItem().classIndex());
          }
        });
    InvalidationListener looked = o -> markLooked();
    map.classIndexProperty().addListener(new WeakInvalidationListener(looked));
    map.onProperty().addListener(new WeakInvalidationListener(looked));
    following = looked;
    mark.setMinWidth(18);
    mark.setPrefWidth(18);
    name.setPrefWidth(112);
    name.setMinWidth(112);
    score.setMinWidth(40);
    score.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(bar, Priority.ALWAYS);
    bar.setMaxHeight(8);
    bar.setMinHeight(8);
    content = new HBox(8, mark, name, bar, before, score);
    content.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Tag tag, boolean empty) {
    super.updateItem(tag, empty);
    for (Outcome outcome : Outcome.values()) {
      getStyleClass().remove(outcome.word());
    }
    if (empty || tag == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    icon.setVisible(tag.outcome() != null);
    if (tag.outcome() != null) {
      getStyleClass().add(tag.outcome().word());
      icon.setIconLiteral(TagChip.iconOf(tag.outcome()));
    }
    name.setText(tag.name());
    bar.setValue(tag.score());
    bar.setTick(tag.threshold());
    score.setText(Units.decimal(tag.score(), 3));
    boolean compared = !Float.isNaN(tag.before());
    Shown.set(before, compared);
    before.setText(compared ? Units.text("%.3f →", tag.before()) : "");
    setAccessibleText(
        tag.name()
            + ", score "
            + score.getText()
            + (tag.outcome() == null ? "" : ", " + tag.outcome().word()));
    setGraphic(content);
    markLooked();
  }

  private void markLooked() {
    Tag tag = getItem();
    boolean mine = tag != null && tag.classIndex() == map.classIndexProperty().get();
    pseudoClassStateChanged(LOOKED_FOR, mine && map.onProperty().get());
  }
}
