package org.tagwright.ui.data;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/** A path to type or to choose. */
final class PathField extends VBox {
  private final ObjectProperty<Path> path = new SimpleObjectProperty<>();
  private final TextField field = new TextField();

  PathField(String title, Path proposal, boolean folder) {
    setSpacing(4);
    field.setAccessibleText(title);
    field.textProperty().addListener((o, was, is) -> path.set(parse(is)));
    field.setText(proposal == null ? "" : proposal.toString());
    Button choose = new Button(null, new FontIcon("mdi2f-folder-open-outline"));
    choose.getStyleClass().add("button-icon");
    choose.setAccessibleText("Choose");
    choose.setOnAction(e -> choose(title, folder));
    HBox.setHgrow(field, Priority.ALWAYS);
    getChildren().addAll(new Label(title), new HBox(6, field, choose));
  }

  /** What is typed, or {@code null} where that is no path. */
  ObjectProperty<Path> pathProperty() {
    return path;
  }

  private static Path parse(String text) {
    try {
      return text.isBlank() ? null : Path.of(text.strip());
    } catch (InvalidPathException e) {
      return null; // the button that needs the path stays off
    }
  }

  private void choose(String title, boolean folder) {
    File chosen;
    if (folder) {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(title);
      chosen = chooser.showDialog(getScene().getWindow());
    } else {
      FileChooser chooser = new FileChooser();
      chooser.setTitle(title);
      chosen = chooser.showOpenDialog(getScene().getWindow());
    }
    if (chosen != null) {
      field.setText(chosen.toString());
    }
  }
}
