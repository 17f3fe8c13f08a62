package org.tagwright.ui.results;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.PathField;

/** Asks on which labelled images a checkpoint is evaluated, and where the report goes. */
final class EvaluateSheet extends VBox {
  EvaluateSheet(EvaluateModel model, Runnable close) {
    getStyleClass().addAll("sheet", "evaluate-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label title = new Label("Evaluate on labelled images");
    title.getStyleClass().add("sheet-title");
    Label checkpoint = new Label(String.valueOf(model.checkpointProperty().get()));
    checkpoint.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    checkpoint.setTooltip(new Tooltip(checkpoint.getText()));
    checkpoint.getStyleClass().add("muted");
    PathField images = new PathField("Images", model.imagesProperty().get(), true);
    PathField labels =
        new PathField("Labels, one .cls file an image", model.labelsProperty().get(), true);
    PathField out = new PathField("Report", model.outProperty().get(), true);
    images.setId("evaluateImages");
    labels.setId("evaluateLabels");
    out.setId("evaluateOut");
    CheckBox perClass = new CheckBox("Each class's own tuned threshold");
    perClass.setSelected(model.perClassProperty().get());
    perClass.setTooltip(
        new Tooltip("Otherwise the threshold that is in force in the checkpoint decides."));
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(e -> close.run());
    Button go = new Button("Evaluate");
    go.setId("evaluateNow");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty()
        .bind(
            images
                .pathProperty()
                .isNull()
                .or(labels.pathProperty().isNull())
                .or(out.pathProperty().isNull()));
    go.setOnAction(
        e -> {
          model.imagesProperty().set(images.pathProperty().get());
          model.labelsProperty().set(labels.pathProperty().get());
          model.outProperty().set(out.pathProperty().get());
          model.perClassProperty().set(perClass.isSelected());
          close.run();
          model.start();
        });
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, checkpoint, images, labels, out, perClass, buttons);
  }
}
