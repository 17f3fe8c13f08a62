package org.tagwright.ui.common;

import java.io.File;
import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** A path to type or to choose. */
public final class PathField extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  private final ObjectProperty<Path> path = new SimpleObjectProperty<>();
  private final Label name = new Label();
  private final TextField field = new TextField();
  private boolean folder;

  /**
   * @param proposal what stands there first, or {@code null}
   * @param folder whether a folder is asked for, else a file
   */
  public PathField(String title, Path proposal, boolean folder) {
    this.folder = folder;
    setSpacing(4);
    name.setLabelFor(field);
    field.textProperty().addListener((o, was, is) -> path.set(TypedPath.parse(is)));
    field.setText(proposal == null ? "" : proposal.toString());
    Button choose = Buttons.icon("mdi2f-folder-open-outline", "Choose", this::choose);
    choose.getStyleClass().remove("flat");
    HBox.setHgrow(field, Priority.ALWAYS);
    getChildren().addAll(name, new HBox(6, field, choose));
    ask(title, folder);
  }

  /** A field for a text that others hold, with what is wrong with it below. */
  public static PathField of(String title, StringProperty text, ReadOnlyStringProperty problem) {
    PathField made = new PathField(title, null, false);
    made.field.textProperty().bindBidirectional(text);
    Label wrong = Texts.wrapping("", "danger-text", "small");
    wrong.textProperty().bind(problem);
    Shown.when(wrong, problem.isNotEmpty());
    problem.addListener((o, was, is) -> made.field.pseudoClassStateChanged(WRONG, !is.isEmpty()));
    made.getChildren().add(wrong);
    return made;
  }

  /** Asks for something else. */
  public void ask(String title, boolean forFolder) {
    folder = forFolder;
    name.setText(title);
    field.setAccessibleText(title);
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
    field.selectAll(); // typing replaces what was proposed
  }

  /** What is typed, or {@code null} where that is no path. */
  public ObjectProperty<Path> pathProperty() {
    return path;
  }

  private void choose() {
    File chosen;
    if (folder) {
      chosen = Choosers.choose(Choosers.folder(name.getText(), path.get()), getScene().getWindow());
    } else {
      chosen = Choosers.open(Choosers.file(name.getText(), path.get()), getScene().getWindow());
    }
    if (chosen != null) {
      field.setText(chosen.toString());
    }
  }
}
