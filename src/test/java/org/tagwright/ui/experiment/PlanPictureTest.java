package org.tagwright.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.plot.PlotBand;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotSeries;

class PlanPictureTest {
  private static PlotContent of(String... settings) {
    ExperimentConfig config = ExperimentConfig.defaults();
    for (int i = 0; i < settings.length; i += 2) {
      config = ConfigJson.with(config, settings[i], settings[i + 1]);
    }
    return PlanPicture.of(config);
  }

  @Test
  void theFrozenPhaseMilestonesAndUnfreezingAreShown() {
    PlotContent plan = of();
    assertThat(plan.bands()).extracting(PlotBand::to).containsExactly(4.0);
    assertThat(plan.marks()).extracting(PlotMark::x).containsExactly(4.0, 13.0, 17.0);
    assertThat(plan.marks())
        .extracting(PlotMark::label)
        .containsExactly("unfreeze", "×0.1", "×0.1");
  }

  @Test
  void theRateFallsAfterEachMilestone() {
    PlotSeries rate = of().series().get(0);
    assertThat(rate.y(11)).isEqualTo(1e-4); // epoch 12
    assertThat(rate.y(12)).isLessThan(1.1e-5); // epoch 13
  }

  @Test
  void aRateThatChangesWithinEpochsIsACurve() {
    PlotContent plan = of("training.schedule", "oneCycle");
    PlotSeries rate = plan.series().get(0);
    assertThat(IntStream.range(0, rate.size()).mapToDouble(rate::y).max().orElseThrow())
        .isBetween(0.99e-4, 1e-4);
    assertThat(rate.y(0)).isLessThan(1e-5);
    assertThat(rate.y(rate.size() - 1)).isLessThan(1e-8);
    assertThat(plan.marks()).extracting(PlotMark::label).containsExactly("unfreeze");
  }

  @Test
  void separateRatesAreTwoLinesAndTheBackboneBeginsWhenItThaws() {
    PlotContent plan = of("training.differential", "true");
    assertThat(plan.series())
        .extracting(PlotSeries::name)
        .containsExactly("Head", "Backbone", "Validation");
    assertThat(plan.series().get(1).x(0)).isEqualTo(4.0);
  }

  @Test
  void aBackboneThatNeverThawsHasNoLine() {
    PlotContent plan = of("training.differential", "true", "training.unfreezeBackboneEpoch", "99");
    assertThat(plan.series()).extracting(PlotSeries::name).containsExactly("Head", "Validation");
    assertThat(plan.marks()).noneMatch(mark -> mark.label().equals("unfreeze"));
  }

  @Test
  void validatedEpochsAreDottedAtTheirEndsAndTheLastOneIsAlwaysAmongThem() {
    PlotSeries dots = of("training.epochs", "8", "validation.everyNEpochs", "3").series().get(1);
    assertThat(dots.name()).isEqualTo("Validation");
    assertThat(IntStream.range(0, dots.size()).mapToDouble(dots::x)).containsExactly(4.0, 7.0, 9.0);
  }

  @Test
  void aMistypedNumberOfEpochsDrawsWithoutFillingMemory() {
    assertThat(of("training.epochs", "2000000000").series().get(0).size()).isLessThan(20_000);
    assertThat(of("training.epochs", "0").series()).isEmpty();
  }
}
