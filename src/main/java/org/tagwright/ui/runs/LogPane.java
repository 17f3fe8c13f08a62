package org.tagwright.ui.runs;

import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** What the training process printed, with a search that shows the matching lines. */
final class LogPane extends VBox {
  private final TextField search = new TextField();

  LogPane(RunsModel model) {
    getStyleClass().add("table-pane");
    setSpacing(10);
    FilteredList<String> found = new FilteredList<>(model.log());
    search.setPromptText("Find in the log");
    search.setAccessibleText("Find in the log");
    search.getStyleClass().add("small");
    search.setPrefColumnCount(24);
    Label count = Texts.empty("muted", "small");
    CheckBox follow = new CheckBox("Follow");
    follow.setSelected(true);
    HBox tools = new Row(10, search, count, new Spacer(), follow);
    ListView<String> lines = new ListView<>(found);
    lines.getStyleClass().addAll("log", "dense");
    lines.setAccessibleText("Log");
    lines.setPlaceholder(new Label("Nothing is printed yet."));
    lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    KeyCombination copy = KeyCombination.valueOf("Shortcut+C");
    lines.setOnKeyPressed(
        e -> {
          if (copy.match(e)) {
            ClipboardText.copy(String.join("\n", lines.getSelectionModel().getSelectedItems()));
          }
        });
    search
        .textProperty()
        .addListener(
            (all, old, text) -> {
              String wanted = text.strip().toLowerCase(Locale.ROOT);
              found.setPredicate(line -> line.toLowerCase(Locale.ROOT).contains(wanted));
            });
    found.addListener(
        (ListChangeListener<String>)
            change -> {
              boolean all = search.getText().isBlank();
              count.setText(all ? "" : found.size() + " of " + model.log().size() + " lines");
              if (follow.isSelected() && !found.isEmpty()) {
                lines.scrollTo(found.size() - 1);
              }
            });
    VBox.setVgrow(lines, Priority.ALWAYS);
    getChildren().addAll(tools, lines);
  }

  void find() {
    search.requestFocus();
  }
}
