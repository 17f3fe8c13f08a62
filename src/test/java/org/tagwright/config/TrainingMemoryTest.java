package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tagwright.common.MachineMemory;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.TrainingMemory;

class TrainingMemoryTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  @Test
  void whatImagesTakeGrowsWithTheirNumberAndArea() {
    TrainingMemory measured = new TrainingMemory(500, 20);
    assertThat(measured.bytes(32, 224)).isEqualTo(1_140_000_000);
    assertThat(measured.bytes(16, 448)).isEqualTo(500_000_000 + 16 * 4 * 20_000_000L);
  }

  @Test
  void everyMeasuredBackboneTakesMoreInFloat32ThanInBfloat16() {
    for (String backbone : BackboneFacts.names()) {
      TrainingMemory.of(backbone, "fp32")
          .ifPresent(
              exact -> {
                TrainingMemory half = TrainingMemory.of(backbone, "bf16").orElseThrow();
                assertThat(exact.megabytesPerImage())
                    .as(backbone)
                    .isGreaterThan(half.megabytesPerImage());
              });
    }
    assertThat(TrainingMemory.of("no_such_network", "fp32")).isEmpty();
  }

  @Test
  void aBatchThatTheMachineHasNoMemoryForIsDoubtful() {
    assumeTrue(TrainingMemory.of("resnet18", "fp32").isPresent());
    assertThat(ConfigCheck.warnings(DEFAULTS)).isEmpty();
    ExperimentConfig large = ConfigJson.with(DEFAULTS, "training.batchSize", "60000");
    OptionalLong needed = ScheduleSettings.memoryBytes(large);
    assertThat(needed.orElseThrow()).isGreaterThan(MachineMemory.bytes());
    assertThat(ConfigCheck.warnings(large))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.field()).isEqualTo("training.batchSize");
              assertThat(warning.message()).contains("memory on a CPU, and this machine has");
            });
  }

  @Test
  void ofAFrozenBackboneNothingIsSaid() {
    ExperimentConfig frozen =
        ConfigJson.with(DEFAULTS, "training.unfreezeBackboneEpoch", "1000000");
    assertThat(ScheduleSettings.memoryBytes(frozen)).isEmpty();
  }
}
