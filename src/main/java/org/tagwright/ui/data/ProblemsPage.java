package org.tagwright.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.data.DataProblem;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.widget.Spacer;

/** Everything that is wrong with the data, one row per problem: to sort, to copy, to go to. */
final class ProblemsPage extends VBox {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

  private final Consumer<Path> open;
  private final BiConsumer<List<DataProblem>, Integer> show;
  private final Consumer<String> note;
  private final ObservableList<DataProblem> problems = FXCollections.observableArrayList();
  private final FilteredList<DataProblem> filtered = new FilteredList<>(problems);
  private final TableView<DataProblem> table = new TableView<>();
  private final ComboBox<Choice> kinds = new ComboBox<>();

  /**
   * A kind to list.
   *
   * @param kind {@code null}: all
   */
  private record Choice(DataProblem.Kind kind, String title) {}

  /**
   * @param open shows a file or a folder by the system's program for it
   * @param show is asked to show the files of all listed problems, beginning with one of them
   * @param note tells what was done
   */
  ProblemsPage(
      Consumer<Path> open, BiConsumer<List<DataProblem>, Integer> show, Consumer<String> note) {
    this.open = open;
    this.show = show;
    this.note = note;
    setSpacing(12);
    SortedList<DataProblem> sorted = new SortedList<>(filtered);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.getStyleClass().add("results-table");
    table.setAccessibleText("Problems of the data");
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    column("Problem", 200, p -> kind(p.kind()));
    column("File", 320, p -> p.file().toString());
    column("Line", 64, p -> p.line() == 0 ? "" : Integer.toString(p.line()));
    column("What is wrong", 420, DataProblem::message);
    table.setPlaceholder(new Label("No problems found."));
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    table.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2 && selected() != null) {
            show();
          }
        });
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head(), table);
  }

  private HBox head() {
    kinds.setConverter(Titled.by(Choice::title));
    kinds.setAccessibleText("Kind of problem");
    kinds
        .valueProperty()
        .addListener(
            (o, was, is) ->
                filtered.setPredicate(
                    p -> is == null || is.kind() == null || p.kind() == is.kind()));
    HBox head =
        new HBox(
            8,
            kinds,
            new Spacer(),
            onSelected("Show", "mdi2e-eye-outline", "Show it here (Enter)", this::show),
            onSelected(
                "Copy path",
                "mdi2c-content-copy",
                "Copy the file's path (Ctrl+C copies the lines)",
                () -> copy(selected().file().toString(), "Path copied")),
            onSelected(
                "Show in folder",
                "mdi2f-folder-outline",
                "Show it in the system's file browser",
                () -> open.accept(selected().file().toAbsolutePath().getParent())),
            onSelected(
                "Open",
                "mdi2o-open-in-new",
                "Open it in the system's own program",
                () -> open.accept(selected().file())));
    head.setAlignment(Pos.CENTER_LEFT);
    head.visibleProperty().bind(Bindings.isNotEmpty(problems));
    head.managedProperty().bind(head.visibleProperty());
    return head;
  }

  private Button onSelected(String text, String icon, String what, Runnable action) {
    Button button = button(text, icon, what, action);
    button.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    return button;
  }

  private static Button button(String text, String icon, String what, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(what));
    button.setOnAction(e -> action.run());
    return button;
  }

  void show(List<DataProblem> fresh) {
    problems.setAll(fresh);
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(null, "All kinds"));
    for (DataProblem.Kind kind : DataProblem.Kind.values()) {
      long count = fresh.stream().filter(p -> p.kind() == kind).count();
      if (count > 0) {
        choices.add(new Choice(kind, Units.text("%s  (%,d)", kind(kind), count)));
      }
    }
    kinds.getItems().setAll(choices);
    kinds.setValue(choices.get(0));
    if (!fresh.isEmpty()) {
      table.getSelectionModel().clearAndSelect(0);
    }
  }

  private DataProblem selected() {
    return table.getSelectionModel().getSelectedItem();
  }

  private void show() {
    show.accept(List.copyOf(table.getItems()), table.getItems().indexOf(selected()));
  }

  private void key(KeyEvent e) {
    if (COPY.match(e)) {
      copy(
          table.getSelectionModel().getSelectedItems().stream()
              .map(DataProblem::toText)
              .collect(Collectors.joining("\n")),
          "Copied");
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER && selected() != null) {
      show();
      e.consume();
    }
  }

  private void copy(String text, String note) {
    ClipboardText.copy(text);
    this.note.accept(note);
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
    table.getColumns().add(column);
  }
}
