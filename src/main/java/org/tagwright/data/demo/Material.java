package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;

/** What backdrops are made of: surfaces over the canvas's whole width. */
final class Material {
  private Material() {}

  static void planks(Canvas canvas, int from, Tint wood, SplitMix random, double wide) {
    Noise veins = new Noise(random.nextLong());
    for (double top = from; top < canvas.height; top += wide) {
      Tint plank = wood.varied(random, 0.035);
      double shift = random.between(0, 1000);
      int last = (int) Math.min(canvas.height, top + wide);
      for (int y = (int) top; y < last; y++) {
        for (int x = 0; x < canvas.width; x++) {
          double vein = veins.rough((x + shift) / 45, (y + shift) / 2.6);
          canvas.blend(x, y, plank.lighter(0.16).mix(plank.darker(0.24), vein), 1);
        }
      }
      canvas.rectangle(0, top, canvas.width, top + 1.2, Tint.BLACK, 0.3);
    }
  }

  static void cloth(Canvas canvas, SplitMix random) {
    Tint dye = Tint.hsl(random.nextDouble(), random.between(0.4, 0.7), random.between(0.45, 0.6));
    double check = canvas.shortSide() * random.between(0.1, 0.18);
    canvas.gradient(0, canvas.height, Tint.hex("FBF8F1"), Tint.hex("EFEAE0"));
    for (double at = 0; at < Math.max(canvas.width, canvas.height); at += 2 * check) {
      canvas.rectangle(at, 0, at + check, canvas.height, dye, 0.3);
      canvas.rectangle(0, at, canvas.width, at + check, dye, 0.3);
    }
    grain(canvas, 0, random, 0.07, 1, 1);
  }

  static void marble(Canvas canvas, SplitMix random) {
    boolean dark = random.nextInt(3) == 0;
    Tint stone = Tint.hsl(random.nextDouble(), 0.06, dark ? 0.26 : 0.88);
    Tint vein = dark ? stone.lighter(0.4) : stone.darker(0.35);
    Noise flow = new Noise(random.nextLong());
    double scale = canvas.shortSide() * 0.35;
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double bend = flow.rough(x / scale, y / scale);
        double ridge = 1 - Math.abs(2 * flow.at(x / scale + 3 * bend, y / scale - 2 * bend) - 1);
        canvas.blend(x, y, stone.mix(vein, ridge * ridge * ridge * 0.6), 1);
      }
    }
  }

  /** A texture of light and dark from a row downwards. */
  static void grain(
      Canvas canvas, int from, SplitMix random, double strength, double wide, double tall) {
    Noise noise = new Noise(random.nextLong());
    for (int y = from; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double value = noise.rough(x / (2 * wide), y / (2 * tall)) - 0.5;
        canvas.blend(x, y, value > 0 ? Tint.WHITE : Tint.BLACK, Math.abs(value) * 2 * strength);
      }
    }
  }
}
