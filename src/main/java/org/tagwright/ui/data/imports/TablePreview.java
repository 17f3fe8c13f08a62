package org.tagwright.ui.data.imports;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.tagwright.data.imports.Separator;
import org.tagwright.data.imports.TableChoices;
import org.tagwright.data.imports.TableQuestion;
import org.tagwright.data.imports.TableQuestion.Option;
import org.tagwright.data.imports.TableReading;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** How a table would be read: what has to be asked, what can be chosen, and its first rows. */
final class TablePreview extends VBox {
  private static final int ROWS = 5;

  private final ImportModel model;
  private TableReading shown;

  TablePreview(ImportModel model) {
    super(10);
    this.model = model;
    setId("table-preview");
    getStyleClass().add("table-preview");
    model.readingProperty().addListener((o, was, is) -> show(is));
    show(model.readingProperty().get());
  }

  private void show(TableReading reading) {
    shown = reading;
    Shown.set(this, reading != null);
    getChildren().clear();
    if (reading != null) {
      reading.questions().forEach(question -> getChildren().add(asking(question)));
      getChildren().addAll(choices(), understood(), firstRows());
    }
  }

  private void choose(Option option, String value) {
    model.choicesProperty().set(model.choicesProperty().get().with(option, value));
  }

  private Node asking(TableQuestion question) {
    VBox box = new VBox(6, Texts.wrapping(question.text(), "warning-text", "strong"));
    FlowPane answers = new FlowPane(6, 6);
    for (TableQuestion.Answer answer : question.answers()) {
      Button button = new Button(answer.value() + ": " + answer.meaning());
      button.setMnemonicParsing(false);
      button.setMaxWidth(600);
      button.setOnAction(e -> choose(question.option(), answer.value()));
      answers.getChildren().add(button);
    }
    box.getChildren().add(answers);
    return box;
  }

  private Node choices() {
    FlowPane row = new FlowPane(8, 8);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren()
        .addAll(
            menu("Image files: ", shown.fileColumn(), Option.FILE_COLUMN, shown.columns()),
            labelColumns());
    if (!shown.labelColumnNames().isEmpty()) {
      if (shown.form() == TableChoices.Form.NAMES) {
        List<String> separators =
            Arrays.stream(Separator.values()).map(Separator::toString).toList();
        row.getChildren()
            .add(menu("Separator: ", shown.separator().toString(), Option.SEPARATOR, separators));
      } else if (shown.unknownLabels() > 0) {
        List<String> ways =
            Arrays.stream(TableChoices.Unknown.values()).map(Object::toString).toList();
        row.getChildren()
            .add(menu("Unknown labels: ", shown.unknown().toString(), Option.UNKNOWN, ways));
      }
    }
    return row;
  }

  private MenuButton menu(String title, String now, Option option, List<String> values) {
    List<MenuItem> items =
        values.stream()
            .filter(value -> !value.isBlank())
            .map(value -> Menus.item(value, () -> choose(option, value)))
            .toList();
    return button(title + (now.isEmpty() ? "choose" : now), items);
  }

  private MenuButton labelColumns() {
    List<String> chosen = shown.labelColumnNames();
    List<MenuItem> items =
        shown.columns().stream()
            .filter(column -> !column.isBlank() && !column.equals(shown.fileColumn()))
            .map(
                column -> {
                  CheckMenuItem item = new CheckMenuItem(column);
                  item.setMnemonicParsing(false);
                  item.setSelected(chosen.contains(column));
                  item.setOnAction(e -> toggle(column));
                  return (MenuItem) item;
                })
            .toList();
    String now = chosen.size() == 1 ? chosen.get(0) : chosen.size() + " columns";
    return button("Labels: " + (chosen.isEmpty() ? "choose" : now), items);
  }

  private void toggle(String column) {
    List<String> chosen =
        shown.columns().stream()
            .filter(each -> shown.labelColumnNames().contains(each) != each.equals(column))
            .toList();
    TableChoices before = model.choicesProperty().get();
    model
        .choicesProperty()
        .set(new TableChoices(before.fileColumn(), chosen, null, null, before.unknown()));
  }

  private static MenuButton button(String text, List<MenuItem> items) {
    MenuButton button = new MenuButton(text);
    button.setMnemonicParsing(false);
    button.setMaxWidth(300);
    button.getItems().setAll(items);
    return button;
  }

  private Node understood() {
    return Texts.wrapping(String.join("\n", shown.understood()), "muted", "small");
  }

  private Node firstRows() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("preview-rows");
    grid.setHgap(16);
    grid.setVgap(3);
    grid.add(Texts.of("First images", "muted", "small"), 0, 0);
    grid.add(Texts.of("Labels as read", "muted", "small"), 1, 0);
    int row = 1;
    for (TableReading.Sample sample : shown.first(ROWS)) {
      Label file = Texts.of(sample.file(), "mono", "small");
      file.setMaxWidth(280);
      grid.add(file, 0, row);
      String labels =
          sample.labels().isEmpty() ? "no labels" : String.join("  ·  ", sample.labels());
      grid.add(
          Texts.wrapping(labels, "small", sample.labels().isEmpty() ? "muted" : "strong"), 1, row);
      row++;
    }
    return grid;
  }
}
