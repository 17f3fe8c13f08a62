package org.tagwright.ui.gallery;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.tagwright.evaluation.EvaluationReport;
import org.tagwright.review.GalleryExport;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.export.ExportModel;

/** The entries of the gallery's Export menu. */
final class ExportItems {
  private final GalleryModel model;
  private final Workbench workbench;
  private final ThresholdSaver saver;
  private final ExportModel export;

  ExportItems(GalleryModel model, Workbench workbench, ThresholdSaver saver, ExportModel export) {
    this.export = export;
    this.model = model;
    this.workbench = workbench;
    this.saver = saver;
  }

  List<MenuItem> items() {
    MenuItem report = Menus.item("Evaluation report…", this::report);
    report
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.imagesProperty().get().knownCount() == 0, model.imagesProperty()));
    MenuItem thresholds =
        Menus.item("Checkpoint with these thresholds…", () -> saver.ask(window()));
    thresholds.disableProperty().bind(saver.impossible());
    MenuItem network = Menus.item("Model for other programs (ONNX)…", this::network);
    network.disableProperty().bind(saver.impossible());
    return List.of(
        Menus.item("Predictions as JSON…", this::predictions),
        Menus.item("Scores as CSV…", this::scores),
        Menus.item("Shown images as CSV…", this::shown),
        new SeparatorMenuItem(),
        thresholds,
        network,
        report);
  }

  private void network() {
    export.ask(model.prediction().networkProperty().get().checkpoint());
  }

  private void predictions() {
    ScoredImages images = model.imagesProperty().get();
    Thresholds thresholds = model.thresholdsProperty().get();
    save(
        "predictions.json",
        file -> GalleryExport.predictions(file, images, GalleryExport.all(images), thresholds));
  }

  private void scores() {
    ScoredImages images = model.imagesProperty().get();
    save("scores.csv", file -> GalleryExport.scoresCsv(file, images, GalleryExport.all(images)));
  }

  private void shown() {
    ScoredImages images = model.imagesProperty().get();
    Thresholds thresholds = model.thresholdsProperty().get();
    List<Integer> shown = List.copyOf(model.shown());
    save("images.csv", file -> GalleryExport.listCsv(file, images, shown, thresholds));
  }

  private void report() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose a folder for the report");
    File chosen = Choosers.choose(chooser, window());
    if (chosen != null) {
      ScoredImages images = model.imagesProperty().get();
      GalleryPrediction prediction = model.prediction();
      EvaluationReport.Subject subject =
          new EvaluationReport.Subject(
              prediction.modelName(),
              prediction.scoredWith(),
              prediction.scored().folder(),
              prediction.labelsFolder(),
              images.size() - images.knownCount(),
              Instant.now());
      Thresholds thresholds = model.thresholdsProperty().get();
      List<Double> own =
          thresholds.ownCount() == 0
              ? List.of()
              : Arrays.stream(thresholds.resolved()).boxed().toList();
      write(
          chosen.toPath(),
          folder ->
              EvaluationReport.of(
                      subject, images.classes(), images.labelled(), thresholds.global(), own)
                  .write(folder));
    }
  }

  private void save(String proposal, Consumer<Path> write) {
    FileChooser chooser = Choosers.file("Export", model.prediction().scoredWith());
    chooser.setInitialFileName(proposal);
    File file = Choosers.save(chooser, window());
    if (file != null) {
      write(file.toPath(), write);
    }
  }

  private void write(Path target, Consumer<Path> write) {
    workbench
        .background()
        .show(
            "Exporting to " + target.getFileName(),
            job -> {
              write.accept(target);
              return target;
            })
        .onDone(done -> workbench.problems().note("Saved to " + done));
  }

  private static Window window() {
    return Window.getWindows().stream().filter(Window::isFocused).findFirst().orElse(null);
  }
}
