package org.tagwright.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tagwright.common.SplitMix;

final class ImportanceTest {
  /** 4x + 2y over the unit square: x explains 16 of 20 parts of the variance, y 4, z none. */
  @Test
  void aSumExplainsItsVarianceByTheSquaresOfItsFactors() {
    double[][] rows = new double[300][3];
    double[] targets = new double[rows.length];
    SplitMix random = SplitMix.of(5, 5);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = random.nextDouble();
      }
      targets[i] = 4 * rows[i][0] + 2 * rows[i][1];
    }
    double[] explained = Importance.explained(rows, targets);
    assertThat(explained[0]).isEqualTo(0.8, within(0.06));
    assertThat(explained[1]).isEqualTo(0.2, within(0.06));
    assertThat(explained[2]).isLessThan(0.01);
  }

  /** By hand: a step of height 1 at one half has mean 1/2 and variance 1/4, all along x. */
  @Test
  void aTreeOfOneStepIsExact() {
    double[][] rows = {{0.1, 0.2}, {0.3, 0.9}, {0.7, 0.1}, {0.9, 0.8}};
    RegressionTree tree =
        RegressionTree.grow(rows, new double[] {0, 0, 1, 1}, new int[] {0, 1, 2, 3});
    assertThat(tree.mean()).isEqualTo(0.5, within(1e-12));
    assertThat(tree.variance()).isEqualTo(0.25, within(1e-12));
    assertThat(tree.varianceAlong(0)).isEqualTo(0.25, within(1e-12));
    assertThat(tree.varianceAlong(1)).isEqualTo(0, within(1e-12));
  }
}
