package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.ConfidentLearning.Suspect;

final class ConfidentLearningTest {
  /** Two classes: the first learned well, the second badly. */
  private static final float[] SCORES = {
    0.9f, 0.4f, //
    0.8f, 0.2f, //
    0.1f, 0.1f, //
    0.2f, 0.1f, //
    0.97f, 0.35f, //
    0.05f, 0.1f, //
  };

  private static final boolean[] GIVEN = {
    true, true, //
    true, true, //
    false, false, //
    false, false, //
    false, false, //
    true, false, //
  };

  private static ConfidentLearning of(BitSet unknown) {
    return new ConfidentLearning(SCORES, GIVEN, unknown, 6, 2);
  }

  @Test
  void usualConfidenceIsTheMeanScoreOfEachSide() {
    ConfidentLearning learned = of(new BitSet());
    assertThat(learned.usual(0, true)).isEqualTo((0.9 + 0.8 + 0.05) / 3, within(1e-7));
    assertThat(learned.usual(0, false)).isEqualTo((0.9 + 0.8 + 0.03) / 3, within(1e-7));
    assertThat(learned.usual(1, true)).isEqualTo(0.3, within(1e-7));
    assertThat(learned.usual(1, false)).isEqualTo((0.9 + 0.9 + 0.65 + 0.9) / 4, within(1e-7));
  }

  @Test
  void theMissingAndTheWrongLabelAreFoundMostSuspectFirst() {
    List<Suspect> suspects = of(new BitSet()).suspects();
    assertThat(suspects)
        .extracting(Suspect::sample, Suspect::classIndex, Suspect::given)
        .containsExactly(
            tuple(4, 0, false), tuple(5, 0, true), tuple(4, 1, false), tuple(1, 1, true));
    double present = 1.75 / 3;
    double absent = 1.73 / 3;
    assertThat(suspects.get(0).suspicion())
        .isEqualTo(1 - (0.03 - absent + present) / (1 + present - absent), within(1e-6));
    assertThat(suspects.get(1).suspicion())
        .isEqualTo(1 - 0.05 / (1 + present - absent), within(1e-6));
  }

  @Test
  void aClassThatIsLearnedBadlyIsMeasuredByItsOwnUsualScores() {
    // 0.35 is low, yet above the 0.3 that samples with this class usually have.
    Suspect badly = of(new BitSet()).suspects().get(2);
    double present = 0.3;
    double absent = (0.9 + 0.9 + 0.65 + 0.9) / 4;
    double expected = (0.35 - present + absent) / (1 + absent - present);
    assertThat(badly.suspicion()).isEqualTo(expected, within(1e-6));
    assertThat(badly.suspicion()).isGreaterThan(0.5);
  }

  @Test
  void unknownCellsAreLeftOutOfTheMeansAndOfTheSuspects() {
    BitSet unknown = new BitSet();
    unknown.set(5 * 2); // sample 5, class 0: the wrong label
    ConfidentLearning learned = of(unknown);
    assertThat(learned.usual(0, true)).isEqualTo(0.85, within(1e-7));
    assertThat(learned.suspicion(5, 0)).isNaN();
    assertThat(learned.suspects()).noneMatch(s -> s.sample() == 5 && s.classIndex() == 0);
  }

  @Test
  void aClassThatNoSampleHasRaisesNoSuspicion() {
    ConfidentLearning learned =
        new ConfidentLearning(
            new float[] {0.99f, 0.5f}, new boolean[] {false, false}, new BitSet(), 2, 1);
    assertThat(learned.usual(0, true)).isNaN();
    assertThat(learned.suspects()).isEmpty();
  }

  @Test
  void scoresThatAreNoNumbersAreRefused() {
    assertThatThrownBy(
            () ->
                new ConfidentLearning(
                    new float[] {Float.NaN}, new boolean[] {true}, new BitSet(), 1, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("NaN");
  }
}
