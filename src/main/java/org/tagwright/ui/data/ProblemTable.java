package org.tagwright.ui.data;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import org.tagwright.data.DataProblem;

/** Everything that is wrong with the data, a line a problem, to sort and to copy. */
final class ProblemTable extends TableView<DataProblem> {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final ObservableList<DataProblem> problems = FXCollections.observableArrayList();

  ProblemTable() {
    SortedList<DataProblem> sorted = new SortedList<>(problems);
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    getStyleClass().add("results-table");
    setAccessibleText("Problems of the data");
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    column("Problem", 200, p -> kind(p.kind()));
    column("File", 320, p -> p.file().toString());
    column("Line", 64, p -> p.line() == 0 ? "" : Integer.toString(p.line()));
    column("What is wrong", 420, DataProblem::message);
    setPlaceholder(new Label("No problems found."));
    setOnKeyPressed(
        e -> {
          if (COPY.match(e)) {
            copySelected();
          }
        });
  }

  void show(List<DataProblem> fresh) {
    problems.setAll(fresh);
  }

  private static String kind(DataProblem.Kind kind) {
    String title = kind.title();
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private void column(String title, double width, Function<DataProblem, String> text) {
    TableColumn<DataProblem, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(p -> new ReadOnlyStringWrapper(text.apply(p.getValue())));
    boolean file = title.equals("File");
    column.setCellFactory(
        c ->
            new TableCell<>() {
              private final Tooltip whole = new Tooltip();

              @Override
              protected void updateItem(String value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? null : value);
                whole.setText(value);
                setTooltip(empty ? null : whole);
                setTextOverrun(file ? OverrunStyle.LEADING_ELLIPSIS : OverrunStyle.ELLIPSIS);
              }
            });
    getColumns().add(column);
  }

  private void copySelected() {
    ClipboardContent clip = new ClipboardContent();
    clip.putString(
        getSelectionModel().getSelectedItems().stream()
            .map(DataProblem::toText)
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(clip);
  }
}
