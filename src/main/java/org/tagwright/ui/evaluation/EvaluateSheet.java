package org.tagwright.ui.evaluation;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.PathField;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** Asks on which labelled images a checkpoint is evaluated, and where the report goes. */
public final class EvaluateSheet extends VBox {
  public EvaluateSheet(EvaluateModel model, Runnable close) {
    getStyleClass().addAll("sheet", "evaluate-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label title = Texts.of("Evaluate on labelled images", "sheet-title");
    Label checkpoint = Texts.of(String.valueOf(model.checkpointProperty().get()), "muted");
    checkpoint.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    checkpoint.setTooltip(new Tooltip(checkpoint.getText()));
    PathField images = new PathField("Images", model.imagesProperty().get(), true);
    PathField labels =
        new PathField("Labels, one .cls file per image", model.labelsProperty().get(), true);
    PathField out = new PathField("Report", model.outProperty().get(), true);
    images.setId("evaluateImages");
    labels.setId("evaluateLabels");
    out.setId("evaluateOut");
    CheckBox perClass = new CheckBox("Each class's own tuned threshold");
    perClass.setSelected(model.perClassProperty().get());
    perClass.setTooltip(
        new Tooltip("Otherwise the threshold that is in force in the checkpoint decides."));
    Button cancel = Buttons.of("Cancel", close);
    cancel.setCancelButton(true);
    Button go =
        Buttons.of(
            "Evaluate",
            () -> {
              model.imagesProperty().set(images.pathProperty().get());
              model.labelsProperty().set(labels.pathProperty().get());
              model.outProperty().set(out.pathProperty().get());
              model.perClassProperty().set(perClass.isSelected());
              close.run();
              model.start();
            },
            "accent");
    go.setId("evaluateNow");
    go.setDefaultButton(true);
    go.disableProperty()
        .bind(
            images
                .pathProperty()
                .isNull()
                .or(labels.pathProperty().isNull())
                .or(out.pathProperty().isNull()));
    getChildren()
        .addAll(title, checkpoint, images, labels, out, perClass, Row.atEnd(8, cancel, go));
  }
}
