package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.tagwright.data.LabelSet;
import org.tagwright.review.Baseline;
import org.tagwright.review.Changes;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.LatestWork;
import org.tagwright.ui.gallery.GalleryPrediction.Phase;

/**
 * A second checkpoint on the same images: its prediction, its thresholds, and what changed from it
 * to the one that is shown. Each side keeps the thresholds of its own checkpoint.
 */
public final class GalleryComparison {
  private record Counted(Baseline baseline, Changes changes) {}

  private final GalleryPrediction shown;
  private final GalleryPrediction other;
  private final ObjectProperty<Thresholds> shownThresholds;
  private final BooleanProperty perClassTuned;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Thresholds> thresholds =
      new SimpleObjectProperty<>(Thresholds.of(0.5, 0));
  private final ReadOnlyObjectWrapper<Baseline> baseline = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Changes> changes = new ReadOnlyObjectWrapper<>(Changes.NONE);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final LatestWork<Counted> work;

  /**
   * @param shown what is compared with the other one
   * @param shownThresholds its thresholds in force
   * @param perClassTuned whether tuned per-class thresholds are used, on both sides
   */
  GalleryComparison(
      GalleryPrediction shown,
      ObjectProperty<Thresholds> shownThresholds,
      BooleanProperty perClassTuned,
      Predictor predictor,
      Executor background,
      Executor window) {
    this.shown = shown;
    this.shownThresholds = shownThresholds;
    this.perClassTuned = perClassTuned;
    other = new GalleryPrediction(predictor, background, window);
    work = new LatestWork<>(background, window, this::take);
    other.imagesProperty().addListener((o, was, is) -> followOther(was, is));
    shown.imagesProperty().addListener((o, was, is) -> followShown(is));
    shownThresholds.addListener((o, was, is) -> recount());
    thresholds.addListener((o, was, is) -> recount());
    perClassTuned.addListener((o, was, is) -> resetThresholds());
  }

  /**
   * Compares with another checkpoint, or with a scores file.
   *
   * @param checkpoint a checkpoint, which then predicts the same images, or a {@code .scores} file
   */
  public void with(Path checkpoint) {
    end();
    if (shown.scored() == null) {
      return;
    }
    other.checkpointProperty().set(checkpoint);
    other.sourceProperty().set(shown.scored());
    other.labelsProperty().set(shown.labelsProperty().get());
    active.set(true);
    other.start();
  }

  /** Compares no longer. */
  public void end() {
    other.cancel();
    active.set(false);
    problem.set("");
    baseline.set(null);
    changes.set(Changes.NONE);
  }

  /** Looks what the other checkpoint's prediction has done since. */
  public void poll() {
    other.poll();
  }

  /** The other side's thresholds as its checkpoint has them. */
  private void resetThresholds() {
    Predictor.Tuned tuned = other.tunedProperty().get();
    boolean own = perClassTuned.get() || tuned.perClassInForce();
    thresholds.set(tuned.thresholds(own, other.imagesProperty().get().classes().size()));
  }

  /** Moves the other side's global threshold. */
  public void setGlobalThreshold(double value) {
    thresholds.set(thresholds.get().withGlobal(value));
  }

  private void followOther(ScoredImages was, ScoredImages is) {
    if (!active.get() || is.classes().isEmpty()) {
      return;
    }
    if (was.classes().isEmpty()) {
      resetThresholds();
    }
    recount();
  }

  private void followShown(ScoredImages is) {
    if (is.classes().isEmpty()) {
      end(); // another prediction begins
    } else {
      recount();
    }
  }

  private void recount() {
    ScoredImages now = shown.imagesProperty().get();
    ScoredImages then = other.imagesProperty().get();
    Thresholds nowLimits = shownThresholds.get();
    Thresholds thenLimits = thresholds.get();
    if (!active.get()
        || then.classes().isEmpty()
        || nowLimits.classes() != now.classes().size()
        || thenLimits.classes() != then.classes().size()) {
      return;
    }
    if (!new LabelSet(now.classes()).equals(new LabelSet(then.classes()))) {
      other.cancel();
      problem.set("It was trained on other classes, so its labels mean something else.");
      return;
    }
    Baseline before = baseline.get();
    work.request(
        () -> {
          boolean aligned = before != null && before.images() == then && before.fits(now);
          Baseline fresh =
              aligned ? before.withThresholds(thenLimits) : Baseline.of(now, then, thenLimits);
          return new Counted(fresh, Changes.of(now, nowLimits, fresh));
        });
  }

  private void take(Counted counted) {
    if (active.get()
        && counted.baseline().images() == other.imagesProperty().get()
        && counted.baseline().fits(shown.imagesProperty().get())) {
      baseline.set(counted.baseline());
      changes.set(counted.changes());
    }
  }

  /** Whether there is a second checkpoint. */
  public ReadOnlyBooleanProperty activeProperty() {
    return active.getReadOnlyProperty();
  }

  /** The other checkpoint's prediction: how far it is. */
  public GalleryPrediction other() {
    return other;
  }

  /** Whether the other checkpoint's prediction is still going on. */
  boolean waiting() {
    return active.get() && other.phaseProperty().get() == Phase.PREDICTING;
  }

  /** What the labels shown are compared with, or {@code null}. */
  public ReadOnlyObjectProperty<Baseline> baselineProperty() {
    return baseline.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Changes> changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** The other side's thresholds in force. */
  public ObjectProperty<Thresholds> thresholdsProperty() {
    return thresholds;
  }

  /** Why the two cannot be compared; empty where they can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
