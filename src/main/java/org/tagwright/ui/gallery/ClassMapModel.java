package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.common.LatestWork;

/**
 * Where the chosen class was seen in the image that is shown large. Maps are asked for one after
 * the other, the newest wish first, and the last ones are kept.
 */
public final class ClassMapModel {
  /** How it stands with the map of the image and class that are shown. */
  public enum State {
    /** Not asked for. */
    OFF,
    WAITING,
    SHOWN,
    CANCELLED,
    FAILED,
    /** Asked for, but no network is there to ask. */
    UNAVAILABLE
  }

  private static final int MOST_KEPT = 100;

  /** Scores of the same weights and image differ by less, whatever precision they were made in. */
  private static final double SAME_SCORE = 0.05;

  private record Wish(Path checkpoint, Path image, int classIndex) {}

  private record Answer(Wish wish, ScoredClassMap map, String problem) {}

  private final GalleryModel gallery;
  private final ClassMaps maps;
  private final Executor background;
  private final BooleanProperty on = new SimpleBooleanProperty();
  private final DoubleProperty opacity = new SimpleDoubleProperty(0.7);
  private final ReadOnlyIntegerWrapper classIndex = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper unavailable = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<ScoredClassMap> map = new ReadOnlyObjectWrapper<>();
  private final LatestWork<Answer> work;
  private final Map<Wish, ScoredClassMap> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wish, ScoredClassMap> eldest) {
          return size() > MOST_KEPT;
        }
      };
  private Wish wished;
  private boolean chosenByPerson;

  ClassMapModel(GalleryModel gallery, ClassMaps maps, Executor background, Executor window) {
    this.gallery = gallery;
    this.maps = maps;
    this.background = background;
    work = new LatestWork<>(background, window, this::take);
    on.addListener((o, was, is) -> refresh());
    gallery
        .prediction()
        .networkProperty()
        .addListener(
            (o, was, is) -> {
              unavailable.set(is == null || is.missing() == null ? "" : is.missing());
              refresh();
            });
    gallery.selectedProperty().addListener((o, was, is) -> refresh());
    gallery
        .largeProperty()
        .addListener(
            (o, was, is) -> {
              chosenByPerson &= is;
              refresh();
            });
  }

  /** Chooses the class to look for, and looks. */
  public void choose(int index) {
    classIndex.set(index);
    chosenByPerson = true;
    if (on.get()) {
      refresh();
    } else {
      on.set(true);
    }
  }

  /** Gives up waiting; the map can be asked for again by {@link #retry}. */
  public void cancel() {
    if (state.get() == State.WAITING) {
      wished = null;
      state.set(State.CANCELLED);
      message.set("Cancelled.");
      background.execute(maps::cancel);
    }
  }

  /** Asks again after a failure or a cancel. */
  public void retry() {
    refresh();
  }

  private void refresh() {
    Integer image = gallery.selectedProperty().get();
    ScoredImages images = gallery.imagesProperty().get();
    Predictor.Network network = gallery.prediction().networkProperty().get();
    if (!gallery.largeProperty().get() || image == null || image >= images.size()) {
      forget();
      return;
    }
    if (!chosenByPerson) {
      classIndex.set(usualClass(images, image));
    }
    if (!on.get() || network == null) {
      forget();
      return;
    }
    if (network.checkpoint() == null) {
      forget();
      message.set(network.missing());
      state.set(State.UNAVAILABLE);
      return;
    }
    Path checkpoint = network.checkpoint();
    Wish wish = new Wish(checkpoint, images.file(image), classIndex.get());
    wished = wish;
    ScoredClassMap known = kept.get(wish);
    if (known != null) {
      show(known);
      return;
    }
    map.set(null);
    state.set(State.WAITING);
    message.set(maps.ready(checkpoint) ? "Looking…" : "Loading the model…");
    work.request(() -> look(wish));
  }

  /** The class that the gallery is filtered by, else the one with the highest score. */
  private int usualClass(ScoredImages images, int image) {
    int filtered = gallery.filterProperty().get().classIndex();
    int best = 0;
    for (int k = 1; k < images.classes().size(); k++) {
      best = images.score(image, k) > images.score(image, best) ? k : best;
    }
    return filtered >= 0 ? filtered : best;
  }

  private void forget() {
    wished = null;
    map.set(null);
    message.set("");
    state.set(State.OFF);
  }

  private Answer look(Wish wish) {
    try {
      return new Answer(wish, maps.of(wish.checkpoint(), wish.image(), wish.classIndex()), null);
    } catch (TagwrightException e) {
      return new Answer(wish, null, e.getMessage());
    } catch (CancellationException e) {
      return new Answer(wish, null, null);
    }
  }

  private void take(Answer answer) {
    if (answer.map() != null) {
      kept.put(answer.wish(), answer.map());
    }
    if (!answer.wish().equals(wished)) {
      return; // the person has gone on
    }
    if (answer.map() != null) {
      show(answer.map());
    } else {
      state.set(answer.problem() == null ? State.CANCELLED : State.FAILED);
      message.set(answer.problem() == null ? "Cancelled." : answer.problem());
    }
  }

  private void show(ScoredClassMap seen) {
    map.set(seen);
    message.set(remark(seen));
    state.set(State.SHOWN);
  }

  private String remark(ScoredClassMap seen) {
    double shown =
        gallery.imagesProperty().get().score(gallery.selectedProperty().get(), seen.classIndex());
    if (Math.abs(seen.score() - shown) > SAME_SCORE) {
      return Units.text(
          "The checkpoint or the image has changed: its score was %.3f when it was predicted.",
          shown);
    }
    return seen.anything() ? "" : "Nothing in the image speaks for it.";
  }

  /** Whether the map is wanted. */
  public BooleanProperty onProperty() {
    return on;
  }

  /** Why no map can be had of the scores that are shown, or empty. */
  public ReadOnlyStringProperty unavailableProperty() {
    return unavailable.getReadOnlyProperty();
  }

  /** How strongly the map covers the image, 0..1. */
  public DoubleProperty opacityProperty() {
    return opacity;
  }

  /** The class looked for; -1 where no image is shown. */
  public ReadOnlyIntegerProperty classIndexProperty() {
    return classIndex.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What there is to say beside the map; may be empty. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** The map of the image and class that are shown, or {@code null}. */
  public ReadOnlyObjectProperty<ScoredClassMap> mapProperty() {
    return map.getReadOnlyProperty();
  }
}
