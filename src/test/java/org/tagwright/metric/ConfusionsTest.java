package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tagwright.metric.Confusions.Confusion;

class ConfusionsTest {
  @Test
  void aMissedClassMeetsTheClassPredictedInItsPlace() {
    // Cat (0) is taken for dog (1) twice, found once; bird (2) is right throughout.
    LabelledScores data =
        new LabelledScores(
            new float[] {.1f, .9f, .9f, .2f, .8f, .1f, .9f, .1f, .1f, .3f, .1f, .1f},
            new boolean[] {
              true, false, true, true, false, false, true, false, false, true, false, false
            },
            4,
            3);
    Confusions confusions = Confusions.at(data, new double[] {.5, .5, .5});
    assertThat(confusions.images(0, 1)).isEqualTo(2);
    assertThat(confusions.images(1, 0)).isZero();
    assertThat(confusions.missed(0)).isEqualTo(3);
    assertThat(confusions.most(10)).containsExactly(new Confusion(0, 1, 2, 2 / 3.0));
  }
}
