package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.common.TagwrightException;

class MultiLabelScoresTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  @ParameterizedTest
  @MethodSource("org.tagwright.metric.GoldenMetrics#cases")
  void everyMetricEqualsScikitLearns(GoldenMetrics golden) {
    for (Map.Entry<String, JsonNode> at : golden.expected().get("at_threshold").properties()) {
      MultiLabelScores scores = MultiLabelScores.at(golden.data(), Double.parseDouble(at.getKey()));
      for (Metric metric : Metric.values()) {
        double expected =
            metric == Metric.MAP
                ? golden.expected().get("mean_average_precision").asDouble()
                : at.getValue().get(metric.key()).asDouble();
        assertThat(scores.get(metric))
            .as("%s above %s", metric, at.getKey())
            .isCloseTo(expected, EXACTLY);
      }
      for (ClassScore one : scores.perClass()) {
        JsonNode expected = at.getValue();
        assertThat(one.precision())
            .isCloseTo(expected.get("precision").get(one.index()).asDouble(), EXACTLY);
        assertThat(one.recall())
            .isCloseTo(expected.get("recall").get(one.index()).asDouble(), EXACTLY);
        assertThat(one.f1()).isCloseTo(expected.get("f1").get(one.index()).asDouble(), EXACTLY);
        assertThat(one.support()).isEqualTo(expected.get("support").get(one.index()).asInt());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.tagwright.metric.GoldenMetrics#cases")
  void averagePrecisionEqualsScikitLearnsAndIsNaNWithoutPositives(GoldenMetrics golden) {
    JsonNode expected = golden.expected().get("average_precision");
    for (int k = 0; k < golden.data().classes(); k++) {
      double ap = golden.data().averagePrecision(k);
      if (expected.get(k).isNull()) {
        assertThat(ap).isNaN();
      } else {
        assertThat(ap).isCloseTo(expected.get(k).asDouble(), EXACTLY);
      }
    }
  }

  @Test
  void aScoreEqualToTheThresholdIsNotPredicted() {
    LabelledScores data =
        new LabelledScores(new float[] {0.3f, 0.30000004f}, new boolean[] {true, true}, 1, 2);
    assertThat(MultiLabelScores.at(data, 0.3).perClass())
        .extracting(ClassScore::predicted)
        .containsExactly(0, 1);
  }

  @Test
  void everyClassIsHeldAgainstItsOwnThreshold() {
    LabelledScores data =
        new LabelledScores(new float[] {0.3f, 0.3f}, new boolean[] {true, true}, 1, 2);
    assertThat(MultiLabelScores.at(data, new double[] {0.2, 0.4}).perClass())
        .extracting(ClassScore::f1)
        .containsExactly(1.0, 0.0);
  }

  @Test
  void withoutAnyPositiveEverythingIsZeroAndNothingIsNaN() {
    LabelledScores data =
        new LabelledScores(new float[] {0.3f, 0.9f}, new boolean[] {false, false}, 1, 2);
    assertThat(MultiLabelScores.at(data, 0.5).metrics().values()).containsOnly(0.0);
    assertThat(MultiLabelScores.at(data, 0.95).metrics().values()).containsOnly(0.0);
  }

  @Test
  void aScoreThatIsNotANumberIsNamed() {
    assertThatThrownBy(
            () ->
                LabelledScores.of(
                    new float[] {0.1f, 0.2f, 0.3f, Float.NaN}, new float[] {0, 1, 1, 0}, 2, 2))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("sample 1 for class 1")
        .hasMessageContaining("NaN");
  }
}
