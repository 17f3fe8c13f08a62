package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final LabelledScores DATA =
      new LabelledScores(
          new float[] {0f, 0.25f, 0.5f, 0.75f, 0.75f, 1f},
          new boolean[] {false, true, false, true, false, true},
          3,
          2);

  @Test
  void everyDecisionFallsIntoOneBin() {
    Calibration calibration = Calibration.pooled(DATA, 4);
    assertThat(calibration.bins())
        .extracting(Calibration.Bin::count)
        .containsExactly(2L, 1L, 2L, 1L);
    assertThat(calibration.bins().get(0)).isEqualTo(new Calibration.Bin(0, 0.25, 2, 0.125, 0.5));
    assertThat(calibration.bins().get(2)).isEqualTo(new Calibration.Bin(0.5, 0.75, 2, 0.75, 0.5));
  }

  @Test
  void theErrorIsTheMeanDistanceFromTheDiagonal() {
    assertThat(Calibration.pooled(DATA, 4).expectedError())
        .isCloseTo(2 / 6.0 * 0.375 + 1 / 6.0 * 0.5 + 2 / 6.0 * 0.25, within(1e-12));
  }

  @Test
  void anEmptyBinAddsNoError() {
    Calibration ofSecond = Calibration.ofClass(DATA, 1, 2);
    assertThat(ofSecond.bins()).extracting(Calibration.Bin::count).containsExactly(1L, 2L);
    assertThat(Calibration.ofClass(DATA, 1, 10).bins().get(0).meanScore()).isNaN();
    assertThat(Calibration.ofClass(DATA, 1, 10).expectedError())
        .isCloseTo(0.25 / 3 + 0.75 / 3, within(1e-12));
  }
}
