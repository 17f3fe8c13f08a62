package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;

/**
 * The light of a scene, laid over the finished drawing.
 *
 * @param gain factors of red, green and blue
 * @param acrossFall how much brighter the right edge is than the left, as a fraction
 * @param downFall how much brighter the lower edge is than the upper, as a fraction
 * @param haze share of light grey, 0–1
 * @param noise standard deviation of the sensor's noise, roughly
 */
record Light(Tint gain, double acrossFall, double downFall, double haze, double noise) {
  private static final Tint HAZE = Tint.hex("D8DCE0");

  static Light ofTraining(SplitMix random) {
    return new Light(
        gain(random, 0.2, 0.04),
        random.between(-0.15, 0.15),
        random.between(-0.15, 0.15),
        random.between(0, 0.05),
        random.between(0, 0.02));
  }

  /** Darker or brighter, tinted, from the side, perhaps through haze. */
  static Light ofTest(SplitMix random) {
    return new Light(
        gain(random, 0.8, 0.15),
        random.between(-0.7, 0.7),
        random.between(-0.4, 0.4),
        random.nextInt(3) == 0 ? random.between(0.1, 0.4) : 0,
        random.between(0.01, 0.06));
  }

  private static Tint gain(SplitMix random, double stops, double cast) {
    double exposure = StrictMath.pow(2, random.between(-stops, stops));
    return new Tint(
        (float) (exposure * (1 + random.between(-cast, cast))),
        (float) (exposure * (1 + random.between(-cast, cast) / 2)),
        (float) (exposure * (1 + random.between(-cast, cast))));
  }

  void fallOn(Canvas canvas, SplitMix random) {
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double across = (x + 0.5) / canvas.width - 0.5;
        double down = (y + 0.5) / canvas.height - 0.5;
        double grain = (random.nextDouble() + random.nextDouble() - 1) * 2.45 * noise;
        canvas.expose(x, y, gain, 1 + acrossFall * across + downFall * down, grain);
        canvas.blend(x, y, HAZE, haze);
      }
    }
  }
}
