package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.review.ImageSource;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ScoredImages.Truth;
import org.tagwright.review.TrueLabels;
import org.tagwright.ui.common.LatestWork;

/** What is predicted, and how far it is: the scores of the gallery arrive here. */
public final class GalleryPrediction {
  /** What is being done. */
  public enum Phase {
    /** Nothing predicted yet. */
    EMPTY,
    PREDICTING,
    DONE,
    CANCELLED,
    FAILED
  }

  /** What a prediction had done when it was asked, which may be another one than the present. */
  private record Polled(Predictor.Prediction of, Predictor.Progress progress) {}

  private final Predictor predictor;
  private final Executor background;
  private final Executor window;

  private final ObjectProperty<Path> checkpoint = new SimpleObjectProperty<>();
  private final ObjectProperty<ImageSource> source = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> labels = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.EMPTY);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<ScoredImages> images =
      new ReadOnlyObjectWrapper<>(ScoredImages.NONE);
  private final ReadOnlyObjectWrapper<Predictor.Tuned> tuned =
      new ReadOnlyObjectWrapper<>(new Predictor.Tuned(null, 0.5, null, false));
  private final ReadOnlyObjectWrapper<Predictor.Network> network = new ReadOnlyObjectWrapper<>();
  private final LatestWork<Polled> pollWork;
  private final Map<Integer, Truth> edited = new HashMap<>();
  private Predictor.Prediction prediction;
  private Path scoredWith;
  private ImageSource scored;
  private int generation;

  GalleryPrediction(Predictor predictor, Executor background, Executor window) {
    this.predictor = predictor;
    this.background = background;
    this.window = window;
    pollWork = new LatestWork<>(background, window, this::take);
    InvalidationListener chosenAnew = o -> forgetFailure();
    checkpoint.addListener(chosenAnew);
    source.addListener(chosenAnew);
    labels.addListener(chosenAnew);
  }

  /**
   * Predicts the chosen images with the chosen checkpoint, or shows the scores kept from before.
   */
  public void start() {
    Path from = checkpoint.get();
    ImageSource of = source.get();
    Path truth = labels.get();
    if (from == null || of == null) {
      message.set("Choose a checkpoint and a folder of images first.");
      return;
    }
    cancel();
    int mine = ++generation;
    scoredWith = from;
    scored = of;
    network.set(null);
    edited.clear();
    images.set(ScoredImages.NONE);
    progress.set(-1);
    message.set("Starting…");
    phase.set(Phase.PREDICTING);
    background.execute(
        () -> {
          try {
            Predictor.Prediction started = predictor.start(from, of, truth);
            window.execute(() -> started(mine, started));
          } catch (TagwrightException e) {
            window.execute(() -> failed(mine, e.getMessage()));
          }
        });
  }

  /**
   * Labels images that were dropped, by the checkpoint that is chosen.
   *
   * @param best the checkpoint where none is chosen; {@code null}: there is none yet
   */
  void label(ImageSource dropped, Path best) {
    if (checkpoint.get() == null) {
      checkpoint.set(best);
    }
    labels.set(null); // those chosen belong to other images
    source.set(dropped);
    if (checkpoint.get() == null) {
      cancel();
      failed(
          generation,
          "There is no checkpoint yet to label with. Train one, or choose a checkpoint file"
              + " above.");
      return;
    }
    start();
  }

  /** Ends a running prediction; the scores so far stay. */
  public void cancel() {
    if (phase.get() == Phase.PREDICTING) {
      generation++;
      if (prediction != null) {
        background.execute(prediction::cancel);
      }
      prediction = null;
      phase.set(Phase.CANCELLED);
      int scored = images.get().size();
      message.set(
          scored == 0
              ? ""
              : Units.text(
                  "Cancelled: the first %,d are scored. Predict again for all images.", scored));
      progress.set(0);
    }
  }

  /** Looks what the running prediction has done since. Called a few times a second. */
  public void poll() {
    Predictor.Prediction current = prediction;
    if (current != null && phase.get() == Phase.PREDICTING) {
      pollWork.request(() -> new Polled(current, current.poll()));
    }
  }

  private void started(int mine, Predictor.Prediction started) {
    if (mine != generation) {
      background.execute(started::cancel);
      return;
    }
    prediction = started;
    network.set(started.network());
    poll();
  }

  private void failed(int mine, String why) {
    if (mine == generation) {
      prediction = null;
      phase.set(Phase.FAILED);
      progress.set(0);
      message.set(why);
    }
  }

  /** What went wrong with one choice says nothing of the next one. */
  private void forgetFailure() {
    if (phase.get() == Phase.FAILED) {
      phase.set(images.get().size() > 0 ? Phase.CANCELLED : Phase.EMPTY);
      message.set("");
    }
  }

  private void take(Polled polled) {
    if (polled.of != prediction) {
      return; // cancelled meanwhile, or another was begun
    }
    Predictor.Progress now = polled.progress;
    boolean firstScores = images.get().classes().isEmpty() && !now.images().classes().isEmpty();
    if (now.images().size() != images.get().size() || firstScores) {
      if (firstScores) {
        tuned.set(prediction.tuned());
      }
      images.set(edited.isEmpty() ? now.images() : now.images().with(edited));
    }
    progress.set(now.total() == 0 ? -1 : (double) now.done() / now.total());
    message.set(
        now.total() == 0
            ? "Loading the model…"
            : Units.text("%,d of %,d images", now.done(), now.total()));
    if (now.failure() != null) {
      failed(generation, now.failure());
    } else if (now.finished()) {
      prediction = null;
      phase.set(Phase.DONE);
      progress.set(1);
      message.set(String.join("\n", now.remarks()));
    }
  }

  /**
   * The true labels of some images are others now.
   *
   * @param labels by image; {@code null} where it has none any more
   */
  void relabel(Map<Integer, Truth> labels) {
    edited.putAll(labels);
    images.set(images.get().with(labels));
  }

  /** The folder of the true labels in use, or {@code null}. */
  public Path labelsFolder() {
    boolean none = labels.get() == null && source.get().isSingle();
    return labels.get() == null && !none
        ? TrueLabels.folderOf(source.get().folder())
        : labels.get();
  }

  /** The checkpoint whose scores are shown, whatever is chosen for the next time. */
  public Path scoredWith() {
    return scoredWith;
  }

  /** The network behind the scores that are shown, or {@code null} before the first ones. */
  ReadOnlyObjectProperty<Predictor.Network> networkProperty() {
    return network.getReadOnlyProperty();
  }

  /** Whether the network behind the scores sees photos turned upright. */
  ExifOrientation orientation() {
    Predictor.Network behind = network.get();
    return behind == null ? ExifOrientation.IGNORE : behind.orientation();
  }

  /** The images whose scores are shown, or {@code null}. */
  ImageSource scored() {
    return scored;
  }

  /** What the checkpoint calls its model; {@code null} before the first scores. */
  public String modelName() {
    return tuned.get().model();
  }

  public ObjectProperty<Path> checkpointProperty() {
    return checkpoint;
  }

  /** The images to predict, or {@code null}. */
  public ObjectProperty<ImageSource> sourceProperty() {
    return source;
  }

  /** Folder of the true labels; {@code null}: looked for where they usually are. */
  public ObjectProperty<Path> labelsProperty() {
    return labels;
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** Share done in 0..1, or -1 while it is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** The images scored so far. */
  public ReadOnlyObjectProperty<ScoredImages> imagesProperty() {
    return images.getReadOnlyProperty();
  }

  /** The checkpoint's thresholds; set before the first images are. */
  public ReadOnlyObjectProperty<Predictor.Tuned> tunedProperty() {
    return tuned.getReadOnlyProperty();
  }
}
