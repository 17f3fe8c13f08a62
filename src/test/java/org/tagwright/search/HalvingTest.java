package org.tagwright.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HalvingTest {
  private final Halving halving = new Halving(1, 3, 10);

  private static List<Trial> atFirstRung(double... scores) {
    List<Trial> trials = new ArrayList<>();
    for (double score : scores) {
      trials.add(Trial.of(trials.size() + 1, Map.of(), 1, score, Trial.State.PAUSED));
    }
    return trials;
  }

  @Test
  void rungsAreAFactorApartAndEndWithTheTraining() {
    assertThat(halving.rungs()).containsExactly(1, 3, 9, 10);
    assertThat(Halving.none(10).rungs()).containsExactly(10);
  }

  @Test
  void nobodyIsPromotedBeforeThereAreAsManyAsTheFactor() {
    assertThat(halving.promotion(atFirstRung(0.1, 0.9))).isEmpty();
    assertThat(halving.promotion(atFirstRung(0.1, 0.9, 0.2)))
        .hasValueSatisfying(
            next -> {
              assertThat(next.trial().number()).isEqualTo(2);
              assertThat(next.epoch()).isEqualTo(3);
            });
  }

  @Test
  void whoWasPromotedKeepsItsPlaceAmongTheBest() {
    List<Trial> trials = atFirstRung(0.1, 0.9, 0.2, 0.3, 0.25);
    trials.set(1, trials.get(1).reached(3, 0.95, false));
    assertThat(halving.promotion(trials)).isEmpty();
  }

  @Test
  void theLeaderIsTheBestOfThoseThatCameFarthest() {
    List<Trial> trials = atFirstRung(0.99, 0.9, 0.2);
    trials.set(1, trials.get(1).reached(3, 0.92, false));
    assertThat(halving.leader(trials).orElseThrow().trial().number()).isEqualTo(2);
  }
}
