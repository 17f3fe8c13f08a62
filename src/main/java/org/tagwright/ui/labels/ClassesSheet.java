package org.tagwright.ui.labels;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.labels.ClassesModel.Action;

/**
 * Adds, renames, merges or removes a class of the whole data set, and says before what that does.
 */
final class ClassesSheet extends VBox {
  private final ClassesModel model;
  private final Segments<Action> actions = new Segments<>(List.of(Action.values()), Action::title);
  private final ComboBox<String> subject = new ComboBox<>();
  private final TextField name = new TextField();
  private final ComboBox<String> into = new ComboBox<>();
  private final Label arrow = Texts.whole("→", "muted");
  private final Label nameTitle = Texts.whole("Name", "muted");
  private final Label preview = Texts.wrapping("");
  private final Button apply;

  ClassesSheet(ClassesModel model, Runnable close) {
    this.model = model;
    getStyleClass().addAll("sheet", "classes-sheet");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setPrefWidth(560);
    apply =
        Buttons.of(
            "Apply",
            () -> {
              model.apply();
              close.run();
            },
            "accent");
    apply.setDefaultButton(true);
    apply
        .disableProperty()
        .bind(Bindings.createBooleanBinding(() -> !model.possible(), model.previewProperty()));
    fill();
    preview.setMinHeight(120);
    preview.setMaxWidth(Double.MAX_VALUE);
    preview.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    getChildren()
        .addAll(
            Texts.of("Classes of the data set", "sheet-title"),
            new Row(0, actions),
            new Row(8, subject, arrow, into, nameTitle, name),
            preview,
            Row.atEnd(8, Buttons.cancel(close), apply));
    InvalidationListener changed = o -> show();
    model.actionProperty().addListener(changed);
    model.previewProperty().addListener(changed);
    model.problemProperty().addListener(changed);
    show();
  }

  private void fill() {
    for (ComboBox<String> each : List.of(subject, into)) {
      each.getItems().setAll(model.classes());
      each.setVisibleRowCount(14);
      each.setPrefWidth(210);
      each.setMinWidth(120);
    }
    subject.setPromptText("Class");
    subject.setAccessibleText("Class to change");
    subject.valueProperty().bindBidirectional(model.subjectProperty());
    into.setPromptText("Into");
    into.setAccessibleText("Class that it is merged into");
    into.valueProperty().bindBidirectional(model.intoProperty());
    name.setPromptText("New name");
    name.setAccessibleText("New name");
    name.textProperty().bindBidirectional(model.nameProperty());
    HBox.setHgrow(name, Priority.ALWAYS);
    actions.valueProperty().bindBidirectional(model.actionProperty());
  }

  @Override
  public void requestFocus() {
    (model.actionProperty().get() == Action.ADD ? name : subject).requestFocus();
  }

  private void show() {
    Action action = model.actionProperty().get();
    Shown.set(subject, action != Action.ADD);
    Shown.set(nameTitle, action == Action.ADD); // a focused field shows no prompt
    Shown.set(name, action == Action.ADD || action == Action.RENAME);
    Shown.set(into, action == Action.MERGE);
    Shown.set(arrow, action == Action.RENAME || action == Action.MERGE);
    String problem = model.problemProperty().get();
    boolean none = model.previewProperty().get() == null;
    preview.getStyleClass().setAll("label", problem.isEmpty() ? "muted" : "danger-text");
    preview.setText(
        !problem.isEmpty()
            ? problem
            : none ? hint(action) : String.join("\n", model.previewProperty().get().lines()));
  }

  private static String hint(Action action) {
    return switch (action) {
      case ADD -> "A new class, last in the list, that no image has yet.";
      case RENAME -> "Another name for a class; no label changes.";
      case MERGE -> "Images that have the first class get the second in its place.";
      case REMOVE -> "No image has the class any more.";
    };
  }
}
