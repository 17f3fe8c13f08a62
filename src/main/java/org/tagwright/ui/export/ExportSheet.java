package org.tagwright.ui.export;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.PathField;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** Asks how a checkpoint is exported, shows how far it is, and where it was saved to. */
public final class ExportSheet extends VBox {
  private final ExportModel model;
  private final ProgressBar bar = new ProgressBar();
  private final Label doing = Texts.of("", "muted", "small");

  /**
   * @param open shows a folder by the system's programs
   */
  public ExportSheet(ExportModel model, Consumer<Path> open, Runnable close) {
    this.model = model;
    getStyleClass().addAll("sheet", "export-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label checkpoint = Texts.of(String.valueOf(model.checkpointProperty().get()), "muted");
    checkpoint.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    checkpoint.setTooltip(new Tooltip(checkpoint.getText()));
    VBox options = new VBox(12, folder(), input(), weights(), batch(), samples());
    options.disableProperty().bind(model.jobProperty().isNotNull());
    Label problem = Texts.wrapping("", "danger-text");
    problem.textProperty().bind(model.problemProperty());
    Shown.when(problem, model.problemProperty().isNotEmpty());
    bar.setMaxWidth(Double.MAX_VALUE);
    VBox progress = new VBox(4, bar, doing);
    Shown.when(progress, model.jobProperty().isNotNull());
    model.jobProperty().addListener((o, was, is) -> follow(is));
    Label saved = Texts.wrapping("");
    saved.textProperty().bind(model.doneProperty().map(path -> "Saved to " + path).orElse(""));
    Label hint = Texts.wrapping("README.md there has complete programs that use it.", "muted");
    VBox result = new VBox(4, saved, hint);
    Shown.when(result, model.doneProperty().isNotNull());
    Shown.when(options, model.doneProperty().isNull());
    Label title = Texts.of("Export for other programs (ONNX)", "sheet-title");
    getChildren().addAll(title, checkpoint, options, problem, progress, result);
    getChildren().add(buttons(open, close));
  }

  private Node folder() {
    PathField field = new PathField("Folder, new or empty", model.outProperty().get(), true);
    field.setId("exportOut");
    field.pathProperty().addListener((o, was, is) -> model.outProperty().set(is));
    return field;
  }

  private Node input() {
    Segments<InputKind> input =
        new Segments<>(
            List.of(InputKind.values()),
            kind -> kind == InputKind.FLOATS ? "Normalised floats" : "Raw bytes");
    input.valueProperty().bindBidirectional(model.inputProperty());
    return titled(
        "Input",
        "Floats: N,3,H,W, normalised by the program. Bytes: N,H,W,3, normalised in the model.",
        input);
  }

  private Node weights() {
    Segments<WeightKind> weights =
        new Segments<>(
            List.of(WeightKind.values()),
            kind -> kind == WeightKind.FLOAT32 ? "float32" : "float16");
    weights.valueProperty().bindBidirectional(model.weightsProperty());
    return titled("Weights", "float16: half the file, slightly different scores.", weights);
  }

  private Node batch() {
    TextField batch = new TextField();
    batch.setId("exportBatch");
    batch.setPromptText("any");
    batch.setPrefColumnCount(5);
    batch.setAccessibleText("Batch size");
    batch.textProperty().bindBidirectional(model.batchProperty());
    return titled("Batch size", "Leave empty for any number of images at once.", batch);
  }

  private static Node titled(String title, String hint, Node control) {
    Label name = new Label(title);
    name.setMinWidth(80);
    return new VBox(4, new Row(12, name, control), Texts.wrapping(hint, "muted", "small"));
  }

  private Node samples() {
    CheckBox samples = new CheckBox("Include three training images with their scores");
    samples.selectedProperty().bindBidirectional(model.samplesProperty());
    return samples;
  }

  private void follow(Job<Path> job) {
    bar.progressProperty().unbind();
    doing.textProperty().unbind();
    if (job != null) {
      bar.progressProperty().bind(job.progressProperty());
      doing.textProperty().bind(job.messageProperty());
    }
  }

  private Node buttons(Consumer<Path> open, Runnable close) {
    Button cancel =
        Buttons.of(
            "Cancel",
            () -> {
              if (model.jobProperty().get() == null) {
                close.run();
              } else {
                model.jobProperty().get().cancel();
              }
            });
    Button export = Buttons.of("Export", model::start, "accent");
    export.setId("exportNow");
    export.setDefaultButton(true);
    export.disableProperty().bind(model.ready().not().or(model.jobProperty().isNotNull()));
    Button folder = Buttons.of("Open folder", () -> open.accept(model.doneProperty().get()));
    Button done = Buttons.of("Done", close, "accent");
    done.setId("exportDone");
    for (Button before : List.of(cancel, export)) {
      Shown.when(before, model.doneProperty().isNull());
    }
    for (Button after : List.of(folder, done)) {
      Shown.when(after, model.doneProperty().isNotNull());
    }
    return Row.atEnd(8, cancel, export, folder, done);
  }
}
