package org.tagwright.suspects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.prediction.ScoresFile;

final class SuspectReviewTest {
  private static final List<String> CLASSES = List.of("cat", "dog");

  @TempDir Path root;
  private ExperimentConfig.Data data;
  private SuspectList list;

  /** Four images; a lacks cat, b has dog for nothing. */
  @BeforeEach
  void makeData() throws IOException {
    data = ExperimentConfig.defaults().with(DataSettings.ROOT, root).data();
    Files.createDirectories(data.trainLabelsFolder());
    Files.write(root.resolve("classes.txt"), CLASSES);
    label("a", "");
    label("b", "0\n1\n");
    label("c", "0\n");
    label("d", "1\n");
    list = SuspectList.of(scores(0.97f, 0.02f, 0.9f, 0.1f, 0.8f, 0.2f, 0.1f, 0.9f));
  }

  private void label(String stem, String text) throws IOException {
    Files.writeString(data.trainLabelsFolder().resolve(stem + ".cls"), text);
  }

  private String label(String stem) throws IOException {
    return Files.readString(data.trainLabelsFolder().resolve(stem + ".cls"));
  }

  private SampleScores scores(float... values) {
    DatasetIndex index =
        DatasetIndex.of(
            new LabelSet(CLASSES),
            data.trainImagesFolder(),
            List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg"),
            List.of(bits(), bits(0, 1), bits(0), bits(1)));
    SampleScores scores = new SampleScores(index);
    ScoresFile.Header header =
        ScoresFile.Header.of(
            Path.of("f.pt"), "resnet18", root, 4, CLASSES, 0.5, List.of(), false, null);
    List<ScoresFile.Row> rows = new java.util.ArrayList<>();
    for (int i = 0; i < values.length / 2; i++) {
      rows.add(new ScoresFile.Row(index.name(i), new float[] {values[2 * i], values[2 * i + 1]}));
    }
    scores.add(new ScoresFile.Content(header, rows));
    return scores;
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int each : set) {
      bits.set(each);
    }
    return bits;
  }

  private SuspectReview review() {
    return new SuspectReview(list, LabelBook.open(data), Decisions.of(data.trainLabelsFolder()));
  }

  @Test
  void bothErrorsAreSuspectAndSayWhy() {
    assertThat(list.labels())
        .extracting(SuspectLabel::image, SuspectLabel::suggestion)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a.jpg", "add cat"),
            org.assertj.core.groups.Tuple.tuple("b.jpg", "remove dog"));
    assertThat(list.labels())
        .extracting(SuspectLabel::reason)
        .contains(
            "Not labelled cat, but the score is 0.97; images with it score 0.85 on average.",
            "Labelled dog, but the score is only 0.10; images without it score 0.11 on average.");
  }

  @Test
  void acceptingChangesTheLabelFileAndIsNotAskedAgain() throws IOException {
    SuspectReview review = review();
    for (SuspectLabel label : list.labels()) {
      review.decide(label, Verdict.ACCEPTED);
    }
    assertThat(label("a")).isEqualTo("0\n");
    assertThat(label("b")).isEqualTo("0\n");
    assertThat(review.open()).isEmpty();
    assertThat(review().open()).isEmpty();
    assertThat(review().progress()).isEqualTo("2 of 2 reviewed");
  }

  @Test
  void keepingAndSkippingLeaveTheLabelsAlone() throws IOException {
    SuspectReview review = review();
    review.decide(list.labels().get(0), Verdict.KEPT);
    assertThat(review.progress()).isEqualTo("1 of 2 reviewed");
    review.decide(list.labels().get(1), Verdict.SKIPPED);
    assertThat(label("a")).isEmpty();
    assertThat(label("b")).isEqualTo("0\n1\n");
    assertThat(review().open()).isEmpty();
  }

  @Test
  void undoBringsLabelAndQuestionBack() throws IOException {
    SuspectReview review = review();
    SuspectLabel first = list.labels().get(0);
    review.decide(first, Verdict.UNKNOWN);
    assertThat(review.labels(first.stem()).unknown().get(first.classIndex())).isTrue();
    assertThat(review.undo()).isEqualTo(first);
    assertThat(review.labels(first.stem()).unknown().isEmpty()).isTrue();
    assertThat(review.open()).hasSize(2);
    assertThat(review.undo()).isNull();
  }

  @Test
  void aLabelThatChangedElsewhereIsNotOverwritten() throws IOException {
    SuspectReview review = review();
    label("a", "0\n");
    SuspectLabel a =
        list.labels().stream().filter(l -> l.stem().equals("a")).findFirst().orElseThrow();
    assertThatThrownBy(() -> review.decide(a, Verdict.ACCEPTED))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("The label cat of a.jpg was changed elsewhere");
    assertThat(review.open()).hasSize(2);
  }

  @Test
  void imagesWithoutScoresRaiseNoSuspicion() {
    SuspectList some = SuspectList.of(scores(0.97f, 0.02f, 0.9f, 0.95f));
    assertThat(some.unscored()).isEqualTo(2);
    assertThat(some.labels()).noneMatch(label -> label.sample() > 1);
  }

  @Test
  void theTableHasWhatWasDecided() throws IOException {
    SuspectReview review = review();
    SuspectLabel a =
        list.labels().stream().filter(l -> l.stem().equals("a")).findFirst().orElseThrow();
    review.decide(a, Verdict.KEPT);
    Path csv = root.resolve("suspects.csv");
    list.writeCsv(csv, Decisions.of(data.trainLabelsFolder()));
    assertThat(Files.readAllLines(csv))
        .hasSize(3)
        .contains(
            "image,class,given,score,suspicion,suggestion,reason,decision",
            "a.jpg,cat,absent,0.9700,%s,add cat,\"%s\",kept"
                .formatted(org.tagwright.common.Units.text("%.4f", a.suspicion()), a.reason()));
  }
}
