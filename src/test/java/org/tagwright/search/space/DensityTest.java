package org.tagwright.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.common.SplitMix;

final class DensityTest {
  private static final Domain.Range RATE = new Domain.Range(1e-5, 1e-1, true, false, 5);
  private static final Domain.Range SHARE = new Domain.Range(0, 1, false, false, 5);
  private static final Domain.Range COUNT = new Domain.Range(1, 8, false, true, 5);
  private static final Domain.Choices KIND = new Domain.Choices(List.of("a", "b", "c"));

  /**
   * Made by Optuna 5.0.0: {@code _ParzenEstimator({"x": observed}, {"x": distribution},
   * TPESampler()._parzen_estimator_parameters).log_pdf({"x": points})}, with its default weights,
   * prior and narrowest width.
   */
  @Test
  void densitiesAreThoseOfOptuna() {
    agrees(
        Density.of(RATE, List.of(0.0001, 0.0002, 0.01)),
        new double[][] {
          {1e-05, -2.443438569394654},
          {0.00015, -1.94513580725404},
          {0.003, -2.2782342024634663},
          {0.1, -2.7122409190687757}
        });
    agrees(
        Density.of(SHARE, List.of(0.2, 0.25, 0.9, 0.6, 0.61)),
        new double[][] {
          {0.0, -0.4713659581321792},
          {0.22, 0.16206569918233482},
          {0.6, 0.0338508572120122},
          {0.99, -0.2774618203866771}
        });
    agrees(
        Density.of(SHARE, List.of(0.3)),
        new double[][] {{0.1, 0.01999180747705631}, {0.9, -0.13932167972091136}});
    agrees(
        Density.of(COUNT, List.of(2.0, 2.0, 7.0)),
        new double[][] {
          {1.0, -1.9162270905742207},
          {2.0, -1.7915680620809833},
          {5.0, -2.178245962143957},
          {8.0, -2.456232431791899}
        });
    agrees(
        Density.of(KIND, List.of(1.0, 1.0, 0.0)),
        new double[][] {
          {0.0, -1.0986122886681098}, {1.0, -0.7419373447293773}, {2.0, -1.6582280766035324}
        });
    List<Double> many = IntStream.range(0, 40).mapToObj(i -> i * 37 % 100 / 100.0).toList();
    agrees(
        Density.of(SHARE, many),
        new double[][] {
          {0.05, 0.16487164495652795}, {0.5, -0.12876002316490842}, {0.77, -0.2629897106421921}
        });
  }

  /** Pairs of a number and the logarithm of the density there. */
  private static void agrees(Density density, double[][] expected) {
    for (double[] pair : expected) {
      assertThat(density.log(pair[0])).as("at %s", pair[0]).isEqualTo(pair[1], within(1e-9));
    }
  }

  /** Each to be the density of a distribution: all of it together is 1. */
  @Test
  void densitiesSumToOne() {
    Density rates = Density.of(RATE, List.of(1e-4, 2e-4, 1e-2));
    double sum = 0;
    int steps = 20_000;
    double width = (RATE.high() - RATE.low()) / steps;
    for (int i = 0; i < steps; i++) {
      sum += Math.exp(rates.log(Math.exp(RATE.low() + (i + 0.5) * width))) * width;
    }
    assertThat(sum).isEqualTo(1, within(1e-4));
    Density counts = Density.of(COUNT, List.of(2.0, 2.0, 7.0));
    Density kinds = Density.of(KIND, List.of(1.0, 1.0, 0.0));
    assertThat(sum(counts, 1, 8)).isEqualTo(1, within(1e-12));
    assertThat(sum(kinds, 0, 2)).isEqualTo(1, within(1e-12));
  }

  private static double sum(Density density, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += Math.exp(density.log(i));
    }
    return sum;
  }

  /**
   * By hand: three kernels of weights 1/4, each with 1/4 spread over three choices beside its own,
   * and an even prior.
   */
  @Test
  void aChoiceIsAsLikelyAsItWasSeen() {
    Density kinds = Density.of(KIND, List.of(1.0, 1.0, 0.0));
    double seen = 1.25 / 1.75;
    double unseen = 0.25 / 1.75;
    assertThat(Math.exp(kinds.log(1))).isEqualTo((2 * seen + unseen + 1.0 / 3) / 4, within(1e-12));
  }

  @Test
  void drawsStayWithinTheRange() {
    Density counts = Density.of(COUNT, List.of(1.0, 8.0, 8.0));
    SplitMix random = SplitMix.of(1, 2);
    for (int i = 0; i < 500; i++) {
      double drawn = counts.draw(random);
      assertThat(drawn).isBetween(1.0, 8.0).isEqualTo(Math.rint(drawn));
    }
  }

  /** Values of Φ from Abramowitz and Stegun, table 26.1, and its tail, table 26.2. */
  @Test
  void theNormalDistributionIsExact() {
    assertThat(Normal.below(1)).isEqualTo(0.841344746068543, within(1e-14));
    assertThat(Normal.below(-2.5)).isEqualTo(0.006209665325776, within(1e-14));
    assertThat(Normal.between(5, 40)).isEqualTo(2.866515719e-7, within(1e-15));
  }
}
