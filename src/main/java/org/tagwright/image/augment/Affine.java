package org.tagwright.image.augment;

import java.util.Arrays;

/**
 * Moves pixels, taking the nearest one, black where there is none; in PIL's fixed point. Output
 * pixel (x, y) is the input's at (xx·x + xy·y + x0, yx·x + yy·y + y0), all at pixel centres.
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {
  static Affine shearX(double amount) {
    return new Affine(1, amount, 0, 0, 1, 0);
  }

  static Affine shearY(double amount) {
    return new Affine(1, 0, 0, amount, 1, 0);
  }

  static Affine translate(int right, int down) {
    return new Affine(1, 0, -right, 0, 1, -down);
  }

  /** About the centre, counter-clockwise. */
  static Affine rotate(double degrees, int width, int height) {
    double angle = -StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double x = width / 2.0;
    double y = height / 2.0;
    return new Affine(cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y);
  }

  void apply(Pixels image) {
    byte[] from = image.samples();
    byte[] to = image.spare();
    int width = image.width();
    int height = image.height();
    Arrays.fill(to, (byte) 0);
    int stepX = fixed(xx);
    int stepY = fixed(yx);
    int rowX = fixed(x0 + xx * 0.5 + xy * 0.5);
    int rowY = fixed(y0 + yx * 0.5 + yy * 0.5);
    for (int y = 0, out = 0; y < height; y++) {
      int inX = rowX;
      int inY = rowY;
      for (int x = 0; x < width; x++, out += 3) {
        int column = inX >> 16;
        int row = inY >> 16;
        if (column >= 0 && column < width && row >= 0 && row < height) {
          int in = (row * width + column) * 3;
          to[out] = from[in];
          to[out + 1] = from[in + 1];
          to[out + 2] = from[in + 2];
        }
        inX += stepX;
        inY += stepY;
      }
      rowX += fixed(xy);
      rowY += fixed(yy);
    }
    image.turn();
  }

  private static int fixed(double value) {
    return (int) Math.floor(value * 65536.0 + 0.5);
  }
}
