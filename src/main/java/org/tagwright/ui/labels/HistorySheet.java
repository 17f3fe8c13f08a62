package org.tagwright.ui.labels;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.LabelChange;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The history of the labels: the changes, the images of one of them, and taking them back. */
final class HistorySheet extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final HistoryModel model;
  private final ListView<Head> heads;
  private final ListView<ImageChange> images = new ListView<>();
  private final Label about = Texts.empty("muted");
  private final Button some = Buttons.of("Take back selected", this::takeBackSelected);
  private final Button all = Buttons.of("Take back all of it", this::takeBackAll, "accent");

  HistorySheet(HistoryModel model, Runnable close) {
    this.model = model;
    getStyleClass().addAll("sheet", "history-sheet");
    heads = new ListView<>(model.heads());
    heads.setCellFactory(list -> new HeadCell());
    heads.setPlaceholder(Texts.of("Nothing was changed yet", "muted"));
    heads.setAccessibleText("Changes, newest first");
    heads.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> look(is));
    heads.setPrefWidth(330);
    heads.setMinWidth(240);
    images.setCellFactory(list -> new ImageCell());
    images.setPlaceholder(Texts.of("Select a change", "muted"));
    images.setAccessibleText("Images of the change");
    images.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    images.getSelectionModel().selectedItemProperty().addListener(o -> enable());
    VBox.setVgrow(images, Priority.ALWAYS);
    VBox right = new VBox(8, about, images);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox middle = new HBox(14, heads, right);
    VBox.setVgrow(middle, Priority.ALWAYS);
    Button done = Buttons.of("Close", close);
    done.setCancelButton(true);
    getChildren()
        .addAll(
            Texts.of("History of the labels", "sheet-title"),
            middle,
            new Row(8, done, new Spacer(), some, all));
    model.changeProperty().addListener((o, was, is) -> show(is));
    show(null);
    model.heads().addListener((ListChangeListener<Head>) change -> selectNewest());
    selectNewest();
  }

  /** Unless one is selected. */
  private void selectNewest() {
    if (heads.getSelectionModel().isEmpty()) {
      heads.getSelectionModel().selectFirst();
    }
  }

  @Override
  public void requestFocus() {
    heads.requestFocus();
  }

  private void look(Head head) {
    if (head != null) {
      model.look(head);
    }
  }

  private void show(LabelChange change) {
    images.getItems().setAll(change == null ? List.of() : change.images());
    boolean classes = change != null && !HistoryModel.revertible(change);
    about.setText(
        change == null
            ? ""
            : classes
                ? "A change of the class list is taken back by undo, in order."
                : "What was changed later in other classes stays.");
    Shown.set(about, change != null);
    images.setPlaceholder(Texts.of(classes ? classChange(change) : "Select a change", "muted"));
    enable();
  }

  private static String classChange(LabelChange change) {
    return change.classes() == null ? "No image" : change.classes().words();
  }

  private void enable() {
    boolean can = HistoryModel.revertible(model.changeProperty().get());
    all.setDisable(!can);
    some.setDisable(!can || images.getSelectionModel().isEmpty());
  }

  private void takeBackSelected() {
    Set<String> stems =
        images.getSelectionModel().getSelectedItems().stream()
            .map(ImageChange::stem)
            .collect(Collectors.toSet());
    model.takeBack(stems);
  }

  private void takeBackAll() {
    model.takeBack(null);
  }

  /** When, what and by whom. */
  private static final class HeadCell extends ListCell<Head> {
    @Override
    protected void updateItem(Head head, boolean empty) {
      super.updateItem(head, empty);
      if (empty || head == null) {
        setGraphic(null);
        return;
      }
      Label by = Texts.whole(head.by(), "subtle", "small");
      Row below = new Row(6, Texts.of(TIME.format(head.at()), "subtle", "small"), new Spacer(), by);
      setGraphic(new VBox(1, Texts.of(HistoryModel.words(head)), below));
      setPrefWidth(0);
    }
  }

  /** An image, and what happened to its classes. */
  private final class ImageCell extends ListCell<ImageChange> {
    @Override
    protected void updateItem(ImageChange image, boolean empty) {
      super.updateItem(image, empty);
      if (empty || image == null) {
        setGraphic(null);
        return;
      }
      Label stem = Texts.of(image.stem(), "muted");
      stem.setMinWidth(110);
      setGraphic(new Row(14, stem, Texts.of(model.words(image))));
      setPrefWidth(0);
    }
  }
}
