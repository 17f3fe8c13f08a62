package org.tagwright.ui.notes;

import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.tagwright.checkpoint.Notes;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The notes of one checkpoint or run, to be changed. */
public final class NotesSheet extends VBox {
  private final TextArea text = new TextArea();
  private final TextField tags = new TextField();

  public NotesSheet(NotesModel model, Runnable close) {
    NotesModel.Opened opened = model.openedProperty().get();
    Notes notes = opened.notes();
    getStyleClass().add("sheet");
    setMaxSize(520, USE_PREF_SIZE);
    text.setText(notes.text());
    text.setWrapText(true);
    text.setPrefRowCount(4);
    text.setId("notesText");
    tags.setText(String.join(" ", notes.tags()));
    tags.setPromptText("words, separated by spaces");
    tags.setId("notesTags");
    CheckBox starred = new CheckBox("Starred");
    starred.setSelected(notes.starred());
    CheckBox archived = new CheckBox("Archived, so not listed unless asked for");
    archived.setSelected(notes.archived());
    Button save =
        Buttons.of(
            "Save",
            () -> {
              model.save(
                  new Notes(
                      text.getText().strip(),
                      words(tags.getText()),
                      starred.isSelected(),
                      archived.isSelected()));
              close.run();
            },
            "accent");
    save.setId("notesSave");
    save.setDefaultButton(true);
    leaveByTab(save);
    getChildren()
        .addAll(
            new VBox(2, Texts.of("Notes", "sheet-title"), Texts.of(opened.of().name(), "muted")),
            titled("Note", text),
            titled("Tags", tags),
            new Row(20, starred, archived),
            Row.atEnd(8, Buttons.cancel(close), save));
  }

  /** A text area would take the key for itself. */
  private void leaveByTab(Node before) {
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.TAB) {
            key.consume();
            (key.isShiftDown() ? before : tags).requestFocus();
          }
        });
  }

  private static List<String> words(String tags) {
    return Arrays.stream(tags.split("[\\s,]+")).filter(tag -> !tag.isEmpty()).toList();
  }

  private static Node titled(String title, Control field) {
    Label label = new Label(title);
    label.setLabelFor(field);
    field.setAccessibleText(title);
    return new VBox(4, label, field);
  }

  @Override
  public void requestFocus() {
    text.requestFocus();
  }
}
