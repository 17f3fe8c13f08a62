package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells whose truth is unknown are as if they were not there. */
class UnknownTruthTest {
  private static final int SAMPLES = 40;
  private static final int CLASSES = 5;
  private static final float U = Float.NaN;

  private final float[] scores = new float[SAMPLES * CLASSES];
  private final float[] targets = new float[SAMPLES * CLASSES];
  private final LabelledScores data;

  UnknownTruthTest() {
    Random random = new Random(7);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.round(random.nextFloat() * 50) / 50f;
      targets[i] = random.nextInt(4) == 0 ? U : random.nextInt(3) == 0 ? 1 : 0;
    }
    data = LabelledScores.of(scores, targets, SAMPLES, CLASSES);
  }

  /** The class alone, without the samples in which it is unknown. */
  private LabelledScores alone(int classIndex) {
    float[] own = new float[SAMPLES];
    float[] truth = new float[SAMPLES];
    int at = 0;
    for (int i = classIndex; i < scores.length; i += CLASSES) {
      if (!Float.isNaN(targets[i])) {
        own[at] = scores[i];
        truth[at++] = targets[i];
      }
    }
    return LabelledScores.of(Arrays.copyOf(own, at), Arrays.copyOf(truth, at), at, 1);
  }

  @Test
  void eachClassIsMeasuredOnTheSamplesInWhichItIsKnown() {
    MultiLabelScores all = MultiLabelScores.at(data, 0.4);
    double weighted = 0;
    double macro = 0;
    double meanPrecision = 0;
    for (int k = 0; k < CLASSES; k++) {
      LabelledScores one = alone(k);
      ClassScore own = MultiLabelScores.at(one, 0.4).perClass().get(0);
      ClassScore here = all.perClass().get(k);
      assertThat(here.precision()).isEqualTo(own.precision());
      assertThat(here.recall()).isEqualTo(own.recall());
      assertThat(here.f1()).isEqualTo(own.f1());
      assertThat(here.averagePrecision()).isEqualTo(own.averagePrecision());
      assertThat(here.support()).isEqualTo(own.support());
      assertThat(here.predicted()).isEqualTo(own.predicted());
      assertThat(data.judged(k)).isEqualTo(one.samples());
      assertThat(ThresholdSearch.exactPerClass(data).get(k))
          .isEqualTo(ThresholdSearch.exactPerClass(one).get(0));
      assertThat(ThresholdSearch.gridPerClass(data).get(k))
          .isEqualTo(ThresholdSearch.gridPerClass(one).get(0));
      assertThat(PrecisionRecallCurve.ofClass(data, k, 50))
          .isEqualTo(PrecisionRecallCurve.ofClass(one, 0, 50));
      assertThat(Calibration.ofClass(data, k, 10)).isEqualTo(Calibration.ofClass(one, 0, 10));
      weighted += own.f1() * own.support() / data.totalSupport();
      macro += own.f1() / CLASSES;
      meanPrecision += own.averagePrecision() / CLASSES;
    }
    assertThat(all.get(Metric.WEIGHTED_F1)).isCloseTo(weighted, within(1e-12));
    assertThat(all.get(Metric.MACRO_F1)).isCloseTo(macro, within(1e-12));
    assertThat(all.get(Metric.MAP)).isCloseTo(meanPrecision, within(1e-12));
  }

  @Test
  void pooledMetricsAreThoseOfTheKnownCells() {
    float[] own = new float[scores.length];
    float[] truth = new float[scores.length];
    int at = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isNaN(targets[i])) {
        own[at] = scores[i];
        truth[at++] = targets[i];
      }
    }
    LabelledScores pooled =
        LabelledScores.of(Arrays.copyOf(own, at), Arrays.copyOf(truth, at), at, 1);
    assertThat(MultiLabelScores.at(data, 0.4).get(Metric.MICRO_F1))
        .isEqualTo(MultiLabelScores.at(pooled, 0.4).get(Metric.MICRO_F1));
    assertThat(ThresholdSearch.exact(data, Metric.MICRO_F1))
        .isEqualTo(ThresholdSearch.exact(pooled, Metric.MICRO_F1));
    assertThat(Calibration.pooled(data, 10)).isEqualTo(Calibration.pooled(pooled, 10));
    assertThat(PrecisionRecallCurve.pooled(data, 50))
        .isEqualTo(PrecisionRecallCurve.pooled(pooled, 50));
  }

  @Test
  void aSampleOfWhichNothingIsKnownIsNoSample() {
    float[] own = {0.9f, 0.2f, 0.9f, 0.9f, 0.1f, 0.8f};
    float[] truth = {1, U, U, U, 0, 1};
    LabelledScores scores = LabelledScores.of(own, truth, 3, 2);
    assertThat(MultiLabelScores.at(scores, 0.5).get(Metric.SAMPLES_F1)).isEqualTo(1);
    assertThat(ThresholdSearch.grid(scores, Metric.SAMPLES_F1).score()).isEqualTo(1);
  }

  @Test
  void everyThresholdedMetricIsTheSameByTheWalkAsByTheCount() {
    for (Metric metric : Metric.values()) {
      for (ThresholdPoint point : ThresholdSearch.curve(data, metric, 21)) {
        assertThat(point.score())
            .as(metric + " at " + point.threshold())
            .isCloseTo(MultiLabelScores.at(data, point.threshold()).get(metric), within(1e-12));
      }
    }
  }

  @Test
  void noConfusionIsMadeOfWhatIsUnknown() {
    float[] own = {0.1f, 0.9f, 0.1f, 0.9f};
    float[] truth = {1, U, 1, 0};
    Confusions confusions =
        Confusions.at(LabelledScores.of(own, truth, 2, 2), new double[] {0.5, 0.5});
    assertThat(confusions.images(0, 1)).isEqualTo(1);
    assertThat(confusions.missed(0)).isEqualTo(2);
  }

  @Test
  void theConstantPredictionIsJudgedOnTheKnownSamples() {
    float[] own = new float[4];
    assertThat(
            ConstantPrediction.best(LabelledScores.of(own, new float[] {1, U, 0, U}, 4, 1))
                .weightedF1())
        .isEqualTo(2.0 / 3);
  }
}
