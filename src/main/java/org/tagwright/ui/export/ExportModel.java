package org.tagwright.ui.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tagwright.common.TagwrightException;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.export.ModelExport.Request;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;

/** Exporting a checkpoint: what is asked for, how far it is, and what came of it. */
public final class ExportModel {
  private final Exporter exporter;
  private final Background background;
  private final ObjectProperty<Path> checkpoint = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> out = new SimpleObjectProperty<>();
  private final ObjectProperty<InputKind> input = new SimpleObjectProperty<>(InputKind.FLOATS);
  private final ObjectProperty<WeightKind> weights = new SimpleObjectProperty<>(WeightKind.FLOAT32);
  private final StringProperty batch = new SimpleStringProperty("");
  private final BooleanProperty samples = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<Job<Path>> job = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Path> done = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  public ExportModel(Exporter exporter, Background background) {
    this.exporter = exporter;
    this.background = background;
  }

  /** Asks how a checkpoint is to be exported; proposes a new folder beside it. */
  public void ask(Path file) {
    done.set(null);
    problem.set("");
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.pth?$", "");
    background
        .quietly("Looking for a free folder", progress -> free(file, name))
        .onDone(
            folder -> {
              out.set(folder);
              checkpoint.set(file);
            });
  }

  private static Path free(Path file, String name) {
    Path folder = file.resolveSibling(name + "-onnx");
    for (int number = 2; Files.exists(folder); number++) {
      folder = file.resolveSibling(name + "-onnx-" + number);
    }
    return folder;
  }

  /** The person is through with it; an export that is going on goes on. */
  public void close() {
    checkpoint.set(null);
  }

  /** Exports what is asked for. */
  public Job<Path> start() {
    Options options = new Options(input.get(), number(), weights.get());
    Request request =
        new Request(checkpoint.get(), out.get(), options, samples.get() ? null : List.of());
    problem.set("");
    Job<Path> started =
        background.show(
            "Exporting " + request.checkpoint().getFileName(),
            progress -> exporter.export(request, progress));
    job.set(started);
    return started.onDone(done::set).onFailed(this::failed).onEnd(() -> job.set(null));
  }

  private void failed(Throwable cause) {
    problem.set(
        cause instanceof TagwrightException known ? known.getMessage() : String.valueOf(cause));
  }

  /** {@code null}: any. */
  private Integer number() {
    return batch.get().isBlank() ? null : Integer.valueOf(batch.get().strip());
  }

  /** Whether what is typed will do. */
  public BooleanBinding ready() {
    return Bindings.createBooleanBinding(
        () -> out.get() != null && batch.get().strip().matches("([1-9]\\d{0,4})?"), out, batch);
  }

  /** What is to be exported; {@code null}: nothing, and no sheet is shown. */
  public ReadOnlyObjectProperty<Path> checkpointProperty() {
    return checkpoint;
  }

  /** The folder to write. */
  public ObjectProperty<Path> outProperty() {
    return out;
  }

  public ObjectProperty<InputKind> inputProperty() {
    return input;
  }

  public ObjectProperty<WeightKind> weightsProperty() {
    return weights;
  }

  /** Images at once; blank: any number. */
  public StringProperty batchProperty() {
    return batch;
  }

  /** Whether training images go with it. */
  public BooleanProperty samplesProperty() {
    return samples;
  }

  /** The export that is going on, or {@code null}. */
  public ReadOnlyObjectProperty<Job<Path>> jobProperty() {
    return job.getReadOnlyProperty();
  }

  /** The folder that was written, or {@code null}. */
  public ReadOnlyObjectProperty<Path> doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** Why the last export failed, or empty. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
