package org.tagwright.data.demo;

/** Smooth random values over the plane: a lattice of hashes, blended. */
final class Noise {
  private final long seed;

  Noise(long seed) {
    this.seed = seed;
  }

  /** In [0, 1); features about one unit wide. */
  double at(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double u = smooth(x - left);
    double v = smooth(y - top);
    double above = lattice(left, top) * (1 - u) + lattice(left + 1, top) * u;
    double below = lattice(left, top + 1) * (1 - u) + lattice(left + 1, top + 1) * u;
    return above * (1 - v) + below * v;
  }

  /** Three octaves, in [0, 1). */
  double rough(double x, double y) {
    return (4 * at(x, y) + 2 * at(2 * x + 17, 2 * y + 5) + at(4 * x + 3, 4 * y + 31)) / 7;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private double lattice(int x, int y) {
    long z = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
    z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
    z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
    return (z >>> 40) * 0x1.0p-24;
  }
}
