package org.tagwright.model.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BicubicTest {
  private static final Offset<Float> ROUNDED = within(5e-5f);

  @Test
  void sharesArePyTorchs() {
    assertThat(Bicubic.shares(4, 3))
        .containsExactly(
            new float[] {1, 0, 0, 0, -.0938f, .5938f, .5938f, -.0938f, 0, 0, 0, 1}, ROUNDED);
    assertThat(Bicubic.shares(3, 4))
        .containsExactly(
            new float[] {1, 0, 0, .3148f, .7963f, -.1111f, -.1111f, .7963f, .3148f, 0, 0, 1},
            ROUNDED);
  }
}
