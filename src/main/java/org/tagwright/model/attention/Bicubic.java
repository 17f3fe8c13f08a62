package org.tagwright.model.attention;

/** Bicubic interpolation as PyTorch has it, corners to corners, as a matrix. */
final class Bicubic {
  /** PyTorch's; PIL's is −0.5. */
  private static final double A = -0.75;

  private Bicubic() {}

  /** {@code to} × {@code from}: what each old place has in each new one. */
  static float[] shares(int from, int to) {
    float[] shares = new float[to * from];
    for (int i = 0; i < to; i++) {
      double at = to == 1 ? 0 : i * (from - 1.0) / (to - 1.0);
      int before = (int) Math.floor(at);
      for (int place = before - 1; place <= before + 2; place++) {
        int clamped = Math.min(Math.max(place, 0), from - 1);
        shares[i * from + clamped] += (float) weight(Math.abs(at - place));
      }
    }
    return shares;
  }

  private static double weight(double distance) {
    double d = distance;
    if (d <= 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? ((A * d - 5 * A) * d + 8 * A) * d - 4 * A : 0;
  }
}
