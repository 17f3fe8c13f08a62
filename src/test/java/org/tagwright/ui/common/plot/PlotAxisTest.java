package org.tagwright.ui.common.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.common.plot.PlotAxis.Kind;
import org.tagwright.ui.common.plot.PlotAxis.Tick;

class PlotAxisTest {
  private static List<String> labels(PlotAxis axis, int wanted) {
    return axis.ticks(wanted).stream().map(Tick::label).toList();
  }

  @Test
  void ticksStandAtRoundValues() {
    assertThat(labels(new PlotAxis(Kind.LINEAR, 0.13, 0.91, 0, 100), 4))
        .containsExactly("0.2", "0.4", "0.6", "0.8");
  }

  @Test
  void epochsHaveNoTicksBetweenWholeNumbers() {
    assertThat(labels(new PlotAxis(Kind.WHOLE, 0, 3, 0, 900), 12))
        .containsExactly("0", "1", "2", "3");
  }

  @Test
  void aZoomBetweenTwoEpochsStillHasLabels() {
    assertThat(labels(new PlotAxis(Kind.WHOLE, 3.1, 3.9, 0, 900), 4))
        .containsExactly("3.2", "3.4", "3.6", "3.8");
  }

  @Test
  void durationsTickInMinutesAndHours() {
    assertThat(labels(new PlotAxis(Kind.DURATION, 0, 7000, 0, 500), 4))
        .containsExactly("0:00", "30:00", "1:00:00", "1:30:00");
  }

  @Test
  void logTicksAreDecades() {
    assertThat(labels(new PlotAxis(Kind.LOG, 1e-5, 1, 0, 300), 5))
        .contains("1e-4", "0.01", "1")
        .doesNotContain("0.5");
  }

  @Test
  void pixelsAndValuesAreEachOthersInverse() {
    for (Kind kind : Kind.values()) {
      PlotAxis axis = new PlotAxis(kind, 2, 50, 300, 10);
      assertThat(axis.value(axis.pixel(7.5))).isCloseTo(7.5, within(1e-9));
      assertThat(axis.pixel(2)).isCloseTo(300, within(1e-9));
    }
  }

  @Test
  void anEmptyOrBrokenRangeStillDraws() {
    assertThat(labels(new PlotAxis(Kind.LINEAR, Double.NaN, 1, 0, 10), 2)).isNotEmpty();
    assertThat(labels(new PlotAxis(Kind.LINEAR, 3, 3, 0, 10), 2)).isNotEmpty();
    assertThat(labels(new PlotAxis(Kind.LOG, 0, 3, 0, 10), 2)).isNotEmpty();
  }
}
