package org.tagwright.ui.data;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.PathField;

/** Asks for the root folder of a data set, to type or to choose. */
final class RootSheet extends VBox {
  private final PathField folder;

  RootSheet(Path now, Consumer<Path> use, Runnable close) {
    getStyleClass().addAll("sheet", "data-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label title = new Label("Choose a data set");
    title.getStyleClass().add("sheet-title");
    folder = new PathField("Root folder (with images/… and labels/train)", now, true);
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(e -> close.run());
    Button go = new Button("Show it");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(folder.pathProperty().isNull());
    go.setOnAction(
        e -> {
          close.run();
          use.accept(folder.pathProperty().get().toAbsolutePath().normalize());
        });
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, folder, buttons);
  }

  @Override
  public void requestFocus() {
    folder.requestFocus();
  }
}
