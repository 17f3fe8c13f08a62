package org.tagwright.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tagwright.metric.Metric;
import org.tagwright.review.Changes;
import org.tagwright.review.FakeScores;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.ImageSource;
import org.tagwright.review.Outcome;
import org.tagwright.review.Predictor;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ScoredImages.Truth;
import org.tagwright.review.Tag;
import org.tagwright.review.Tag.Change;

class GalleryComparisonTest {
  private static final List<String> CLASSES = List.of("cat", "dog");
  private static final List<Truth> TRUTHS =
      Arrays.asList(new Truth(List.of(0)), new Truth(List.of(1)), null, new Truth(List.of()));

  // Now, above 0.5: a cat, b cat, c dog, d nothing.
  private static final ScoredImages NOW =
      images(
          List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg"),
          TRUTHS,
          0.9f,
          0.1f,
          0.7f,
          0.4f,
          0.1f,
          0.8f,
          0.2f,
          0.1f);

  // Then, above 0.3: a nothing, b dog, c dog; d was not scored. Another order of files.
  private static final ScoredImages THEN =
      images(
          List.of("c.jpg", "b.jpg", "a.jpg"),
          Arrays.asList(null, new Truth(List.of(1)), new Truth(List.of(0))),
          0.1f,
          0.35f,
          0.2f,
          0.6f,
          0.25f,
          0.1f);

  private ScoredImages then = THEN;
  private boolean failing;

  private final GalleryModel model =
      new GalleryModel(
          (checkpoint, folder, labels) ->
              checkpoint.endsWith("then.pt") ? finished(then, 0.3) : finished(NOW, 0.5),
          FakeScores.classMaps(ScoredImages.NONE),
          Runnable::run,
          Runnable::run,
          edits -> edits);
  private final GalleryComparison comparison = model.comparison();

  private static ScoredImages images(List<String> names, List<Truth> truths, float... scores) {
    return ScoredImages.of(CLASSES, names.stream().map(Path::of).toList(), scores, truths);
  }

  private Predictor.Prediction finished(ScoredImages images, double threshold) {
    return new Predictor.Prediction() {
      @Override
      public Predictor.Progress poll() {
        return failing
            ? new Predictor.Progress(ScoredImages.NONE, 0, 4, true, "Out of memory.", List.of())
            : new Predictor.Progress(images, images.size(), 4, true, null, List.of());
      }

      @Override
      public Predictor.Tuned tuned() {
        return new Predictor.Tuned("resnet18", threshold, null, false);
      }

      @Override
      public Predictor.Network network() {
        return Predictor.Network.in(Path.of("now.pt"));
      }

      @Override
      public void cancel() {}
    };
  }

  @BeforeEach
  void predict() {
    model.prediction().checkpointProperty().set(Path.of("now.pt"));
    model.prediction().sourceProperty().set(ImageSource.of(Path.of("images")));
    model.prediction().start();
  }

  private List<Integer> shown(Verdict verdict) {
    model.filterProperty().set(GalleryFilter.ALL.withVerdict(verdict));
    return List.copyOf(model.shown());
  }

  @Test
  void eachSideKeepsTheThresholdOfItsOwnCheckpoint() {
    comparison.with(Path.of("then.pt"));
    assertThat(model.thresholdsProperty().get().global()).isEqualTo(0.5);
    assertThat(comparison.thresholdsProperty().get().global()).isEqualTo(0.3);
    comparison.setGlobalThreshold(0.7);
    assertThat(comparison.changesProperty().get().lost()).isZero();
    assertThat(model.thresholdsProperty().get().global()).isEqualTo(0.5);
  }

  @Test
  void gainedLostFixedAndBrokenAreCountedOverTheImagesThatBothHave() {
    comparison.with(Path.of("then.pt"));
    Changes changes = comparison.changesProperty().get();
    assertThat(changes.compared()).isEqualTo(3);
    assertThat(changes.judged()).isEqualTo(2);
    assertThat(changes.changedImages()).isEqualTo(2); // a gains the cat, b swaps dog for cat
    assertThat(changes.perClass())
        .containsExactly(new Changes.OfClass(2, 0, 1, 1), new Changes.OfClass(0, 1, 0, 1));
    assertThat(changes.fixed()).isEqualTo(1);
    assertThat(changes.broken()).isEqualTo(2);
    assertThat(changes.before().get(Metric.MICRO_F1)).isEqualTo(2 / 3.0);
  }

  @Test
  void imagesThatChangedWereFixedOrBrokeCanBeFiltered() {
    comparison.with(Path.of("then.pt"));
    assertThat(shown(Verdict.CHANGED)).containsExactly(0, 1);
    assertThat(shown(Verdict.FIXED)).containsExactly(0);
    assertThat(shown(Verdict.BROKEN)).containsExactly(1);
    assertThat(model.shownImagesProperty().get().counts()).containsEntry(Verdict.CHANGED, 2);
    model.filterProperty().set(GalleryFilter.ALL.withVerdict(Verdict.CHANGED).withClass(1));
    assertThat(model.shown()).as("the dog, which is lost").containsExactly(1);
    comparison.end();
    assertThat(model.filterProperty().get().verdict()).isEqualTo(Verdict.ANY);
  }

  @Test
  void tagsSayWhatWasGainedAndWhatWasLost() {
    comparison.with(Path.of("then.pt"));
    assertThat(model.tags(1))
        .extracting(Tag::name, Tag::outcome, Tag::change)
        .containsExactly(
            tuple("cat", Outcome.WRONG, Change.GAINED), tuple("dog", Outcome.MISSED, Change.LOST));
    assertThat(model.tags(1).get(1).before()).isEqualTo(0.6f);
    assertThat(model.tags(2)).extracting(Tag::change).containsOnly(Change.SAME);
    assertThat(model.tags(3)).isEmpty();
    model.setGlobalThreshold(0.85);
    assertThat(model.tags(2))
        .as("nobody knows whether the dog was right")
        .extracting(Tag::name, Tag::outcome, Tag::change)
        .containsExactly(tuple("dog", Outcome.GONE, Change.LOST));
  }

  @Test
  void checkpointsOfOtherClassesAreNotCompared() {
    then =
        ScoredImages.of(
            List.of("cat", "cow"), List.of(Path.of("a.jpg")), new float[2], List.of(TRUTHS.get(0)));
    comparison.with(Path.of("then.pt"));
    assertThat(comparison.baselineProperty().get()).isNull();
    assertThat(comparison.problemProperty().get()).contains("other classes");
  }

  @Test
  void failureOfTheSecondPredictionLeavesTheFirstAsItIs() {
    failing = true;
    comparison.with(Path.of("then.pt"));
    assertThat(comparison.other().messageProperty().get()).isEqualTo("Out of memory.");
    assertThat(comparison.baselineProperty().get()).isNull();
    assertThat(model.shown()).hasSize(4);
  }

  @Test
  void anotherPredictionEndsTheComparison() {
    comparison.with(Path.of("then.pt"));
    model.prediction().start();
    assertThat(comparison.activeProperty().get()).isFalse();
    assertThat(comparison.baselineProperty().get()).isNull();
  }
}
