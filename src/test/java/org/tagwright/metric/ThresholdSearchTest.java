package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdSearchTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  @ParameterizedTest
  @MethodSource("org.tagwright.metric.GoldenMetrics#cases")
  void exactAndGridReachWhatScikitLearnReached(GoldenMetrics golden) {
    TunedThreshold exact = ThresholdSearch.exact(golden.data(), Metric.WEIGHTED_F1);
    assertThat(exact.score())
        .isCloseTo(golden.expected().get("exact").get("best_weighted_f1").asDouble(), EXACTLY);

    JsonNode expectedGrid = golden.expected().get("grid_0.05");
    TunedThreshold grid = ThresholdSearch.grid(golden.data(), Metric.WEIGHTED_F1);
    assertThat(grid.threshold()).isEqualTo(expectedGrid.get("first_best_threshold").asDouble());
    assertThat(grid.score()).isCloseTo(expectedGrid.get("best").asDouble(), EXACTLY);

    List<ThresholdPoint> curve = ThresholdSearch.curve(golden.data(), Metric.WEIGHTED_F1, 21);
    for (int i = 0; i < 19; i++) {
      assertThat(curve.get(i + 1).score())
          .isCloseTo(expectedGrid.get("weighted_f1").get(i).asDouble(), EXACTLY);
    }
  }

  @ParameterizedTest
  @MethodSource("org.tagwright.metric.GoldenMetrics#cases")
  void perClassThresholdsReachTheBestF1OfEachClass(GoldenMetrics golden) {
    List<TunedThreshold> found = ThresholdSearch.exactPerClass(golden.data());
    double[] thresholds = found.stream().mapToDouble(TunedThreshold::threshold).toArray();
    List<ClassScore> at = MultiLabelScores.at(golden.data(), thresholds).perClass();
    for (int k = 0; k < found.size(); k++) {
      double expected = golden.expected().get("per_class_exact_best_f1").get(k).asDouble();
      assertThat(found.get(k).score()).isCloseTo(expected, EXACTLY);
      assertThat(at.get(k).f1()).isCloseTo(expected, EXACTLY);
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void noThresholdBeatsTheExactOneOnRandomCases(Metric metric) {
    for (int seed = 0; seed < 400; seed++) {
      LabelledScores data = randomCase(seed);
      TunedThreshold found = ThresholdSearch.exact(data, metric);
      assertThat(found.score())
          .as("seed %d", seed)
          .isEqualTo(MultiLabelScores.at(data, found.threshold()).get(metric))
          .isCloseTo(bestByTryingAll(data, metric), EXACTLY);
    }
  }

  @Test
  void noPerClassThresholdBeatsTheExactOneOnRandomCases() {
    for (int seed = 0; seed < 400; seed++) {
      LabelledScores data = randomCase(seed);
      List<TunedThreshold> found = ThresholdSearch.exactPerClass(data);
      for (int k = 0; k < data.classes(); k++) {
        double best = 0;
        for (int i = 0; i <= data.samples(); i++) {
          double threshold = i == data.samples() ? -1 : data.score(i, k);
          best = Math.max(best, MultiLabelScores.at(data, threshold).perClass().get(k).f1());
        }
        assertThat(found.get(k).score()).as("seed %d class %d", seed, k).isCloseTo(best, EXACTLY);
        assertThat(MultiLabelScores.at(data, found.get(k).threshold()).perClass().get(k).f1())
            .isEqualTo(found.get(k).score());
      }
    }
  }

  @Test
  void theThresholdLiesInTheMiddleOfTheWidestBestGap() {
    LabelledScores data =
        new LabelledScores(
            new float[] {0.9f, 0.75f, 0.25f, 0.2f}, new boolean[] {true, true, false, false}, 4, 1);
    assertThat(ThresholdSearch.exact(data, Metric.WEIGHTED_F1))
        .isEqualTo(new TunedThreshold(0.5, 1.0));
  }

  @Test
  void betweenTwoAdjacentFloatsTheThresholdStillSeparatesThem() {
    float low = 0.3f;
    for (int i = 0; i < 100; i++, low = Math.nextUp(low)) {
      float high = Math.nextUp(low);
      LabelledScores data =
          new LabelledScores(new float[] {low, high}, new boolean[] {false, true}, 2, 1);
      TunedThreshold found = ThresholdSearch.exact(data, Metric.MACRO_F1);
      assertThat(found.score()).isEqualTo(1.0);
      // Saved as text or as a double, compared in float32 or float64: the same set.
      double saved = Double.parseDouble(Double.toString(found.threshold()));
      assertThat(high > saved).isTrue();
      assertThat(low > saved).isFalse();
      assertThat(high > (float) saved).isTrue();
      assertThat(low > (float) saved).isFalse();
    }
  }

  @Test
  void everythingCanBePredictedEvenWhereScoresAreZero() {
    LabelledScores data =
        new LabelledScores(new float[] {0f, -0f, 1f}, new boolean[] {true, true, true}, 3, 1);
    assertThat(ThresholdSearch.exact(data, Metric.MICRO_F1).score()).isEqualTo(1.0);
  }

  @Test
  void aClassWithoutPositivesGetsAThresholdAboveItsScores() {
    LabelledScores data =
        new LabelledScores(new float[] {0.6f, 0.2f}, new boolean[] {false, false}, 2, 1);
    TunedThreshold found = ThresholdSearch.exactPerClass(data).get(0);
    assertThat(found.threshold()).isEqualTo((float) 0.8, within(1e-6)).isGreaterThan(0.6);
    assertThat(found.score()).isZero();
  }

  @Test
  void mapTakesTheThresholdOfWeightedF1() {
    LabelledScores data = randomCase(7);
    Map<Metric, TunedThreshold> found = ThresholdSearch.exactForEach(data);
    assertThat(found.get(Metric.MAP))
        .isEqualTo(
            new TunedThreshold(
                found.get(Metric.WEIGHTED_F1).threshold(), data.meanAveragePrecision()));
    assertThat(found).containsOnlyKeys(Metric.values());
  }

  @Test
  void curvesEqualTheMetricAtEveryPoint() {
    LabelledScores data = randomCase(3);
    Set<Metric> metrics = EnumSet.allOf(Metric.class);
    ThresholdSearch.curves(data, metrics, 101)
        .forEach(
            (metric, curve) -> {
              assertThat(curve).hasSize(101);
              for (ThresholdPoint point : curve) {
                assertThat(point.score())
                    .isCloseTo(MultiLabelScores.at(data, point.threshold()).get(metric), EXACTLY);
              }
            });
  }

  @Test
  void gridPerClassIsTheFirstBestStep() {
    LabelledScores data =
        new LabelledScores(
            new float[] {0.42f, 0.1f, 0.3f, 0.1f}, new boolean[] {true, false, false, false}, 2, 2);
    assertThat(ThresholdSearch.gridPerClass(data))
        .containsExactly(new TunedThreshold(0.3, 1), new TunedThreshold(0.05, 0));
  }

  private static double bestByTryingAll(LabelledScores data, Metric metric) {
    double best = MultiLabelScores.at(data, -1).get(metric);
    for (int i = 0; i < data.samples(); i++) {
      for (int k = 0; k < data.classes(); k++) {
        best = Math.max(best, MultiLabelScores.at(data, data.score(i, k)).get(metric));
      }
    }
    return best;
  }

  /** Small, with ties in half of the cases, zeros and ones, and sometimes no positives. */
  private static LabelledScores randomCase(int seed) {
    Random random = new Random(seed);
    int samples = 1 + random.nextInt(8);
    int classes = 1 + random.nextInt(5);
    boolean coarse = random.nextBoolean();
    float positives = random.nextFloat();
    float[] scores = new float[samples * classes];
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = coarse ? random.nextInt(6) / 5f : random.nextFloat();
      targets[i] = random.nextFloat() < positives;
    }
    return new LabelledScores(scores, targets, samples, classes);
  }
}
