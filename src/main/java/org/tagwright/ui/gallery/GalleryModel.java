package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.review.Baseline;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryOrder;
import org.tagwright.review.ImageSource;
import org.tagwright.review.LiveScores;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ShownImages;
import org.tagwright.review.Tag;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.image.Selection;

/**
 * State and commands of the gallery: with which thresholds images are labelled, and which are
 * shown. Filtering and scoring run in the background; the newest request wins.
 */
public final class GalleryModel {
  private final GalleryPrediction prediction;
  private final ObjectProperty<GalleryFilter> filter =
      new SimpleObjectProperty<>(GalleryFilter.ALL);
  private final ObjectProperty<GalleryOrder> order = new SimpleObjectProperty<>(GalleryOrder.NAME);
  private final ObjectProperty<Thresholds> thresholds =
      new SimpleObjectProperty<>(Thresholds.of(0.5, 0));
  private final BooleanProperty perClassTuned = new SimpleBooleanProperty();

  private final ShownList list;
  private final ReadOnlyObjectWrapper<LiveScores> scores =
      new ReadOnlyObjectWrapper<>(LiveScores.NONE);
  private final DoubleProperty thumbnailWidth = new SimpleDoubleProperty(190);

  private final GalleryComparison comparison;
  private final ClassMapModel classMap;
  private final ShownWork work;
  private List<String> classes = List.of();

  /**
   * @param background where long work runs
   * @param window the window's thread; all properties change there
   * @param settled makes of work what does it once edits of labels pause
   */
  public GalleryModel(
      Predictor predictor,
      ClassMaps maps,
      Executor background,
      Executor window,
      UnaryOperator<Runnable> settled) {
    prediction = new GalleryPrediction(predictor, background, window);
    list = new ShownList(images()::get);
    comparison =
        new GalleryComparison(prediction, thresholds, perClassTuned, predictor, background, window);
    classMap = new ClassMapModel(this, maps, background, window);
    work = new ShownWork(this, background, window, settled, list::show, scores::set);
    images().addListener((o, was, is) -> follow(was, is));
    filter.addListener((o, was, is) -> refreshShown());
    order.addListener((o, was, is) -> refreshShown());
    thresholds.addListener(
        (o, was, is) -> {
          refreshShown();
          work.score();
        });
    comparison
        .baselineProperty()
        .addListener(
            (o, was, is) -> {
              if (is == null) {
                forgetComparison();
              }
              refreshShown();
            });
    perClassTuned.addListener((o, was, is) -> thresholds.set(startingThresholds()));
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

  /**
   * Labels images that were dropped, whatever was filtered before; a single one is shown large.
   *
   * @param best the checkpoint to take where none is chosen; {@code null}: there is none yet
   */
  void label(ImageSource dropped, Path best) {
    filter.set(GalleryFilter.ALL);
    list.openLater(dropped.single().size() == 1 ? dropped.single().get(0) : null);
    prediction.label(dropped, best);
  }

  /** Chooses a checkpoint, which labels single images that are shown at once. */
  void choose(Path checkpoint) {
    prediction.checkpointProperty().set(checkpoint);
    ImageSource source = prediction.sourceProperty().get();
    if (source != null && source.isSingle()) {
      boolean one = largeProperty().get() && selectedProperty().get() != null;
      list.openLater(one ? images().get().file(selectedProperty().get()) : null);
      prediction.start();
    }
  }

  /** Opens the large view of an image, an index into {@link #imagesProperty}. */
  public void open(int image) {
    list.open(image);
  }

  /** Back to the thumbnails. */
  public void close() {
    list.close();
  }

  /** Selects the image so many places further in the order shown; stays inside. */
  public void step(int places) {
    list.step(places);
  }

  /** The place of the selected image in the order shown, from 1; 0 where it is not among them. */
  public int selectedPlace() {
    return list.selectedPlace();
  }

  /** More scores came, or those of another prediction. */
  private void follow(ScoredImages was, ScoredImages is) {
    if (is.classes().isEmpty()) {
      list.clear();
      scores.set(LiveScores.NONE);
      return;
    }
    if (was.classes().isEmpty()) {
      filter.set(filter.get().forClasses(classes, is.classes()));
      classes = is.classes();
      perClassTuned.set(tuned().perClassInForce());
      thresholds.set(startingThresholds());
    }
    if (was.files() == is.files()) { // the same images with other labels
      work.edited();
    } else {
      refreshShown();
      work.score();
    }
    list.openAwaited();
  }

  private Thresholds startingThresholds() {
    return tuned().thresholds(perClassTuned.get(), images().get().classes().size());
  }

  private void refreshShown() {
    list.choose();
    work.show();
  }

  /** What the images are compared with now, or {@code null}. */
  Baseline baseline(ScoredImages now) {
    Baseline against = comparison.baselineProperty().get();
    return against != null && against.fits(now) ? against : null;
  }

  /** No filter and no order may ask for what is no longer compared. */
  private void forgetComparison() {
    if (filter.get().verdict().needsBaseline()) {
      filter.set(filter.get().withVerdict(GalleryFilter.Verdict.ANY));
    }
    if (order.get() == GalleryOrder.MOST_CHANGED) {
      order.set(GalleryOrder.NAME);
    }
  }

  /** The labels of an image, with what changed where another checkpoint is compared with. */
  public List<Tag> tags(int image) {
    ScoredImages now = images().get();
    Baseline against = baseline(now);
    return against == null
        ? now.tags(image, thresholds.get())
        : against.tags(now, image, thresholds.get());
  }

  /** What is predicted, and how far it is. */
  public GalleryPrediction prediction() {
    return prediction;
  }

  /** A second checkpoint on the same images. */
  public GalleryComparison comparison() {
    return comparison;
  }

  /** Where a class was seen in the image shown large. */
  public ClassMapModel classMap() {
    return classMap;
  }

  private Predictor.Tuned tuned() {
    return prediction.tunedProperty().get();
  }

  private ReadOnlyObjectProperty<ScoredImages> images() {
    return prediction.imagesProperty();
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
    return tuned().hasPerClass(images().get().classes().size());
  }

  public double tunedThreshold() {
    return tuned().global();
  }

  public ReadOnlyObjectProperty<ScoredImages> imagesProperty() {
    return images();
  }

  public ReadOnlyObjectProperty<ShownImages> shownImagesProperty() {
    return list.resultProperty();
  }

  public ReadOnlyObjectProperty<LiveScores> scoresProperty() {
    return scores.getReadOnlyProperty();
  }

  /** Indices of the images shown, in order. */
  public ObservableList<Integer> shown() {
    return list.items();
  }

  /** Which images are selected. */
  public Selection selection() {
    return list.selection();
  }

  /** The image that was selected last, or {@code null}. */
  public ObjectProperty<Integer> selectedProperty() {
    return list.selectedProperty();
  }

  /** Pixels. */
  public DoubleProperty thumbnailWidthProperty() {
    return thumbnailWidth;
  }

  /** Whether the selected image is shown large. */
  public BooleanProperty largeProperty() {
    return list.largeProperty();
  }
}
