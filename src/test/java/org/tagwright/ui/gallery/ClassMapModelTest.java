package org.tagwright.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.common.TagwrightException;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.gallery.ClassMapModel.State;

class ClassMapModelTest {
  private static final ScoredImages IMAGES =
      ScoredImages.of(
          List.of("cat", "dog"),
          List.of(Path.of("a.jpg"), Path.of("b.jpg")),
          new float[] {0.2f, 0.9f, 0.8f, 0.1f},
          java.util.Arrays.asList(null, null));

  private final List<String> asked = new ArrayList<>();
  private RuntimeException failure;
  private Predictor.Network network = Predictor.Network.in(Path.of("best_model.pt"));
  private boolean stopped;

  /** How far the network's scores now are from those that are shown. */
  private double drift;

  private final ClassMaps maps =
      new ClassMaps() {
        @Override
        public ScoredClassMap of(Path checkpoint, Path image, int classIndex) {
          asked.add(checkpoint + " " + image + " " + classIndex);
          if (failure != null) {
            throw failure;
          }
          int place = image.equals(IMAGES.file(0)) ? 0 : 1;
          double score = IMAGES.score(place, classIndex) + drift;
          return new ScoredClassMap(classIndex, score, 0, 2, 2, new float[] {0, 0, 0, 1});
        }

        @Override
        public boolean ready(Path checkpoint) {
          return !asked.isEmpty();
        }

        @Override
        public void cancel() {
          stopped = true;
        }

        @Override
        public void close() {}
      };

  /** Work waits here while {@link #holding}. */
  private final Deque<Runnable> held = new ArrayDeque<>();

  private boolean holding;
  private final GalleryModel gallery =
      new GalleryModel(this::predicted, maps, this::work, Runnable::run, edits -> edits);
  private final ClassMapModel model = gallery.classMap();

  private Predictor.Prediction predicted(Path checkpoint, ImageSource images, Path labels) {
    Predictor.Prediction made = FakeScores.predictor(IMAGES).start(checkpoint, images, labels);
    return FakeScores.by(network, made);
  }

  private void work(Runnable task) {
    if (holding) {
      held.add(task);
    } else {
      task.run();
    }
  }

  @BeforeEach
  void predict() {
    gallery.prediction().checkpointProperty().set(Path.of("best_model.pt"));
    gallery.prediction().sourceProperty().set(ImageSource.of(Path.of("images")));
    gallery.prediction().start();
  }

  @Test
  void theHighestScoredClassIsLookedForUntilThePersonChooses() {
    gallery.open(0);
    assertThat(model.stateProperty().get()).isEqualTo(State.OFF);
    assertThat(model.classIndexProperty().get()).isEqualTo(1);
    model.onProperty().set(true);
    assertThat(model.mapProperty().get().classIndex()).isEqualTo(1);
    gallery.step(1);
    assertThat(model.mapProperty().get().classIndex()).isEqualTo(0);
    model.choose(1);
    gallery.step(-1);
    gallery.step(1);
    assertThat(model.classIndexProperty().get()).isEqualTo(1);
  }

  @Test
  void choosingAClassSwitchesTheMapOn() {
    gallery.open(0);
    model.choose(0);
    assertThat(model.onProperty().get()).isTrue();
    assertThat(asked).containsExactly("best_model.pt a.jpg 0");
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
  }

  @Test
  void aMapThatWasSeenBeforeIsNotAskedForAgain() {
    gallery.open(0);
    model.choose(0);
    model.choose(1);
    model.choose(0);
    assertThat(asked).hasSize(2);
  }

  @Test
  void theMapBelongsToTheCheckpointThatScoredNotToTheOneChosenNext() {
    gallery.prediction().checkpointProperty().set(Path.of("other.pt"));
    gallery.open(0);
    model.onProperty().set(true);
    assertThat(asked).containsExactly("best_model.pt a.jpg 1");
  }

  @Test
  void aNetworkThatNowScoresOtherwiseIsSaidToHaveChanged() {
    gallery.open(0);
    drift = 0.02;
    model.choose(0);
    assertThat(model.messageProperty().get()).isEmpty();
    drift = -0.3;
    model.choose(1);
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
    assertThat(model.messageProperty().get()).contains("has changed").contains("0.900");
  }

  @Test
  void whatComesAfterThePersonHasGoneOnIsDropped() {
    gallery.open(0);
    holding = true;
    model.onProperty().set(true);
    assertThat(model.stateProperty().get()).isEqualTo(State.WAITING);
    assertThat(model.messageProperty().get()).isEqualTo("Loading the model…");
    model.onProperty().set(false);
    held.forEach(Runnable::run);
    assertThat(model.stateProperty().get()).isEqualTo(State.OFF);
    assertThat(model.mapProperty().get()).isNull();
  }

  @Test
  void cancelEndsTheWaitingAndTryingAgainWorks() {
    gallery.open(0);
    holding = true;
    model.onProperty().set(true);
    holding = false;
    model.cancel();
    assertThat(stopped).isTrue();
    assertThat(model.stateProperty().get()).isEqualTo(State.CANCELLED);
    failure = new CancellationException("cancelled");
    held.forEach(Runnable::run);
    assertThat(model.stateProperty().get()).isEqualTo(State.CANCELLED);
    failure = null;
    model.retry();
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
  }

  @Test
  void aFailureIsSaidOnTheView() {
    failure = TagwrightException.input("a.jpg is gone.");
    gallery.open(0);
    model.onProperty().set(true);
    assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(model.messageProperty().get()).isEqualTo("a.jpg is gone.");
  }

  @Test
  void keptScoresWithoutTheirNetworkSayWhyThereIsNoMap() {
    network = new Predictor.Network(null, "The checkpoint is gone.");
    gallery.prediction().start();
    gallery.open(0);
    assertThat(model.unavailableProperty().get()).isEqualTo("The checkpoint is gone.");
    assertThat(model.stateProperty().get()).isEqualTo(State.OFF);
    model.choose(0);
    assertThat(model.stateProperty().get()).isEqualTo(State.UNAVAILABLE);
    assertThat(model.messageProperty().get()).isEqualTo("The checkpoint is gone.");
    assertThat(asked).isEmpty();

    network = Predictor.Network.in(Path.of("best_model.pt"));
    gallery.prediction().start();
    assertThat(model.unavailableProperty().get()).isEmpty();
    gallery.open(0);
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
  }

  @Test
  void keptScoresAreExplainedByTheCheckpointThatTheyName() {
    network = Predictor.Network.in(Path.of("named.pt"));
    gallery.prediction().checkpointProperty().set(Path.of("kept.scores"));
    gallery.prediction().start();
    gallery.open(0);
    model.choose(0);
    assertThat(asked).containsExactly("named.pt a.jpg 0");
  }

  @Test
  void closingTheLargeViewForgetsTheChoice() {
    gallery.open(0);
    model.choose(0);
    gallery.close();
    assertThat(model.stateProperty().get()).isEqualTo(State.OFF);
    gallery.open(0);
    assertThat(model.classIndexProperty().get()).isEqualTo(1);
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
  }
}
