package org.tagwright.ui.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.review.TrueLabels;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;

/** Evaluating a checkpoint on a labelled folder: what is asked for, and what came of it. */
public final class EvaluateModel {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Evaluator evaluator;
  private final Background background;
  private final Supplier<ExperimentConfig> config;
  private final ObjectProperty<Path> checkpoint = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> images = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> labels = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> out = new SimpleObjectProperty<>();
  private final BooleanProperty perClass = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<EvaluationSummary> summary = new ReadOnlyObjectWrapper<>();

  public EvaluateModel(
      Evaluator evaluator, Background background, Supplier<ExperimentConfig> config) {
    this.evaluator = evaluator;
    this.background = background;
    this.config = config;
  }

  /**
   * Asks about a checkpoint: proposes labelled test images where there are some, else the training
   * images; folders that were chosen before stay.
   */
  public Job<?> ask(Path file) {
    checkpoint.set(file);
    ExperimentConfig now = config.get();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.pth?$", "");
    String shortened = name.length() > 40 ? name.substring(0, 40) : name;
    String moment = MOMENT.format(LocalDateTime.now(ZoneId.systemDefault()));
    out.set(now.output().predictions().resolve("evaluation-" + shortened + "-" + moment));
    return background
        .quietly(
            "Looking for labelled images",
            job ->
                Files.isDirectory(testLabels(now))
                    && Files.isDirectory(now.data().testImagesFolder()))
        .onDone(
            labelledTest -> {
              if (images.get() == null || labels.get() == null) {
                images.set(
                    labelledTest ? now.data().testImagesFolder() : now.data().trainImagesFolder());
                labels.set(labelledTest ? testLabels(now) : now.data().trainLabelsFolder());
              }
            });
  }

  /** Whichever the form has for these labels; {@code null}: the usual one. */
  private @Nullable Path unknown(Path labels) {
    Path folder = TrueLabels.of(labels, config.get().data()).unknown();
    return Files.isDirectory(folder) ? folder : null;
  }

  private static Path testLabels(ExperimentConfig config) {
    return config.data().trainLabelsFolder().resolveSibling("test");
  }

  /** Evaluates what is asked for; the shell shows how far it is. */
  public Job<EvaluationSummary> start() {
    EvaluationService.Request request =
        new EvaluationService.Request(
            checkpoint.get(),
            images.get(),
            labels.get(),
            unknown(labels.get()),
            out.get(),
            perClass.get());
    return background
        .show(
            "Evaluating " + request.checkpoint().getFileName(),
            job -> evaluator.evaluate(request, worded(job)))
        .onDone(summary::set);
  }

  private static Progress worded(Progress job) {
    return new Progress() {
      @Override
      public void update(String what, long done, long total) {
        String text = total > 0 ? Units.text("%s, %,d of %,d", what, done, total) : what;
        job.update(Character.toUpperCase(text.charAt(0)) + text.substring(1), done, total);
      }

      @Override
      public boolean cancelled() {
        return job.cancelled();
      }
    };
  }

  public ObjectProperty<Path> checkpointProperty() {
    return checkpoint;
  }

  public ObjectProperty<Path> imagesProperty() {
    return images;
  }

  public ObjectProperty<Path> labelsProperty() {
    return labels;
  }

  /** Folder of the report. */
  public ObjectProperty<Path> outProperty() {
    return out;
  }

  /** Whether each class's own tuned threshold decides. */
  public BooleanProperty perClassProperty() {
    return perClass;
  }

  /** What came of the last evaluation, or {@code null}. */
  public ReadOnlyObjectProperty<EvaluationSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The summary was seen and put away. */
  public void dismiss() {
    summary.set(null);
  }
}
