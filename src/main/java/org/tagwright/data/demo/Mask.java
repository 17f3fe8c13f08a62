package org.tagwright.data.demo;

import java.util.Arrays;

/** Coverage 0–1 a pixel: a shape drawn with antialiasing. */
final class Mask {
  private static final int LINES_PER_PIXEL = 4;

  final int width;
  final int height;
  final float[] coverage;

  Mask(int width, int height) {
    this.width = width;
    this.height = height;
    this.coverage = new float[width * height];
  }

  float at(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : coverage[y * width + x];
  }

  /**
   * Fills an outline by the non-zero rule, on several scan lines a pixel, exactly across.
   *
   * @param size length of the outline's larger side, pixels
   * @param cosine of the clockwise rotation
   * @param sine of the clockwise rotation
   * @param mirrored left and right swapped before the rotation
   */
  static Mask fill(
      Outline outline,
      int width,
      int height,
      double centerX,
      double centerY,
      double size,
      double cosine,
      double sine,
      boolean mirrored) {
    double across = mirrored ? -size : size;
    Mask mask = new Mask(width, height);
    double[][] placed = new double[outline.polygons().size()][];
    for (int i = 0; i < placed.length; i++) {
      double[] polygon = outline.polygons().get(i);
      double[] own = new double[polygon.length];
      for (int k = 0; k < own.length; k += 2) {
        double x = polygon[k] * across;
        double y = polygon[k + 1] * size;
        own[k] = centerX + x * cosine - y * sine;
        own[k + 1] = centerY + x * sine + y * cosine;
      }
      placed[i] = own;
    }
    Crossings crossings = new Crossings();
    for (int line = 0; line < height * LINES_PER_PIXEL; line++) {
      crossings.find(placed, (line + 0.5) / LINES_PER_PIXEL);
      crossings.fill(mask, line / LINES_PER_PIXEL, 1f / LINES_PER_PIXEL);
    }
    return mask;
  }

  /** Where a horizontal line enters and leaves polygons. */
  private static final class Crossings {
    private double[] x = new double[16];
    private int[] winding = new int[16];
    private int count;

    void find(double[][] polygons, double y) {
      count = 0;
      for (double[] p : polygons) {
        for (int i = 0; i < p.length; i += 2) {
          int j = i + 2 == p.length ? 0 : i + 2;
          boolean startsAbove = p[i + 1] <= y;
          boolean endsAbove = p[j + 1] <= y;
          if (startsAbove != endsAbove) {
            double t = (y - p[i + 1]) / (p[j + 1] - p[i + 1]);
            insert(p[i] + t * (p[j] - p[i]), startsAbove ? 1 : -1);
          }
        }
      }
    }

    private void insert(double at, int direction) {
      if (count == x.length) {
        x = Arrays.copyOf(x, 2 * count);
        winding = Arrays.copyOf(winding, 2 * count);
      }
      int place = count++;
      for (; place > 0 && x[place - 1] > at; place--) {
        x[place] = x[place - 1];
        winding[place] = winding[place - 1];
      }
      x[place] = at;
      winding[place] = direction;
    }

    void fill(Mask mask, int row, float weight) {
      int inside = 0;
      for (int i = 0; i + 1 < count; i++) {
        inside += winding[i];
        if (inside != 0) {
          span(mask, row, x[i], x[i + 1], weight);
        }
      }
    }

    private static void span(Mask mask, int row, double from, double to, float weight) {
      double low = Math.max(0, from);
      double high = Math.min(mask.width, to);
      for (int x = (int) low; x < high; x++) {
        double covered = Math.min(high, x + 1) - Math.max(low, x);
        mask.coverage[row * mask.width + x] += (float) (covered * weight);
      }
    }
  }

  /** Two box blurs one after another: nearly a Gaussian. */
  Mask blurred(int radius) {
    Mask once = boxBlur(radius);
    return once.boxBlur(radius);
  }

  private Mask boxBlur(int radius) {
    Mask across = new Mask(width, height);
    Mask both = new Mask(width, height);
    for (int y = 0; y < height; y++) {
      sweep(coverage, across.coverage, y * width, 1, width, radius);
    }
    for (int x = 0; x < width; x++) {
      sweep(across.coverage, both.coverage, x, width, height, radius);
    }
    return both;
  }

  private static void sweep(float[] from, float[] to, int start, int step, int length, int radius) {
    double sum = 0;
    double share = 1.0 / (2 * radius + 1);
    for (int i = -radius; i < length; i++) {
      if (i + radius < length) {
        sum += from[start + (i + radius) * step];
      }
      if (i - radius - 1 >= 0) {
        sum -= from[start + (i - radius - 1) * step];
      }
      if (i >= 0) {
        to[start + i * step] = (float) Math.max(0, sum * share);
      }
    }
  }

  /**
   * The shape grown by about {@code radius} pixels, with round corners and its small holes closed.
   */
  Mask grown(int radius) {
    Mask grown = blurred(Math.max(1, radius));
    for (int i = 0; i < grown.coverage.length; i++) {
      float edge = (grown.coverage[i] - 0.06f) / 0.16f;
      grown.coverage[i] = Math.max(coverage[i], Math.min(1, Math.max(0, edge)));
    }
    return grown;
  }
}
