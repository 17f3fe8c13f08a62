package org.tagwright.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.ClassScore;
import org.tagwright.review.FakeScores;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.ImageSource;
import org.tagwright.review.LiveScores;
import org.tagwright.review.Predictor;
import org.tagwright.review.Predictor.Progress;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ScoredImages.Truth;
import org.tagwright.ui.gallery.GalleryPrediction.Phase;

class GalleryModelTest {
  private static final List<String> CLASSES = List.of("cat", "dog");

  private final Deque<Progress> polls = new ArrayDeque<>();
  private boolean cancelled;
  private double[] perClass;
  private boolean inForce;
  private List<Object> asked;
  private final Predictor predictor =
      (checkpoint, images, labels) -> {
        asked = Arrays.asList(checkpoint, images, labels);
        return new Scripted();
      };
  private final List<Runnable> afterEdits = new ArrayList<>();
  private final GalleryModel model =
      new GalleryModel(
          predictor,
          FakeScores.classMaps(ScoredImages.NONE),
          Runnable::run,
          Runnable::run,
          work -> () -> afterEdits.add(work));

  private class Scripted implements Predictor.Prediction {
    @Override
    public Progress poll() {
      return polls.size() > 1 ? polls.poll() : polls.peek();
    }

    @Override
    public Predictor.Tuned tuned() {
      return new Predictor.Tuned("resnet18", 0.3, perClass, inForce);
    }

    @Override
    public Predictor.Network network() {
      return Predictor.Network.in(Path.of("best_model.pt"));
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private static ScoredImages images(int count) {
    ScoredImages all =
        ScoredImages.of(
            CLASSES,
            List.of(Path.of("a.jpg"), Path.of("b.jpg"), Path.of("c.jpg")).subList(0, count),
            new float[] {0.9f, 0.1f, 0.45f, 0.8f, 0.2f, 0.35f},
            List.of(new Truth(List.of(0)), new Truth(List.of(1)), new Truth(List.of(1))));
    return all;
  }

  @BeforeEach
  void choose() {
    model.prediction().checkpointProperty().set(Path.of("best_model.pt"));
    model.prediction().sourceProperty().set(ImageSource.of(Path.of("images")));
  }

  @Test
  void scoresAppearAsTheyComeAndTheThresholdIsTheCheckpoints() {
    polls.add(new Progress(ScoredImages.NONE, 0, 0, false, null, List.of()));
    polls.add(new Progress(images(1), 1, 3, false, null, List.of()));
    polls.add(
        new Progress(images(3), 3, 3, true, null, List.of("1 image could not be read: d.jpg.")));
    model.prediction().start();
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.PREDICTING);
    assertThat(model.prediction().progressProperty().get()).isEqualTo(-1);
    model.prediction().poll();
    assertThat(model.shown()).containsExactly(0);
    assertThat(model.thresholdsProperty().get().global()).isEqualTo(0.3);
    model.prediction().poll();
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.DONE);
    assertThat(model.shown()).containsExactly(0, 1, 2);
    assertThat(model.prediction().messageProperty().get())
        .isEqualTo("1 image could not be read: d.jpg.");
  }

