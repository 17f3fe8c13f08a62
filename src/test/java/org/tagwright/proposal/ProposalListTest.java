package org.tagwright.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.prediction.ScoresFile;

final class ProposalListTest {
  private static ProposalList list(double threshold, float[]... scores) {
    ScoresFile.Header header =
        ScoresFile.Header.of(
            Path.of("m.pt"),
            "resnet18",
            Path.of("new"),
            scores.length,
            List.of("cat", "dog"),
            threshold,
            List.of(),
            false,
            null);
    List<ScoresFile.Row> rows = new java.util.ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(new ScoresFile.Row((char) ('a' + i) + ".jpg", scores[i]));
    }
    return ProposalList.of(new ScoresFile.Content(header, rows), Path.of("new"));
  }

  private static List<String> names(List<Proposal> proposals) {
    return proposals.stream().map(Proposal::name).toList();
  }

  @Test
  void scoresAboveTheThresholdAreProposed() {
    ProposalList list = list(0.4, new float[] {0.9f, 0.3f}, new float[] {0.1f, 0.41f});
    assertThat(list.proposals().get(0).labels().stream()).containsExactly(0);
    assertThat(list.proposals().get(1).labels().stream()).containsExactly(1);
  }

  @Test
  void anImageAtTheThresholdIsTheLeastCertain() {
    ProposalList list =
        list(0.2, new float[] {0.99f, 0.01f}, new float[] {0.2f, 0.2f}, new float[] {0.5f, 0.01f});
    assertThat(names(list.in(ProposalOrder.UNCERTAIN, -1, List.of())))
        .containsExactly("b.jpg", "c.jpg", "a.jpg");
    assertThat(list.proposals().get(1).uncertainty()).isEqualTo(2, within(1e-9));
  }

  @Test
  void theMostDifferentComesFirstAndItsLikeLater() {
    ProposalList list =
        list(
            0.5,
            new float[] {0.1f, 0.1f},
            new float[] {0.9f, 0.9f},
            new float[] {0.88f, 0.9f},
            new float[] {0.1f, 0.6f});
    assertThat(names(list.in(ProposalOrder.DIFFERENT, -1, List.of(new float[] {0, 0}))))
        .containsExactly("b.jpg", "d.jpg", "a.jpg", "c.jpg");
  }

  @Test
  void aClassBringsItsHighestScoresFirst() {
    ProposalList list =
        list(0.5, new float[] {0.1f, 0.2f}, new float[] {0.9f, 0.1f}, new float[] {0.5f, 0.7f});
    assertThat(names(list.in(ProposalOrder.CLASS, 1, List.of())))
        .containsExactly("c.jpg", "a.jpg", "b.jpg");
  }
}
