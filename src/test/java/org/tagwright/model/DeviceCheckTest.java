package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A step on one device is compared with the same step on another. */
class DeviceCheckTest {
  @Test
  void theCpuLearnsAndAgreesWithItself() {
    DeviceCheck step = DeviceCheck.on("cpu");
    assertThat(step.learned()).isTrue();
    assertThat(step.agreesWith(DeviceCheck.on("cpu"))).isTrue();
  }

  @Test
  void roundingIsNoDifferenceAndAnythingElseIs() {
    DeviceCheck step = new DeviceCheck(0.8, 0.5, new float[] {1, -2});
    assertThat(step.agreesWith(new DeviceCheck(0.801, 0.499, new float[] {1.01f, -2}))).isTrue();
    assertThat(step.agreesWith(new DeviceCheck(0.8, 0.5, new float[] {1, -1.8f}))).isFalse();
    assertThat(step.agreesWith(new DeviceCheck(0.9, 0.5, new float[] {1, -2}))).isFalse();
    assertThat(step.agreesWith(new DeviceCheck(0.8, 0.6, new float[] {1, -2}))).isFalse();
  }

  @Test
  void noNumberAgreesWithNothing() {
    DeviceCheck broken = new DeviceCheck(Double.NaN, Double.NaN, new float[] {Float.NaN});
    assertThat(broken.learned()).isFalse();
    assertThat(broken.agreesWith(broken)).isFalse();
  }
}