  @Test
  void droppedImagesAreLabelledByTheChosenCheckpointOrTheBest() {
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().labelsProperty().set(Path.of("truth"));
    ImageSource dropped = ImageSource.of(List.of(Path.of("x.jpg"), Path.of("y.jpg")));
    model.label(dropped, Path.of("best.pt"));
    assertThat(asked).containsExactly(Path.of("best_model.pt"), dropped, null);
    assertThat(model.largeProperty().get()).isFalse();
    model.prediction().checkpointProperty().set(null);
    model.label(dropped, Path.of("best.pt"));
    assertThat(asked).containsExactly(Path.of("best.pt"), dropped, null);
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.DONE);
  }

  @Test
  void aSingleDroppedImageIsShownLargeAlsoByTheNextCheckpoint() {
    ScoredImages one = images(1);
    polls.add(new Progress(one, 1, 1, true, null, List.of()));
    model.filterProperty().set(GalleryFilter.ALL.withText("no such name"));
    model.label(ImageSource.of(one.files()), null);
    assertThat(model.largeProperty().get()).isTrue();
    assertThat(model.shown()).containsExactly(0);
    model.choose(Path.of("other.pt"));
    assertThat(asked).startsWith(Path.of("other.pt"));
    assertThat(model.largeProperty().get()).isTrue();
    model.close();
    model.choose(Path.of("third.pt"));
    assertThat(asked).startsWith(Path.of("third.pt"));
    assertThat(model.largeProperty().get()).isFalse();
  }

  @Test
  void anImageDroppedWhileAnotherIsLabelledIsNotTakenForIt() {
    Map<Path, ScoredImages> scores =
        Map.of(Path.of("a.jpg"), images(1), Path.of("b.jpg"), second());
    Deque<Runnable> meanwhile = new ArrayDeque<>();
    GalleryModel dropping =
        new GalleryModel(
            (checkpoint, images, labels) ->
                new Scripted() {
                  @Override
                  public Progress poll() {
                    ScoredImages scored = scores.get(images.single().get(0));
                    if (!meanwhile.isEmpty()) {
                      meanwhile.pop().run();
                    }
                    return new Progress(scored, 1, 1, true, null, List.of());
                  }
                },
            FakeScores.classMaps(ScoredImages.NONE),
            Runnable::run,
            Runnable::run,
            edits -> edits);
    ImageSource late = ImageSource.of(List.of(Path.of("b.jpg")));
    meanwhile.add(() -> dropping.label(late, null));
    dropping.label(ImageSource.of(List.of(Path.of("a.jpg"))), Path.of("best_model.pt"));
    assertThat(dropping.imagesProperty().get().files()).containsExactly(Path.of("b.jpg"));
    assertThat(dropping.prediction().phaseProperty().get()).isEqualTo(Phase.DONE);
  }

  private static ScoredImages second() {
    return ScoredImages.of(
        CLASSES,
        List.of(Path.of("b.jpg")),
        new float[] {0.2f, 0.7f},
        List.of(new Truth(List.of())));
  }

  @Test
  void choosingACheckpointPredictsNoFolder() {
    asked = null;
    model.choose(Path.of("other.pt"));
    assertThat(asked).isNull();
  }

  @Test
  void withoutAnyCheckpointADroppedImageIsNotLabelledAndTheReasonIsSaid() {
    model.prediction().checkpointProperty().set(null);
    model.label(ImageSource.of(List.of(Path.of("x.jpg"))), null);
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.FAILED);
    assertThat(model.prediction().messageProperty().get()).startsWith("There is no checkpoint yet");
  }

  @Test
  void aChosenClassIsKeptByItsNameInAnotherCheckpointsClasses() {
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    model.filterProperty().set(GalleryFilter.ALL.withClass(CLASSES.indexOf("dog")));
    predictWithClasses("dog", "horse", "cat");
    assertThat(model.filterProperty().get().classIndex()).isZero();
    predictWithClasses("cat", "horse");
    assertThat(model.filterProperty().get().classIndex()).isEqualTo(GalleryFilter.ANY_CLASS);
  }

  private void predictWithClasses(String... classes) {
    polls.clear();
    ScoredImages images =
        ScoredImages.of(
            List.of(classes),
            List.of(Path.of("a.jpg")),
            new float[classes.length],
            java.util.Arrays.asList((Truth) null));
    polls.add(new Progress(images, 1, 1, true, null, List.of()));
    model.prediction().start();
  }

  @Test
  void movedSliderIsKeptWhileMoreScoresCome() {
    polls.add(new Progress(images(1), 1, 3, false, null, List.of()));
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    model.setGlobalThreshold(0.7);
    model.prediction().poll();
    assertThat(model.thresholdsProperty().get().global()).isEqualTo(0.7);
    model.resetThresholds();
    assertThat(model.thresholdsProperty().get().global()).isEqualTo(0.3);
  }

  @Test
  void metricsAreShownAlsoWhereMoreScoresComeFasterThanTheyAreCounted() {
    List<Runnable> inWindow = new ArrayList<>();
    polls.add(new Progress(images(1), 1, 3, false, null, List.of()));
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    GalleryModel slow =
        new GalleryModel(
            predictor,
            FakeScores.classMaps(ScoredImages.NONE),
            Runnable::run,
            inWindow::add,
            edits -> edits);
    slow.prediction().checkpointProperty().set(Path.of("best_model.pt"));
    slow.prediction().sourceProperty().set(ImageSource.of(Path.of("images")));
    slow.prediction().start();
    inWindow.remove(0).run(); // it has started
    inWindow.remove(0).run(); // the first scores
    List<Runnable> counted = List.copyOf(inWindow);
    inWindow.clear();
    slow.prediction().poll();
    inWindow.remove(0).run(); // all scores
    counted.forEach(Runnable::run);
    assertThat(slow.imagesProperty().get().size()).isEqualTo(3);
    assertThat(slow.scoresProperty().get().judged()).isEqualTo(1);
  }

  @Test
  void metricsFollowTheSlider() {
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    assertThat(model.scoresProperty().get().recall()).isEqualTo(1);
    assertThat(model.scoresProperty().get().precision()).isEqualTo(0.75); // cat on b is wrong
    model.setClassThreshold(0, 0.5);
    assertThat(model.scoresProperty().get().precision()).isEqualTo(1);
    model.setGlobalThreshold(0.4);
    assertThat(model.scoresProperty().get().recall()).isEqualTo(2 / 3.0);
  }

  @Test
  void metricsFollowEditsOnceTheyPause() {
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    LiveScores before = model.scoresProperty().get();

    model.prediction().relabel(Map.of(2, new Truth(List.of(0))));
    model.prediction().relabel(Map.of(1, new Truth(List.of(0))));
    assertThat(model.tags(2)).anyMatch(tag -> tag.name().equals("cat"));
    assertThat(model.scoresProperty().get()).isSameAs(before);

    afterEdits.get(afterEdits.size() - 1).run();
    assertThat(model.scoresProperty().get().metrics().perClass())
        .extracting(ClassScore::support)
        .containsExactly(3, 0);
  }

  @Test
  void tunedPerClassThresholdsAreUsedByChoice() {
    perClass = new double[] {0.5, 0.2};
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    assertThat(model.thresholdsProperty().get().ownCount()).isZero();
    model.perClassTunedProperty().set(true);
    assertThat(model.thresholdsProperty().get().of(0)).isEqualTo(0.5);
    model.perClassTunedProperty().set(false);
    assertThat(model.thresholdsProperty().get().of(0)).isEqualTo(0.3);
  }

  @Test
  void perClassThresholdsThatWereSavedToBeUsedAreUsed() {
    perClass = new double[] {0.5, 0.2};
    inForce = true;
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    assertThat(model.perClassTunedProperty().get()).isTrue();
    assertThat(model.thresholdsProperty().get().of(0)).isEqualTo(0.5);
  }

  @Test
  void cancelEndsTheChildAndKeepsWhatWasScored() {
    polls.add(new Progress(images(1), 1, 3, false, null, List.of()));
    model.prediction().start();
    model.prediction().cancel();
    assertThat(cancelled).isTrue();
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.CANCELLED);
    assertThat(model.shown()).hasSize(1);
    assertThat(model.prediction().messageProperty().get()).contains("the first 1 are scored");
    model.prediction().poll();
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.CANCELLED);
  }

  @Test
  void failureOfTheChildIsSaid() {
    polls.add(
        new Progress(images(1), 1, 3, false, "Out of memory: lower the batch size.", List.of()));
    model.prediction().start();
    assertThat(model.prediction().phaseProperty().get()).isEqualTo(Phase.FAILED);
    assertThat(model.prediction().messageProperty().get()).contains("lower the batch size");
    model.prediction().checkpointProperty().set(Path.of("another.pt"));
    assertThat(model.prediction().phaseProperty().get()).isNotEqualTo(Phase.FAILED);
    assertThat(model.prediction().messageProperty().get()).isEmpty();
  }

  @Test
  void unusableCheckpointIsSaid() {
    GalleryModel failing =
        new GalleryModel(
            (checkpoint, images, labels) -> {
              throw TagwrightException.input(checkpoint + " is no checkpoint.");
            },
            FakeScores.classMaps(ScoredImages.NONE),
            Runnable::run,
            Runnable::run,
            edits -> edits);
    failing.prediction().checkpointProperty().set(Path.of("x.pt"));
    failing.prediction().sourceProperty().set(ImageSource.of(Path.of("images")));
    failing.prediction().start();
    assertThat(failing.prediction().phaseProperty().get()).isEqualTo(Phase.FAILED);
    assertThat(failing.prediction().messageProperty().get()).isEqualTo("x.pt is no checkpoint.");
  }

  @Test
  void stepsStayInsideTheShownImages() {
    polls.add(new Progress(images(3), 3, 3, true, null, List.of()));
    model.prediction().start();
    model.step(1);
    assertThat(model.selectedProperty().get()).isZero();
    model.step(5);
    assertThat(model.selectedProperty().get()).isEqualTo(2);
    assertThat(model.selectedPlace()).isEqualTo(3);
    model.filterProperty().set(GalleryFilter.ALL.withText("a"));
    assertThat(model.selectedPlace()).isZero();
    model.step(1);
    assertThat(model.selectedProperty().get()).isZero();
  }
}
