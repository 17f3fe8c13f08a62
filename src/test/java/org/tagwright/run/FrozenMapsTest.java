package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;

class FrozenMapsTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  @TempDir Path temp;

  @Test
  void mapsAreKeptOnlyWhileTheyTakeAtMostHalfOfTheFreeSpace() {
    ExperimentConfig resnet50 =
        ConfigJson.with(
            ConfigJson.with(DEFAULTS, "model.head", "csra"), "model.backbone", "resnet50");

    FrozenMaps few = FrozenMaps.of(resnet50, 10, temp.resolve("not/yet/there")).orElseThrow();
    assertThat(few.bytes()).isEqualTo(10L * 2048 * 7 * 7 * 4);
    assertThat(few.kept()).isTrue();
    assertThat(few.inWords()).contains("kept on disk (4.0 MB)");
    long half = temp.toFile().getUsableSpace() / 2;
    assertThat(few.budget()).isBetween(half / 2, half * 2);

    FrozenMaps many = FrozenMaps.of(resnet50, 1_000_000_000_000L, temp).orElseThrow();
    assertThat(many.kept()).isFalse();
    assertThat(many.inWords()).contains("computed in every epoch");
  }

  @Test
  void aLinearHeadAndARunWithoutAFrozenPhaseNeedNone() {
    assertThat(FrozenMaps.of(DEFAULTS, 10, temp)).isEmpty();
    ExperimentConfig csra = ConfigJson.with(DEFAULTS, "model.head", "csra");
    assertThat(FrozenMaps.of(csra, 10, temp)).isPresent();
    assertThat(
            FrozenMaps.of(
                ConfigJson.with(csra, "training.freezeBackboneAtStart", "false"), 10, temp))
        .isEmpty();
  }
}
