package org.tagwright.ui.common.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.common.plot.PlotAxis.Kind;
import org.tagwright.ui.common.plot.PlotSeries.Style;

class PixelColumnsTest {
  private final PixelColumns columns = new PixelColumns();

  private void thin(double[] y, double width) {
    double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
    columns.thin(
        new PlotSeries("a", 0, Style.LINE, x, y),
        new PlotAxis(Kind.LINEAR, 0, y.length - 1, 0, width),
        new PlotAxis(Kind.LINEAR, 0, 1, 100, 0));
  }

  @Test
  void aSingleSpikeAmongAMillionPointsIsDrawn() {
    double[] y = new double[1_000_000];
    Arrays.fill(y, 0.5);
    y[345_678] = 1;
    thin(y, 800);
    assertThat(columns.size()).isLessThan(4 * 802);
    assertThat(IntStream.range(0, columns.size()).mapToDouble(columns::py).min()).hasValue(0);
  }

  @Test
  void everyColumnsExtremesSurvive() {
    Random random = new Random(1);
    double[] y = random.doubles(50_000).toArray();
    thin(y, 100);
    double least = Arrays.stream(y).min().orElseThrow();
    double[] py = IntStream.range(0, columns.size()).mapToDouble(columns::py).toArray();
    assertThat(Arrays.stream(py).max().orElseThrow()).isEqualTo(100 - 100 * least);
  }

  @Test
  void fewPointsStayAsTheyAre() {
    thin(new double[] {0, 1, 0.5, 0.25}, 300);
    assertThat(columns.size()).isEqualTo(4);
    assertThat(columns.py(2)).isEqualTo(50);
  }

  @Test
  void aValueThatIsNoNumberBreaksTheLine() {
    thin(new double[] {0, Double.NaN, 1}, 300);
    assertThat(columns.size()).isEqualTo(3);
    assertThat(columns.px(1)).isNaN();
  }

  @Test
  void onlyTheVisiblePartAndItsNeighboursAreDrawn() {
    double[] x = IntStream.range(0, 1000).asDoubleStream().toArray();
    columns.thin(
        new PlotSeries("a", 0, Style.LINE, x, new double[1000]),
        new PlotAxis(Kind.LINEAR, 500, 510, 0, 300),
        new PlotAxis(Kind.LINEAR, 0, 1, 100, 0));
    assertThat(columns.size()).isEqualTo(12);
  }

  @Test
  void onlyALineThatFillsItsColumnsIsRestless() {
    int points = 10_000;
    double[] x = new double[points];
    double[] noise = new double[points];
    double[] slope = new double[points];
    Random random = new Random(1);
    for (int i = 0; i < points; i++) {
      x[i] = i;
      noise[i] = random.nextDouble();
      slope[i] = i / (double) points;
    }
    PlotAxis across = new PlotAxis(PlotAxis.Kind.LINEAR, 0, points, 0, 400);
    PlotAxis up = new PlotAxis(PlotAxis.Kind.LINEAR, 0, 1, 200, 0);
    PixelColumns columns = new PixelColumns();
    columns.thin(new PlotSeries("noise", 0, PlotSeries.Style.LINE, x, noise), across, up);
    assertThat(columns.restless(400)).isTrue();
    columns.thin(new PlotSeries("slope", 0, PlotSeries.Style.LINE, x, slope), across, up);
    assertThat(columns.restless(400)).isFalse();
  }
}
