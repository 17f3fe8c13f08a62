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
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats.ClassCount;

/** How often each class occurs: a bar a class, the validation part in another colour. */
final class ClassBars extends ListView<ClassCount> {
  private final ObservableList<ClassCount> rows = FXCollections.observableArrayList();
  private int highest = 1;
  private Part part = Part.BOTH;

  /** Which samples the bars count. */
  enum Part {
    BOTH("Both"),
    TRAIN("Train"),
    VALIDATION("Validation");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    int of(ClassCount count) {
      return switch (this) {
        case BOTH -> count.both();
        case TRAIN -> count.train();
        case VALIDATION -> count.validation();
      };
    }
  }

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
          if ((e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE)
              && getSelectionModel().getSelectedItem() != null) {
            chosen.accept(getSelectionModel().getSelectedItem());
          }
        });
  }

  void show(List<ClassCount> classes, Part counted, boolean byFrequency) {
    part = counted;
    highest = Math.max(1, classes.stream().mapToInt(counted::of).max().orElse(1));
    ClassCount selected = getSelectionModel().getSelectedItem();
    rows.setAll(
        byFrequency
            ? classes.stream()
                .sorted(Comparator.comparingInt((ClassCount c) -> -counted.of(c)))
                .toList()
            : classes);
    int again = rows.indexOf(selected);
    getSelectionModel().clearAndSelect(Math.max(0, again));
    scrollTo(Math.max(0, again));
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
      bar.show(
          part == Part.VALIDATION ? 0 : (double) item.train() / highest,
          part == Part.TRAIN ? 0 : (double) item.validation() / highest);
      count.setText(Units.count(part.of(item)));
      tooltip.setText(
          Units.text(
              "%s (%d)\n%,d train, %,d validation\nEnter or double-click: its samples",
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
          trainShare == 0 ? 0 : first + 1,
          0,
          validationShare == 0 ? 0 : Math.max(1, second),
          getHeight());
    }
  }
}
