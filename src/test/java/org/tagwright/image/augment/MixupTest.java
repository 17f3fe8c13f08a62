package org.tagwright.image.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MixupTest {
  @Test
  void whatIsUnknownInOneOfTwoMixedImagesIsUnknownInTheResult() {
    float u = Float.NaN;
    float[] targets = {1, 0, u, 0, u, 1};
    Mixup.mix(new double[] {0.75, 1}, targets);
    assertThat(targets).containsExactly(0.75f, u, u, 0, u, u);
  }
}
