package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.review.GalleryFilter.Side;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.ScoredImages.Truth;

class ShownImagesTest {
  // Threshold 0.5. a: exactly right. b: cat missed, dog wrong. c: nothing known. d: no label,
  // right.
  private static final ScoredImages IMAGES =
      ScoredImages.of(
          List.of("cat", "dog"),
          List.of(Path.of("a.jpg"), Path.of("b.jpg"), Path.of("c.jpg"), Path.of("d.jpg")),
          new float[] {0.9f, 0.1f, 0.45f, 0.8f, 0.7f, 0.6f, 0.1f, 0.2f},
          Arrays.asList(new Truth(List.of(0)), new Truth(List.of(0)), null, new Truth(List.of())));
  private static final Thresholds HALF = Thresholds.of(0.5, 2);

  private static List<Integer> shown(GalleryFilter filter) {
    return ShownImages.of(IMAGES, HALF, filter, GalleryOrder.NAME).shown();
  }

  @Test
  void verdictsTellExactFalsePositiveAndMissed() {
    GalleryFilter all = GalleryFilter.ALL;
    assertThat(shown(all)).containsExactly(0, 1, 2, 3);
    assertThat(shown(all.withVerdict(Verdict.EXACT))).containsExactly(0, 3);
    assertThat(shown(all.withVerdict(Verdict.FALSE_POSITIVES))).containsExactly(1);
    assertThat(shown(all.withVerdict(Verdict.FALSE_NEGATIVES))).containsExactly(1);
    assertThat(shown(all.withVerdict(Verdict.ANY_ERROR))).containsExactly(1);
  }

  @Test
  void chosenClassMayBePredictedTrueOrBoth() {
    GalleryFilter cat = GalleryFilter.ALL.withClass(0);
    assertThat(shown(cat)).containsExactly(0, 1, 2);
    assertThat(shown(cat.withSide(Side.PREDICTED))).containsExactly(0, 2);
    assertThat(shown(cat.withSide(Side.TRUE))).containsExactly(0, 1);
    assertThat(shown(cat.withSide(Side.BOTH))).containsExactly(0);
  }

  @Test
  void verdictOfAChosenClassLooksAtThatClassOnly() {
    GalleryFilter dog = GalleryFilter.ALL.withClass(1);
    assertThat(shown(dog.withVerdict(Verdict.FALSE_POSITIVES))).containsExactly(1);
    assertThat(shown(dog.withVerdict(Verdict.FALSE_NEGATIVES))).isEmpty();
  }

  @Test
  void textAndNumberOfLabelsNarrow() {
    assertThat(shown(GalleryFilter.ALL.withText(" B.J "))).containsExactly(1);
    assertThat(shown(GalleryFilter.ALL.withLabels(2, 2))).containsExactly(2);
    assertThat(shown(GalleryFilter.ALL.withLabels(0, 0))).containsExactly(3);
  }

  @Test
  void ordersPutTheInterestingFirst() {
    assertThat(ShownImages.of(IMAGES, HALF, GalleryFilter.ALL, GalleryOrder.LEAST_CERTAIN).shown())
        .startsWith(1, 2);
    assertThat(ShownImages.of(IMAGES, HALF, GalleryFilter.ALL, GalleryOrder.HIGHEST_LOSS).shown())
        .startsWith(1)
        .endsWith(2); // nobody knows its loss
    assertThat(ShownImages.of(IMAGES, HALF, GalleryFilter.ALL, GalleryOrder.MOST_LABELS).shown())
        .startsWith(2)
        .endsWith(3);
  }

  @Test
  void countsSayWhatEachVerdictWouldShow() {
    ShownImages shown =
        ShownImages.of(
            IMAGES, HALF, GalleryFilter.ALL.withVerdict(Verdict.EXACT), GalleryOrder.NAME);
    assertThat(shown.counts())
        .containsEntry(Verdict.ANY, 4)
        .containsEntry(Verdict.EXACT, 2)
        .containsEntry(Verdict.FALSE_POSITIVES, 1);
  }

  @Test
  void movedThresholdChangesOutcomes() {
    Thresholds lower = HALF.withOwn(0, 0.4);
    assertThat(IMAGES.tags(1, lower))
        .extracting(Tag::name, Tag::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("dog", Outcome.WRONG),
            org.assertj.core.groups.Tuple.tuple("cat", Outcome.RIGHT));
    assertThat(IMAGES.tags(1, HALF))
        .extracting(Tag::name, Tag::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("dog", Outcome.WRONG),
            org.assertj.core.groups.Tuple.tuple("cat", Outcome.MISSED));
    assertThat(IMAGES.tags(2, HALF)).extracting(Tag::outcome).containsOnly(Outcome.UNJUDGED);
  }
}
