package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.metric.PrecisionRecallCurve.Point;

class PrecisionRecallCurveTest {
  @ParameterizedTest
  @MethodSource("org.tagwright.metric.GoldenMetrics#cases")
  void areaEqualsAveragePrecisionAndPointsEqualTheMetrics(GoldenMetrics golden) {
    LabelledScores data = golden.data();
    for (int k = 0; k < data.classes(); k++) {
      PrecisionRecallCurve curve = PrecisionRecallCurve.ofClass(data, k, 1000);
      if (data.support(k) == 0) {
        assertThat(curve.points()).isEmpty();
        assertThat(curve.averagePrecision()).isNaN();
        continue;
      }
      assertThat(curve.averagePrecision()).isCloseTo(data.averagePrecision(k), within(1e-12));
      for (Point point : curve.points()) {
        ClassScore there = MultiLabelScores.at(data, point.threshold()).perClass().get(k);
        assertThat(point.precision()).isCloseTo(there.precision(), within(1e-12));
        assertThat(point.recall()).isCloseTo(there.recall(), within(1e-12));
      }
      assertThat(curve.points().get(curve.points().size() - 1).recall()).isEqualTo(1.0);
    }
  }

  @Test
  void thinningKeepsTheEndsAndTheAverage() {
    float[] scores = new float[1000];
    boolean[] targets = new boolean[1000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i / 1000f;
      targets[i] = i % 3 == 0;
    }
    LabelledScores data = new LabelledScores(scores, targets, 1000, 1);
    PrecisionRecallCurve thin = PrecisionRecallCurve.pooled(data, 50);
    assertThat(thin.points()).hasSizeBetween(40, 52);
    assertThat(thin.points().get(thin.points().size() - 1).recall()).isEqualTo(1.0);
    assertThat(thin.averagePrecision()).isCloseTo(data.averagePrecision(0), within(1e-12));
  }
}
