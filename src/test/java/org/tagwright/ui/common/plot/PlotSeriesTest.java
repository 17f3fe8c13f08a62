package org.tagwright.ui.common.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.common.plot.PlotSeries.Style;

class PlotSeriesTest {
  private static PlotSeries line(String name, double[] x, double[] y) {
    return new PlotSeries(name, 0, Style.LINE, x, y);
  }

  @Test
  void smoothingAConstantChangesNothingFromTheFirstPointOn() {
    PlotSeries smooth = line("a", new double[] {1, 2, 3}, new double[] {4, 4, 4}).smoothed(0.9);
    assertThat(smooth.ys()).containsExactly(new double[] {4, 4, 4}, within(1e-12));
  }

  @Test
  void smoothingWeighsTheLastValueByTheRest() {
    PlotSeries smooth = line("a", new double[] {1, 2}, new double[] {0, 1}).smoothed(0.5);
    // As TensorBoard: (0·0.25 + 1·0.5) / (1 − 0.25)
    assertThat(smooth.y(1)).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void smoothingPassesOverGaps() {
    PlotSeries smooth =
        line("a", new double[] {1, 2, 3}, new double[] {2, Double.NaN, 2}).smoothed(0.5);
    assertThat(smooth.y(1)).isNaN();
    assertThat(smooth.y(2)).isCloseTo(2, within(1e-12));
  }

  @Test
  void theNearestPointIsAFiniteOne() {
    PlotSeries line =
        line("a", new double[] {1, 2, 3, 4}, new double[] {1, Double.NaN, Double.NaN, 5});
    assertThat(line.nearest(2.9)).isEqualTo(3);
    assertThat(line.nearest(2.1)).isZero();
    assertThat(line("b", new double[0], new double[0]).nearest(1)).isEqualTo(-1);
  }

  @Test
  void theTableHasARowForEveryXAndNoRawLines() {
    String csv =
        PlotCsv.of(
            "epoch",
            List.of(
                line("train", new double[] {0.5, 1}, new double[] {0.7, 0.6}),
                new PlotSeries("train", 0, Style.FAINT, new double[] {0.5}, new double[] {9}),
                line("val, mean", new double[] {1, 2}, new double[] {0.5, Double.NaN})));
    assertThat(csv).isEqualTo("epoch,train,\"val, mean\"\n0.5,0.7,\n1,0.6,0.5\n2,,\n");
  }

  @Test
  void aRangeIsKeptWithinTheWhole() {
    PlotRange whole = new PlotRange(0, 10);
    assertThat(new PlotRange(-2, 2).within(whole)).isEqualTo(new PlotRange(0, 4));
    assertThat(new PlotRange(8, 12).within(whole)).isEqualTo(new PlotRange(6, 10));
    assertThat(new PlotRange(-5, 12).within(whole)).isEqualTo(whole);
  }
}
