package org.tagwright.data;

/**
 * The inverse DCT and the doubling of halved colour channels along one axis, on whole rows at a
 * time: plain loops over floats, which the compiler makes vector instructions of.
 */
final class RowTransform {
  /** Value of the v-th basis function at x, for x = 0…3; at 7−x it is the same, or its negative. */
  private static final float[][] BASIS = basis();

  private RowTransform() {}

  private static float[][] basis() {
    float[][] basis = new float[4][8];
    for (int x = 0; x < 4; x++) {
      for (int v = 0; v < 8; v++) {
        double scale = v == 0 ? StrictMath.sqrt(0.125) : 0.5;
        basis[x][v] = (float) (scale * StrictMath.cos((2 * x + 1) * v * StrictMath.PI / 16));
      }
    }
    return basis;
  }

  /**
   * Eight rows of coefficients become eight rows of pixels.
   *
   * @param rows coefficients, from row {@code offset} on
   * @param into pixels, from row {@code first} on
   * @param length of the rows
   */
  static void inverse(float[][] rows, int offset, float[][] into, int first, int length) {
    for (int x = 0; x < 4; x++) {
      pair(BASIS[x], rows, offset, into[first + x], into[first + 7 - x], length);
    }
  }

  /** The even functions are the same at x and 7−x, the odd ones opposite: one sum serves both. */
  private static void pair(
      float[] w, float[][] rows, int offset, float[] near, float[] far, int length) {
    float[] r0 = rows[offset];
    float[] r1 = rows[offset + 1];
    float[] r2 = rows[offset + 2];
    float[] r3 = rows[offset + 3];
    float[] r4 = rows[offset + 4];
    float[] r5 = rows[offset + 5];
    float[] r6 = rows[offset + 6];
    float[] r7 = rows[offset + 7];
    float w0 = w[0];
    float w1 = w[1];
    float w2 = w[2];
    float w3 = w[3];
    float w4 = w[4];
    float w5 = w[5];
    float w6 = w[6];
    float w7 = w[7];
    for (int i = 0; i < length; i++) {
      float even = w0 * r0[i] + w2 * r2[i] + (w4 * r4[i] + w6 * r6[i]);
      float odd = w1 * r1[i] + w3 * r3[i] + (w5 * r5[i] + w7 * r7[i]);
      near[i] = even + odd;
      far[i] = even - odd;
    }
  }

  /**
   * Twice as many rows, as libjpeg's "fancy" way has it: three parts of the nearer row, one of the
   * farther.
   *
   * @param rows of which the first (into.length + 1) / 2 are used
   */
  static void doubled(float[][] rows, float[][] into, int length) {
    int last = (into.length + 1) / 2 - 1;
    for (int i = 0; i < into.length; i++) {
      int near = i / 2;
      int far = Math.max(0, Math.min(last, (i & 1) == 0 ? near - 1 : near + 1));
      mix(rows[near], rows[far], into[i], length);
    }
  }

  private static void mix(float[] near, float[] far, float[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = 0.75f * near[i] + 0.25f * far[i];
    }
  }
}
