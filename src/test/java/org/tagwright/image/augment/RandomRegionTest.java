package org.tagwright.image.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tagwright.common.SplitMix;
import org.tagwright.image.Region;

class RandomRegionTest {
  private static final int DRAWS = 4000;

  @Test
  void cropsKeepTheAreaAndTheAspectThatTorchvisionAllows() {
    SplitMix random = new SplitMix(5);
    double area = 0;
    for (int i = 0; i < DRAWS; i++) {
      Region region = RandomRegion.crop(0.3).draw(random, 640, 480);
      assertThat(region.left()).isBetween(0, 640 - region.width());
      assertThat(region.top()).isBetween(0, 480 - region.height());
      double share = region.width() * region.height() / (640.0 * 480);
      assertThat(share).isBetween(0.298, 1.0);
      assertThat(region.width() / (double) region.height()).isBetween(0.74, 1.35);
      area += share;
    }
    // torchvision's mean over 200,000 draws is 0.5485: large ones fit less often.
    assertThat(area / DRAWS).isCloseTo(0.5485, within(0.01));
  }

  @Test
  void anImageTooNarrowForAnyCropKeepsItsMiddle() {
    RandomRegion crop = RandomRegion.crop(0.9);
    assertThat(crop.draw(new SplitMix(1), 1000, 20)).isNull();
    assertThat(crop.middle(1000, 20)).isEqualTo(new Region(486, 0, 27, 20));
    assertThat(crop.middle(20, 1000)).isEqualTo(new Region(0, 486, 20, 27));
    assertThat(crop.middle(30, 30)).isEqualTo(new Region(0, 0, 30, 30));
  }

  @Test
  void erasedRectanglesHaveTorchvisionsRange() {
    SplitMix random = new SplitMix(6);
    double area = 0;
    for (int i = 0; i < DRAWS; i++) {
      Region region = RandomRegion.ERASED.draw(random, 224, 224);
      double share = region.width() * region.height() / (224.0 * 224);
      assertThat(share).isBetween(0.018, 0.34);
      assertThat(region.width()).isLessThan(224);
      assertThat(region.height()).isLessThan(224);
      assertThat(region.height() / (double) region.width()).isBetween(0.28, 3.5);
      area += share;
    }
    assertThat(area / DRAWS).isCloseTo(0.1747, within(0.01));
  }

  @Test
  void mixupDrawsFromTheBetaDistribution() {
    for (double alpha : new double[] {0.05, 0.2, 1, 4}) {
      SplitMix random = new SplitMix(7);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 20 * DRAWS; i++) {
        double share = Mixup.share(alpha, random);
        assertThat(share).isBetween(0.0, 1.0);
        sum += share;
        squares += share * share;
      }
      double mean = sum / (20 * DRAWS);
      assertThat(mean).isCloseTo(0.5, within(0.01));
      double variance = 1 / (4 * (2 * alpha + 1));
      assertThat(squares / (20 * DRAWS) - mean * mean).isCloseTo(variance, within(0.005));
    }
  }
}
