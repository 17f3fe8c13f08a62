package org.tagwright.ui.data;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.tagwright.ui.data.DataStats.ClassCount;

/** How often each class occurs: a bar a class, the validation part in another colour. */
final class ClassBars extends ListView<ClassCount> {
  private final ObservableList<ClassCount> rows = FXCollections.observableArrayList();
  private int highest = 1;

  /**
   * @param chosen hears which class was double-clicked or entered
   */
  ClassBars(Consumer<ClassCount> chosen) {
    setItems(rows);
    getStyleClass().add("class-bars");
    setAccessibleText("Number of samples of each class");
    setCellFactory(list -> new Cell());
    setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2 && getSelectionModel().getSelectedItem() != null) {
            chosen.accept(getSelectionModel().getSelectedItem());
          }
        });
    setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER && getSelectionModel().getSelectedItem() != null) {
            chosen.accept(getSelectionModel().getSelectedItem());
          }
        });
  }

  void show(List<ClassCount> classes, boolean byFrequency) {
    highest = Math.max(1, classes.stream().mapToInt(ClassCount::both).max().orElse(1));
    rows.setAll(
        byFrequency
            ? classes.stream().sorted(Comparator.comparingInt((ClassCount c) -> -c.both())).toList()
            : classes);
  }

  private final class Cell extends ListCell<ClassCount> {
    private final Label name = new Label();
    private final TwoPartBar bar = new TwoPartBar();
    private final Label count = new Label();
    private final Tooltip tooltip = new Tooltip();
    private final HBox content;

    Cell() {
      getStyleClass().add("class-bar-cell");
      name.setMinWidth(110);
      name.setPrefWidth(110);
      count.setMinWidth(64);
      count.setAlignment(Pos.CENTER_RIGHT);
      count.getStyleClass().add("muted");
      HBox.setHgrow(bar, Priority.ALWAYS);
      content = new HBox(10, name, bar, count);
      content.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(ClassCount item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      name.setText(item.name());
      bar.show((double) item.train() / highest, (double) item.validation() / highest);
      count.setText(String.format("%,d", item.both()));
      tooltip.setText(
          String.format(
              "%s (%d)\n%,d train, %,d validation",
              item.name(), item.index(), item.train(), item.validation()));
      setTooltip(tooltip);
      setAccessibleText(item.name() + ", " + count.getText() + " samples");
      setGraphic(content);
    }
  }

  /** Train and validation end to end. */
  private static final class TwoPartBar extends Region {
    private final Region train = new Region();
    private final Region validation = new Region();
    private double trainShare;
    private double validationShare;

    TwoPartBar() {
      train.getStyleClass().add("train-part");
      validation.getStyleClass().add("validation-part");
      getChildren().addAll(train, validation);
      setMinHeight(12);
      setMaxHeight(12);
    }

    void show(double first, double second) {
      trainShare = first;
      validationShare = second;
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      double first = getWidth() * trainShare;
      double second = getWidth() * validationShare;
      train.resizeRelocate(0, 0, trainShare == 0 ? 0 : Math.max(1, first), getHeight());
      validation.resizeRelocate(
          first + 1, 0, validationShare == 0 ? 0 : Math.max(1, second), getHeight());
    }
  }
}
