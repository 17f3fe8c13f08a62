package org.tagwright.image.augment;

/** What replaces each of the 256 levels, per channel. */
final class Levels {
  private static final int LEVELS = 256;

  private final byte[][] tables;

  /** What becomes of a level. */
  private interface Table {
    int of(int level);
  }

  private Levels(byte[]... tables) {
    this.tables = tables;
  }

  private static Levels of(Table all) {
    byte[] table = table(all);
    return new Levels(table, table, table);
  }

  private static byte[] table(Table levels) {
    byte[] table = new byte[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      table[i] = (byte) Math.max(0, Math.min(LEVELS - 1, levels.of(i)));
    }
    return table;
  }

  static Levels brightness(float factor) {
    return of(level -> Blend.of(0, level, factor));
  }

  /**
   * @param mean what everything becomes at a factor of 0
   */
  static Levels contrast(int mean, float factor) {
    return of(level -> Blend.of(mean, level, factor));
  }

  /** Keeps the upper bits. */
  static Levels posterize(int bits) {
    return of(level -> level & -(1 << (8 - bits)));
  }

  /** Inverts what is not below the threshold. */
  static Levels solarize(double threshold) {
    return of(level -> level < threshold ? level : LEVELS - 1 - level);
  }

  /** Stretches what there is in each channel to 0–255. */
  static Levels autoContrast(Pixels image) {
    return perChannel(image, Levels::stretched);
  }

  private static byte[] stretched(int[] histogram) {
    int least = 0;
    int most = LEVELS - 1;
    while (least < most && histogram[least] == 0) {
      least++;
    }
    while (most > least && histogram[most] == 0) {
      most--;
    }
    if (most <= least) {
      return table(level -> level);
    }
    double scale = 255.0 / (most - least);
    double offset = -least * scale;
    return table(level -> (int) (level * scale + offset));
  }

  /** Makes all levels of a channel about equally frequent. */
  static Levels equalize(Pixels image) {
    return perChannel(image, Levels::equalized);
  }

  private static byte[] equalized(int[] histogram) {
    int last = LEVELS - 1;
    while (histogram[last] == 0) {
      last--;
    }
    int below = 0;
    for (int i = 0; i < last; i++) {
      below += histogram[i];
    }
    int step = below / (LEVELS - 1);
    if (step == 0) {
      return table(level -> level);
    }
    byte[] table = new byte[LEVELS];
    int sum = step / 2;
    for (int i = 0; i < LEVELS; i++) {
      table[i] = (byte) Math.min(LEVELS - 1, sum / step);
      sum += histogram[i];
    }
    return table;
  }

  private interface FromHistogram {
    byte[] of(int[] histogram);
  }

  private static Levels perChannel(Pixels image, FromHistogram rule) {
    int[][] histograms = new int[3][LEVELS];
    byte[] samples = image.samples();
    for (int i = 0; i < samples.length; i += 3) {
      histograms[0][samples[i] & 0xFF]++;
      histograms[1][samples[i + 1] & 0xFF]++;
      histograms[2][samples[i + 2] & 0xFF]++;
    }
    return new Levels(rule.of(histograms[0]), rule.of(histograms[1]), rule.of(histograms[2]));
  }

  void apply(Pixels image) {
    byte[] samples = image.samples();
    byte[] red = tables[0];
    byte[] green = tables[1];
    byte[] blue = tables[2];
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = red[samples[i] & 0xFF];
      samples[i + 1] = green[samples[i + 1] & 0xFF];
      samples[i + 2] = blue[samples[i + 2] & 0xFF];
    }
  }
}
