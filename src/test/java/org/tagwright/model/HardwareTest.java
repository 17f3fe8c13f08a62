package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.layer.Precision;

class HardwareTest {
  @Test
  void theCpuIsAlwaysThere() {
    assertThat(Devices.name(Devices.resolve("cpu"))).isEqualTo("cpu");
  }

  @Test
  void aGpuThatIsNotThereIsToldApartFromAMisspeltDevice() {
    assertThatThrownBy(() -> Devices.resolve("gpu:99"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContainingAll("gpu:99", "Use auto or cpu");
    assertThatThrownBy(() -> Devices.resolve("cuda"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContainingAll("cuda", "auto, cpu or gpu:0");
  }

  @Test
  void bfloat16IsForProcessorsThatMultiplyIt() {
    assertThat(Precisions.multipliesBfloat16(List.of("model name: x", "flags : fpu avx512_bf16")))
        .isTrue();
    assertThat(Precisions.multipliesBfloat16(List.of("flags\t\t: fpu amx_bf16 sse"))).isTrue();
    assertThat(Precisions.multipliesBfloat16(List.of("bugs: avx512_bf16", "flags : avx512f")))
        .isFalse();
  }

  @Test
  void float16NeedsAGpu() {
    assertThat(Precisions.resolve(ExperimentConfig.Precision.FP32, Device.cpu()))
        .isEqualTo(Precision.FP32);
    assertThatThrownBy(() -> Precisions.resolve(ExperimentConfig.Precision.FP16, Device.cpu()))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("needs a GPU");
  }
}
