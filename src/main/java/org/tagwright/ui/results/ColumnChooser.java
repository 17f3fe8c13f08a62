package org.tagwright.ui.results;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.tagwright.results.Column;
import org.tagwright.ui.common.widget.Buttons;

/**
 * Columns to tick, under the button that opens it. Typing finds one among the fifty, the arrow keys
 * walk through them, Space or Enter ticks.
 */
final class ColumnChooser extends VBox {
  private final ObservableList<Column> columns = FXCollections.observableArrayList();
  private final FilteredList<Column> found = new FilteredList<>(columns);
  private final TextField search = new TextField();
  private final ListView<Column> list = new ListView<>(found);
  private final Popover popover = new Popover(this);
  private final Predicate<Column> ticked;
  private final Consumer<Column> toggle;

  /**
   * @param ticked which columns are ticked, asked each time
   * @param toggle ticks a column, or takes the tick away
   * @param back what the button below the list does
   */
  ColumnChooser(
      Button opener,
      Predicate<Column> ticked,
      Consumer<Column> toggle,
      String back,
      Runnable goBack) {
    this.ticked = ticked;
    this.toggle = toggle;
    getStyleClass().add("column-chooser");
    search.setPromptText("Find a column");
    search.setAccessibleText("Find a column");
    search.textProperty().addListener((o, was, is) -> find(is));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInSearch);
    list.setAccessibleText(opener.getAccessibleText());
    list.setCellFactory(view -> new Cell());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInList);
    getChildren().addAll(search, list, Buttons.of(back, goBack, "flat", "small"));
    popover.setHeaderAlwaysVisible(false);
    popover.setDetachable(false);
    popover.setAnimated(false);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    opener.setOnAction(e -> open(opener));
  }

  private void open(Button opener) {
    if (popover.isShowing()) {
      popover.hide();
      return;
    }
    search.clear();
    list.getSelectionModel().clearSelection();
    list.scrollTo(0);
    popover.show(opener, 0);
    search.requestFocus();
  }

  /** The columns there are. */
  void offer(List<Column> offered) {
    if (!columns.equals(offered)) {
      columns.setAll(offered);
    }
  }

  /** Shows what is ticked now. */
  void showTicks() {
    list.refresh();
  }

  private void find(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    found.setPredicate(
        column ->
            column.title().toLowerCase(Locale.ROOT).contains(wanted)
                || column.key().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private void keyInSearch(KeyEvent key) {
    if (key.getCode() == KeyCode.DOWN) {
      list.getSelectionModel().selectFirst();
      list.requestFocus();
      key.consume();
    } else if (key.getCode() == KeyCode.ENTER) {
      found.stream().findFirst().ifPresent(toggle);
      key.consume();
    }
  }

  private void keyInList(KeyEvent key) {
    Column chosen = list.getSelectionModel().getSelectedItem();
    if (key.getCode() == KeyCode.SPACE || key.getCode() == KeyCode.ENTER) {
      if (chosen != null) {
        toggle.accept(chosen);
      }
      key.consume();
    } else if (key.getCode() == KeyCode.UP && list.getSelectionModel().getSelectedIndex() <= 0) {
      search.requestFocus();
      key.consume();
    }
  }

  private final class Cell extends ListCell<Column> {
    private final CheckBox box = new CheckBox();

    Cell() {
      box.setMnemonicParsing(false);
      box.setFocusTraversable(false);
      box.setMouseTransparent(true); // the whole row ticks
      setOnMouseClicked(
          e -> {
            if (getItem() != null) {
              toggle.accept(getItem());
            }
          });
    }

    @Override
    protected void updateItem(Column column, boolean empty) {
      super.updateItem(column, empty);
      setText(null);
      setGraphic(empty ? null : box);
      if (!empty) {
        box.setText(column.title());
        box.setSelected(ticked.test(column));
      }
    }
  }
}
