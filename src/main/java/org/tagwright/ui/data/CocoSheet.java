package org.tagwright.ui.data;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks for COCO's annotation file and where its labels go. */
final class CocoSheet extends VBox {
  /** What to do with the answers. */
  interface Import {
    void run(Path instances, Path labels, boolean dropEmpty);
  }

  CocoSheet(Path labelsProposal, Import work, Runnable close) {
    getStyleClass().addAll("sheet", "data-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label title = new Label("Import COCO annotations");
    title.getStyleClass().add("sheet-title");
    Label text =
        new Label(
            "Reads an instances_*.json and writes a label file for each image. The images"
                + " themselves stay where they are; put them, resized or not, into the image"
                + " folder.");
    text.setWrapText(true);
    text.getStyleClass().add("muted");
    PathField instances = new PathField("Annotation file (instances_*.json)", null, false);
    PathField labels = new PathField("New or empty folder for the labels", labelsProposal, true);
    CheckBox drop = new CheckBox("Leave out images without any box");
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(e -> close.run());
    Button go = new Button("Import");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(instances.pathProperty().isNull().or(labels.pathProperty().isNull()));
    go.setOnAction(
        e -> {
          close.run();
          work.run(instances.pathProperty().get(), labels.pathProperty().get(), drop.isSelected());
        });
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, text, instances, labels, drop, buttons);
  }
}
