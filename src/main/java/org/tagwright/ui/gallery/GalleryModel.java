package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.TagwrightException;
import org.tagwright.ui.common.LatestWork;

/**
 * State and commands of the gallery: what is predicted, with which thresholds it is labelled, which
 * images are shown. Filtering and scoring run in the background; the newest request wins.
 */
public final class GalleryModel {
  /** What the gallery is doing. */
  public enum Phase {
    /** Nothing predicted yet. */
    EMPTY,
    PREDICTING,
    DONE,
    CANCELLED,
    FAILED
  }

  private final Predictor predictor;
  private final Executor background;
  private final Executor window;

  private final ObjectProperty<Path> checkpoint = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> folder = new SimpleObjectProperty<>();
  private final ObjectProperty<Path> labels = new SimpleObjectProperty<>();
  private final ObjectProperty<GalleryFilter> filter =
      new SimpleObjectProperty<>(GalleryFilter.ALL);
  private final ObjectProperty<GalleryOrder> order = new SimpleObjectProperty<>(GalleryOrder.NAME);
  private final ObjectProperty<Thresholds> thresholds =
      new SimpleObjectProperty<>(Thresholds.of(0.5, 0));
  private final BooleanProperty perClassTuned = new SimpleBooleanProperty();

  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.EMPTY);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<ScoredImages> images =
      new ReadOnlyObjectWrapper<>(ScoredImages.NONE);
  private final ReadOnlyObjectWrapper<ShownImages> shownImages =
      new ReadOnlyObjectWrapper<>(ShownImages.EMPTY);
  private final ReadOnlyObjectWrapper<LiveScores> scores =
      new ReadOnlyObjectWrapper<>(LiveScores.NONE);
  private final ObservableList<Integer> shown = FXCollections.observableArrayList();
  private final ObjectProperty<Integer> selected = new SimpleObjectProperty<>();
  private final DoubleProperty thumbnailWidth = new SimpleDoubleProperty(190);
  private final BooleanProperty large = new SimpleBooleanProperty();

  private final LatestWork<ShownImages> showWork;
  private final LatestWork<LiveScores> scoreWork;
  private final LatestWork<Predictor.Progress> pollWork;
  private Predictor.Prediction prediction;
  private Predictor.Tuned tuned = new Predictor.Tuned(0.5, null);
  private int generation;

  /**
   * @param background where long work runs
   * @param window the window's thread; all properties change there
   */
  public GalleryModel(Predictor predictor, Executor background, Executor window) {
    this.predictor = predictor;
    this.background = background;
    this.window = window;
    showWork = new LatestWork<>(background, window, this::show);
    scoreWork = new LatestWork<>(background, window, scores::set);
    pollWork = new LatestWork<>(background, window, this::take);
    filter.addListener((o, was, is) -> refreshShown());
    order.addListener((o, was, is) -> refreshShown());
    thresholds.addListener(
        (o, was, is) -> {
          refreshShown();
          refreshScores();
        });
    perClassTuned.addListener((o, was, is) -> thresholds.set(startingThresholds()));
  }

  // Commands

  /**
   * Predicts the chosen folder with the chosen checkpoint, or shows the scores kept from before.
   */
  public void predict() {
    Path from = checkpoint.get();
    Path of = folder.get();
    Path truth = labels.get();
    if (from == null || of == null) {
      message.set("Choose a checkpoint and a folder of images first.");
      return;
    }
    cancel();
    int mine = ++generation;
    images.set(ScoredImages.NONE);
    shownImages.set(ShownImages.EMPTY);
    shown.clear();
    close();
    selected.set(null);
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

  /** Ends a running prediction; the scores so far stay. */
  public void cancel() {
    if (phase.get() == Phase.PREDICTING) {
      generation++;
      if (prediction != null) {
        background.execute(prediction::cancel);
      }
      prediction = null;
      phase.set(Phase.CANCELLED);
      message.set("Cancelled. " + images.get().size() + " images were scored.");
      progress.set(0);
    }
  }

  /** Looks what the running prediction has done since. Called a few times a second. */
  public void poll() {
    Predictor.Prediction current = prediction;
    if (current != null && phase.get() == Phase.PREDICTING) {
      pollWork.request(current::poll);
    }
  }

  /** All thresholds as the checkpoint has them. */
  public void resetThresholds() {
    thresholds.set(startingThresholds());
  }

  public void setGlobalThreshold(double value) {
    thresholds.set(thresholds.get().withGlobal(value));
  }

  public void setClassThreshold(int classIndex, double value) {
    thresholds.set(thresholds.get().withOwn(classIndex, value));
  }

  /** Opens the large view of an image, an index into {@link #imagesProperty}. */
  public void open(int image) {
    selected.set(image);
    large.set(true);
  }

  /** Back to the thumbnails. */
  public void close() {
    large.set(false);
  }

  /** Selects the image so many places further in the order shown; stays inside. */
  public void step(int places) {
    if (shown.isEmpty()) {
      return;
    }
    int at = selectedPlace() - 1;
    int to = at < 0 ? 0 : at + places;
    selected.set(shown.get(Math.max(0, Math.min(shown.size() - 1, to))));
  }

  /** The place of the selected image in the order shown, from 1; 0 where it is not among them. */
  public int selectedPlace() {
    return selected.get() == null ? 0 : shownImages.get().shown().positionOf(selected.get()) + 1;
  }

  // What follows from the inputs

  private void started(int mine, Predictor.Prediction started) {
    if (mine != generation) {
      background.execute(started::cancel);
      return;
    }
    prediction = started;
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

  private void take(Predictor.Progress now) {
    if (prediction == null) {
      return; // cancelled meanwhile
    }
    boolean firstScores = images.get().classes().isEmpty() && !now.images().classes().isEmpty();
    if (now.images().size() != images.get().size() || firstScores) {
      images.set(now.images());
      if (firstScores) {
        tuned = prediction.tuned();
        thresholds.set(startingThresholds());
      }
      refreshShown();
      refreshScores();
    }
    progress.set(now.total() == 0 ? -1 : (double) now.done() / now.total());
    String broken = now.broken() == 0 ? "" : ", " + now.broken() + " could not be read";
    message.set(
        now.total() == 0
            ? "Loading the model…"
            : String.format("%,d of %,d images%s", now.done(), now.total(), broken));
    if (now.failure() != null) {
      failed(generation, now.failure());
    } else if (now.finished()) {
      prediction = null;
      phase.set(Phase.DONE);
      progress.set(1);
      message.set(String.format("%,d images%s", now.images().size(), broken));
    }
  }

  private Thresholds startingThresholds() {
    Thresholds start = Thresholds.of(tuned.global(), images.get().classes().size());
    boolean own = perClassTuned.get() && hasTunedPerClass();
    return own ? start.withAllOwn(tuned.perClass()) : start;
  }

  private void refreshShown() {
    ScoredImages now = images.get();
    Thresholds limits = thresholds.get();
    GalleryFilter wanted = filter.get();
    GalleryOrder by = order.get();
    if (limits.classes() == now.classes().size()) {
      showWork.request(() -> ShownImages.of(now, limits, wanted, by));
    }
  }

  private void refreshScores() {
    ScoredImages now = images.get();
    Thresholds limits = thresholds.get();
    if (limits.classes() == now.classes().size()) {
      scoreWork.request(() -> LiveScores.of(now, limits));
    }
  }

  private void show(ShownImages result) {
    if (result.images() != images.get()) {
      return; // overtaken by a newer prediction
    }
    shownImages.set(result);
    if (!shown.equals(result.shown())) {
      shown.setAll(result.shown());
    }
  }

  // Properties

  public ObjectProperty<Path> checkpointProperty() {
    return checkpoint;
  }

  public ObjectProperty<Path> folderProperty() {
    return folder;
  }

  /** Folder of the true labels; {@code null}: looked for where they usually are. */
  public ObjectProperty<Path> labelsProperty() {
    return labels;
  }

  public ObjectProperty<GalleryFilter> filterProperty() {
    return filter;
  }

  public ObjectProperty<GalleryOrder> orderProperty() {
    return order;
  }

  public ObjectProperty<Thresholds> thresholdsProperty() {
    return thresholds;
  }

  /** Whether the checkpoint's own per-class thresholds are used. */
  public BooleanProperty perClassTunedProperty() {
    return perClassTuned;
  }

  public boolean hasTunedPerClass() {
    double[] own = tuned.perClass();
    return own != null && own.length == images.get().classes().size() && own.length > 0;
  }

  public double tunedThreshold() {
    return tuned.global();
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

  public ReadOnlyObjectProperty<ScoredImages> imagesProperty() {
    return images.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ShownImages> shownImagesProperty() {
    return shownImages.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<LiveScores> scoresProperty() {
    return scores.getReadOnlyProperty();
  }

  /** Indices of the images shown, in order. */
  public ObservableList<Integer> shown() {
    return shown;
  }

  /** The selected image, or {@code null}. */
  public ObjectProperty<Integer> selectedProperty() {
    return selected;
  }

  /** Pixels. */
  public DoubleProperty thumbnailWidthProperty() {
    return thumbnailWidth;
  }

  /** Whether the selected image is shown large. */
  public BooleanProperty largeProperty() {
    return large;
  }
}
