package org.tagwright.ui.gallery;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.metric.Confusions.Confusion;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryFilter.Side;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.LiveScores;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** Which wrong class stands where which true one was missed; a click shows the missed ones. */
final class ConfusionList extends ListView<Confusion> {
  private final GalleryModel model;
  private final ObservableList<Confusion> rows = FXCollections.observableArrayList();

  ConfusionList(GalleryModel model) {
    this.model = model;
    setItems(rows);
    getStyleClass().add("class-list");
    setAccessibleText("Confusions");
    Label none = Texts.of("Nothing is confused at this threshold.", "muted");
    none.setWrapText(true);
    setPlaceholder(none);
    setCellFactory(list -> new Cell());
    getSelectionModel().selectedItemProperty().addListener((o, was, is) -> choose(is));
    model.scoresProperty().addListener((o, was, is) -> show(is));
    show(model.scoresProperty().get());
  }

  private void show(LiveScores scores) {
    if (!rows.equals(scores.confusions())) {
      rows.setAll(scores.confusions());
    }
  }

  private void choose(Confusion confusion) {
    if (confusion != null) {
      model
          .filterProperty()
          .set(
              GalleryFilter.ALL
                  .withClass(confusion.missedClass())
                  .withSide(Side.TRUE)
                  .withVerdict(Verdict.FALSE_NEGATIVES));
    }
  }

  private final class Cell extends ListCell<Confusion> {
    private final Label missed = new Label(null, new FontIcon("mdi2c-circle-outline"));
    private final Label wrong = new Label(null, new FontIcon("mdi2c-close-thick"));
    private final Label count = Texts.whole("", "class-value");
    private final MeterBar bar = new MeterBar();
    private final Tooltip tooltip = new Tooltip();
    private final VBox content;

    Cell() {
      getStyleClass().add("class-cell");
      missed.getStyleClass().addAll("tag-chip", "missed");
      wrong.getStyleClass().addAll("tag-chip", "wrong");
      HBox top = new Row(5, missed, wrong, new Spacer(), count);
      bar.setMinHeight(4);
      bar.setMaxHeight(4);
      content = new VBox(5, top, bar);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Confusion item, boolean empty) {
      super.updateItem(item, empty);
      int classes = model.imagesProperty().get().classes().size();
      if (empty || item == null || item.missedClass() >= classes) {
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      String from = model.imagesProperty().get().classes().get(item.missedClass());
      String to = model.imagesProperty().get().classes().get(item.predictedClass());
      missed.setText(from);
      wrong.setText(to);
      count.setText(Units.count(item.images()));
      bar.setValue(item.share());
      tooltip.setText(
          Units.text(
              "In %.0f%% of the images where %s was missed, %s was predicted wrongly",
              100 * item.share(), from, to));
      setTooltip(tooltip);
      setAccessibleText(tooltip.getText());
      setGraphic(content);
    }
  }
}
