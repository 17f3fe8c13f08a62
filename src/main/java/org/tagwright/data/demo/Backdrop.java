package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;

/** What a scene plays in front of. Each paints the whole canvas. */
enum Backdrop {
  STREET {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      int horizon = (int) (canvas.height * random.between(0.58, 0.74));
      Tint low = sky(canvas, horizon, random);
      skyline(canvas, horizon, low, random);
      Tint asphalt = Tint.hsl(0.62, 0.08, random.between(0.3, 0.45));
      canvas.gradient(horizon, canvas.height, asphalt.lighter(0.25), asphalt.darker(0.15));
      Material.grain(canvas, horizon, random, 0.10, 1.2, 1.2);
      double curb = horizon + (canvas.height - horizon) * 0.14;
      canvas.rectangle(0, horizon, canvas.width, curb, Tint.hsl(0.1, 0.08, 0.72), 0.85);
      double line = horizon + (canvas.height - horizon) * 0.6;
      double dash = canvas.width * random.between(0.12, 0.2);
      for (double x = -dash * random.nextDouble(); x < canvas.width; x += dash * 1.8) {
        canvas.rectangle(x, line, x + dash, line + canvas.height * 0.018, Tint.WHITE, 0.75);
      }
    }
  },

  MEADOW {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      int horizon = (int) (canvas.height * random.between(0.4, 0.6));
      Tint far = sky(canvas, horizon + canvas.height / 8, random);
      double hue = random.between(0.2, 0.38);
      for (int layer = 0; layer < 4; layer++) {
        double near = layer / 3.0;
        Tint grass =
            Tint.hsl(hue, 0.3 + 0.25 * near, 0.55 - 0.2 * near).mix(far, 0.45 - 0.45 * near);
        hills(canvas, horizon + canvas.height * 0.17 * layer, grass, random);
      }
      Material.grain(canvas, horizon, random, 0.10, 0.7, 2.2);
      Tint petal =
          random.nextInt(2) == 0 ? Tint.WHITE : Tint.hsl(random.between(0.8, 1.15), 0.8, 0.75);
      for (int i = random.nextInt(40); i > 0; i--) {
        double y = random.between(0.75, 1) * canvas.height;
        canvas.disc(random.nextDouble() * canvas.width, y, 0.9, 0.6, petal, 0.8);
      }
    }
  },

  SEA {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      int horizon = (int) (canvas.height * random.between(0.38, 0.58));
      Tint low = sky(canvas, horizon, random);
      Tint water = Tint.hsl(random.between(0.47, 0.6), random.between(0.35, 0.6), 0.42);
      canvas.gradient(horizon, canvas.height, water.mix(low, 0.5), water.darker(0.25));
      Noise waves = new Noise(random.nextLong());
      for (int y = horizon; y < canvas.height; y++) {
        double near = (y - horizon + 1) / (double) (canvas.height - horizon);
        for (int x = 0; x < canvas.width; x++) {
          double crest = waves.rough(x / (6 + 30 * near), y / (1.2 + 5 * near)) - 0.5;
          canvas.blend(x, y, crest > 0 ? Tint.WHITE : Tint.BLACK, Math.abs(crest) * 0.5);
        }
      }
      if (random.nextInt(3) == 0) {
        sand(canvas, random);
      }
    }
  },

  ROOM {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      Tint wall =
          Tint.hsl(random.nextDouble(), random.between(0.12, 0.4), random.between(0.62, 0.86));
      canvas.gradient(0, canvas.height, wall.lighter(0.12), wall.darker(0.1));
      wallpaper(canvas, wall, random);
      int floor = (int) (canvas.height * random.between(0.68, 0.82));
      Tint wood =
          Tint.hsl(random.between(0.05, 0.1), random.between(0.25, 0.5), random.between(0.35, 0.6));
      Material.planks(canvas, floor, wood, random, canvas.height * 0.09);
      double board = canvas.height * 0.035;
      canvas.rectangle(0, floor - board, canvas.width, floor, wall.lighter(0.6), 1);
      canvas.rectangle(0, floor, canvas.width, floor + 2, Tint.BLACK, 0.3);
    }
  },

  TABLE {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      switch (random.nextInt(3)) {
        case 0 -> {
          Tint wood =
              Tint.hsl(
                  random.between(0.05, 0.1), random.between(0.2, 0.5), random.between(0.4, 0.72));
          Material.planks(canvas, 0, wood, random, canvas.height * random.between(0.16, 0.3));
        }
        case 1 -> Material.cloth(canvas, random);
        default -> Material.marble(canvas, random);
      }
    }
  },

  COURT {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      double[] hues = {0.35, 0.05, 0.58, 0.3, 0.52};
      Tint ground =
          Tint.hsl(hues[random.nextInt(5)], random.between(0.3, 0.5), random.between(0.4, 0.6));
      canvas.gradient(0, canvas.height, ground.lighter(0.2), ground.darker(0.12));
      if (random.nextInt(2) == 0) {
        double stripe = canvas.width * random.between(0.1, 0.2);
        for (double x = 0; x < canvas.width; x += 2 * stripe) {
          canvas.rectangle(x, 0, x + stripe, canvas.height, Tint.WHITE, 0.08);
        }
      }
      Material.grain(canvas, 0, random, 0.10, 1.1, 1.1);
      double thick = canvas.shortSide() * 0.016;
      double x = canvas.width * random.between(0.15, 0.85);
      double y = canvas.height * random.between(0.15, 0.85);
      canvas.rectangle(x, 0, x + thick, canvas.height, Tint.WHITE, 0.8);
      canvas.rectangle(0, y, canvas.width, y + thick, Tint.WHITE, 0.8);
    }
  },

  LIGHTS {
    @Override
    void paint(Canvas canvas, SplitMix random) {
      double hue = random.nextDouble();
      double light = random.between(0.25, 0.8);
      canvas.gradient(
          0,
          canvas.height,
          Tint.hsl(hue, 0.4, light),
          Tint.hsl(hue + random.between(0.05, 0.2), 0.45, light * 0.8));
      for (int i = 10 + random.nextInt(14); i > 0; i--) {
        double radius = canvas.shortSide() * random.between(0.03, 0.17);
        canvas.disc(
            random.nextDouble() * canvas.width,
            random.nextDouble() * canvas.height,
            radius,
            radius * 0.15,
            Tint.hsl(hue + random.between(-0.1, 0.25), 0.6, random.between(0.6, 0.9)),
            random.between(0.1, 0.35));
      }
    }
  };

  abstract void paint(Canvas canvas, SplitMix random);

  /** Sky down to a row, with clouds and perhaps a sun. Returns the colour at its lower end. */
  private static Tint sky(Canvas canvas, int rows, SplitMix random) {
    Tint[][] moods = {
      {Tint.hex("4A90D9"), Tint.hex("CFE8F7")}, {Tint.hex("74B9E8"), Tint.hex("F3F7EE")},
      {Tint.hex("5B6BB5"), Tint.hex("FFC9A3")}, {Tint.hex("F28C6A"), Tint.hex("FFE1A8")},
      {Tint.hex("9DB4C8"), Tint.hex("E6EAEE")}, {Tint.hex("1D2B53"), Tint.hex("7B6FA8")}
    };
    int mood = random.nextInt(moods.length);
    Tint high = moods[mood][0].varied(random, 0.05);
    Tint low = moods[mood][1].varied(random, 0.04);
    canvas.gradient(0, rows, high, low);
    double radius = canvas.shortSide() * random.between(0.04, 0.08);
    double sunX = random.nextDouble() * canvas.width;
    double sunY = random.between(0.15, 0.8) * rows;
    Tint sun = Tint.hex("FFF6D5");
    canvas.disc(sunX, sunY, radius, radius * 3, sun, 0.25);
    canvas.disc(sunX, sunY, radius, 1, sun, 0.9);
    Noise clouds = new Noise(random.nextLong());
    double wide = canvas.width * random.between(0.2, 0.4);
    double cover = random.between(0.42, 0.62);
    for (int y = 0; y < Math.min(rows, canvas.height); y++) {
      for (int x = 0; x < canvas.width; x++) {
        double cloud = (clouds.rough(x / wide, y * 3 / wide) - cover) * 3;
        canvas.blend(x, y, low.lighter(0.6), Math.min(0.8, cloud));
      }
    }
    return low;
  }

  private static void skyline(Canvas canvas, int horizon, Tint haze, SplitMix random) {
    for (int layer = 0; layer < 2; layer++) {
      Tint wall =
          Tint.hsl(random.between(0.55, 0.75), 0.18, 0.42).mix(haze, layer == 0 ? 0.65 : 0.3);
      double x = -canvas.width * 0.1 * random.nextDouble();
      while (x < canvas.width) {
        double wide = canvas.width * random.between(0.08, 0.18);
        double tall = canvas.height * random.between(0.1, layer == 0 ? 0.46 : 0.3);
        Tint own = wall.varied(random, 0.05);
        canvas.rectangle(x, horizon - tall, x + wide, horizon, own, 1);
        Tint window = random.nextInt(3) == 0 ? Tint.hex("FFE08A") : own.lighter(0.35);
        double pane = Math.max(2, canvas.width * 0.014);
        for (double top = horizon - tall + pane; top < horizon - 2 * pane; top += 2.2 * pane) {
          for (double left = x + pane; left < x + wide - 1.5 * pane; left += 2 * pane) {
            canvas.rectangle(
                left, top, left + pane, top + pane * 1.2, window, random.between(0.1, 0.6));
          }
        }
        x += wide + canvas.width * 0.01;
      }
    }
  }

  private static void hills(Canvas canvas, double top, Tint tint, SplitMix random) {
    Noise line = new Noise(random.nextLong());
    double wide = canvas.width * random.between(0.35, 0.6);
    for (int x = 0; x < canvas.width; x++) {
      double edge = top + (line.at(x / wide, 0) - 0.5) * canvas.height * 0.24;
      for (int y = Math.max(0, (int) edge); y < canvas.height; y++) {
        double depth = Math.min(1, (y - edge) / (canvas.height * 0.35));
        canvas.blend(
            x, y, tint.lighter(0.14).mix(tint.darker(0.14), depth), Math.min(1, y + 1 - edge));
      }
    }
  }

  private static void sand(Canvas canvas, SplitMix random) {
    Noise line = new Noise(random.nextLong());
    Tint sand = Tint.hsl(0.11, 0.45, 0.76);
    for (int x = 0; x < canvas.width; x++) {
      double edge = canvas.height * (0.78 + 0.12 * line.at(x * 3.0 / canvas.width, 0));
      for (int y = (int) edge; y < canvas.height; y++) {
        boolean foam = y - edge < canvas.height * 0.02;
        canvas.blend(x, y, foam ? Tint.WHITE : sand, Math.min(1, y + 1 - edge) * (foam ? 0.7 : 1));
      }
    }
  }

  private static void wallpaper(Canvas canvas, Tint wall, SplitMix random) {
    int pattern = random.nextInt(4);
    double pitch = canvas.shortSide() * random.between(0.08, 0.16);
    Tint print = random.nextInt(2) == 0 ? wall.lighter(0.5) : wall.darker(0.25);
    for (double x = pitch / 2; pattern == 0 && x < canvas.width; x += pitch) {
      canvas.rectangle(x, 0, x + pitch / 2, canvas.height, print, 0.35);
    }
    for (int row = 0; pattern == 1 && row * pitch < canvas.height; row++) {
      for (double x = (row & 1) * pitch / 2; x < canvas.width; x += pitch) {
        canvas.disc(x, row * pitch, pitch * 0.16, 0.6, print, 0.45);
      }
    }
    if (pattern == 2) {
      double left = canvas.width * random.between(0.1, 0.6);
      double top = canvas.height * random.between(0.06, 0.2);
      double wide = canvas.width * 0.28;
      double tall = canvas.height * 0.36;
      double bar = canvas.shortSide() * 0.018;
      canvas.rectangle(left - bar, top - bar, left + wide + bar, top + tall + bar, Tint.WHITE, 0.9);
      canvas.rectangle(left, top, left + wide, top + tall, Tint.hex("A9D6F5"), 1);
      canvas.rectangle(
          left + wide / 2 - bar / 2, top, left + wide / 2 + bar / 2, top + tall, Tint.WHITE, 0.9);
      canvas.rectangle(left, top + tall / 2, left + wide, top + tall / 2 + bar, Tint.WHITE, 0.9);
    }
  }
}
