package org.tagwright.classmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassMapColorsTest {
  @Test
  void whereNothingWasSeenTheImageShowsThrough() {
    int[] pixels = ClassMapColors.argb(map(0, 0, 0, 0), 8, 8);
    assertThat(pixels).containsOnly(pixels[0]);
    assertThat(pixels[0] >>> 24).isZero();
  }

  @Test
  void theBrightestFieldIsTheMostOpaque() {
    int[] pixels = ClassMapColors.argb(map(0, 0, 0, 1), 64, 64);
    int opaque = pixels[56 * 64 + 56] >>> 24;
    assertThat(opaque).isGreaterThan(230);
    assertThat(pixels[8 * 64 + 8] >>> 24).isLessThan(30);
    assertThat(pixels[32 * 64 + 32] >>> 24).isBetween(30, opaque);
  }

  @Test
  void largerValuesAreLighter() {
    int before = -1;
    for (int i = 0; i <= 20; i++) {
      int color = ClassMapColors.color(i / 20.0);
      int light = 30 * (color >> 16 & 255) + 59 * (color >> 8 & 255) + 11 * (color & 255);
      assertThat(light).isGreaterThan(before);
      before = light;
    }
  }

  private static ScoredClassMap map(float... values) {
    return new ScoredClassMap(0, 1, 0, 2, 2, values);
  }
}
