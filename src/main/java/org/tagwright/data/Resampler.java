package org.tagwright.data;

import java.util.Arrays;

/**
 * Antialiased bilinear resizing with PIL's filter: a triangle that widens with the reduction, down
 * and then across, each result rounded to a byte. Weights have 8 fractional bits, so that two
 * channels of a pixel are weighed by one multiplication: within 2 grey levels of PIL, whose weights
 * have 22, and on photos within 0.2 on average.
 *
 * <p>Each pass is a sum of weighted rows, plain loops that the compiler turns into vector
 * instructions; between them rows and columns are swapped. Keeps scratch space for one pair of
 * sizes: one thread at a time.
 */
final class Resampler {
  /** Fractional bits of a weight: with the 8 of a channel they fill half an int. */
  private static final int PRECISION_BITS = 8;

  private static final int RED_AND_BLUE = 0xFF00FF;
  private static final int GREEN = 0x00FF00;

  /** Half a level for rounding, in both halves of an int. */
  private static final int HALVES = 0x00800080;

  /** The weights along one axis. Output i is Σ weights[i][k] · input[first[i] + k]. */
  private static final class Axis {
    private final int[] first;
    private final int[][] weights;

    private Axis(int outputs) {
      this.first = new int[outputs];
      this.weights = new int[outputs][];
    }

    int outputs() {
      return first.length;
    }

    /**
     * @param from where the kept part of the output begins
     * @param kept how many output pixels are kept
     */
    static Axis of(int input, int output, int from, int kept) {
      double scale = input / (double) output;
      double support = Math.max(scale, 1.0);
      Axis axis = new Axis(kept);
      for (int i = 0; i < kept; i++) {
        double center = (from + i + 0.5) * scale;
        int low = Math.max(0, (int) (center - support + 0.5));
        int high = Math.min(input, (int) (center + support + 0.5));
        double[] exact = new double[high - low];
        for (int k = 0; k < exact.length; k++) {
          exact[k] = Math.max(0, 1 - Math.abs((low + k - center + 0.5) / support));
        }
        axis.first[i] = low;
        axis.weights[i] = rounded(exact);
      }
      return axis;
    }

    /** Rounds the running sum and not each weight: so they add up to one, wherever one stops. */
    private static int[] rounded(double[] exact) {
      double whole = Arrays.stream(exact).sum();
      int[] weights = new int[exact.length];
      double sum = 0;
      int before = 0;
      for (int k = 0; k < exact.length; k++) {
        sum += exact[k];
        int now = (int) Math.round(sum / whole * (1 << PRECISION_BITS));
        weights[k] = now - before;
        before = now;
      }
      return weights;
    }
  }

  private final Axis across;
  private final Axis down;

  /** Resized down: output height × input width. */
  private final int[][] low;

  /** The same with rows and columns swapped. */
  private final int[][] columns;

  /** Resized across as well: output width × output height. */
  private final int[][] result;

  /** Sums of one output: red and blue in the halves of an int, and green. */
  private final int[] redBlue;

  private final int[] green;

  private Resampler(int width, Axis across, Axis down) {
    this.across = across;
    this.down = down;
    this.low = new int[down.outputs()][width];
    this.columns = new int[width][down.outputs()];
    this.result = new int[across.outputs()][down.outputs()];
    this.redBlue = new int[Math.max(width, down.outputs())];
    this.green = new int[redBlue.length];
  }

  /** Both sides to {@code size}. */
  static Resampler squash(int width, int height, int size) {
    return stretch(width, height, size, size);
  }

  /** To any width and height. */
  static Resampler stretch(int width, int height, int toWidth, int toHeight) {
    return new Resampler(
        width, Axis.of(width, toWidth, 0, toWidth), Axis.of(height, toHeight, 0, toHeight));
  }

  /**
   * Shortest side to {@code size}, then the centre, with torchvision's rounding: the long side is
   * rounded down, the offset to the nearest even number at halves.
   */
  static Resampler crop(int width, int height, int size) {
    int scaledWidth = width <= height ? size : (int) ((long) size * width / height);
    int scaledHeight = width <= height ? (int) ((long) size * height / width) : size;
    int left = (int) Math.rint((scaledWidth - size) / 2.0);
    int top = (int) Math.rint((scaledHeight - size) / 2.0);
    return new Resampler(
        width, Axis.of(width, scaledWidth, left, size), Axis.of(height, scaledHeight, top, size));
  }

  /**
   * @param image of the size that this was made for
   * @param into output, height × width × 3
   */
  void resize(RgbImage image, byte[] into) {
    for (int y = 0; y < low.length; y++) {
      weigh(down, y, image.rows(), low[y]);
    }
    swapRowsAndColumns();
    for (int x = 0; x < result.length; x++) {
      weigh(across, x, columns, result[x]);
    }
    int to = 0;
    for (int y = 0; y < down.outputs(); y++) {
      for (int[] column : result) {
        int pixel = column[y];
        into[to] = (byte) (pixel >> 16);
        into[to + 1] = (byte) (pixel >> 8);
        into[to + 2] = (byte) pixel;
        to += 3;
      }
    }
  }

  /** Eight rows at a time, since eight pixels of a column are written at once. */
  private void swapRowsAndColumns() {
    int y = 0;
    for (; y + 8 <= low.length; y += 8) {
      int[] r0 = low[y];
      int[] r1 = low[y + 1];
      int[] r2 = low[y + 2];
      int[] r3 = low[y + 3];
      int[] r4 = low[y + 4];
      int[] r5 = low[y + 5];
      int[] r6 = low[y + 6];
      int[] r7 = low[y + 7];
      for (int x = 0; x < columns.length; x++) {
        int[] column = columns[x];
        column[y] = r0[x];
        column[y + 1] = r1[x];
        column[y + 2] = r2[x];
        column[y + 3] = r3[x];
        column[y + 4] = r4[x];
        column[y + 5] = r5[x];
        column[y + 6] = r6[x];
        column[y + 7] = r7[x];
      }
    }
    for (; y < low.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        columns[x][y] = low[y][x];
      }
    }
  }

  /** Output {@code i} of the axis, for a row of pixels at once. */
  private void weigh(Axis axis, int i, int[][] rows, int[] to) {
    Arrays.fill(redBlue, 0, to.length, HALVES);
    Arrays.fill(green, 0, to.length, HALVES);
    int[] weights = axis.weights[i];
    int first = axis.first[i];
    int last = weights.length - 1;
    for (int k = 0; k <= last; k += 3) {
      // Beyond the last weight any row will do, with a weight of 0.
      int[] a = rows[first + k];
      int[] b = rows[first + Math.min(last, k + 1)];
      int[] c = rows[first + Math.min(last, k + 2)];
      int weightA = weights[k];
      int weightB = k + 1 <= last ? weights[k + 1] : 0;
      int weightC = k + 2 <= last ? weights[k + 2] : 0;
      addRedAndBlue(a, b, c, weightA, weightB, weightC, redBlue, to.length);
      addGreen(a, b, c, weightA, weightB, weightC, green, to.length);
    }
    for (int x = 0; x < to.length; x++) {
      to[x] = (redBlue[x] >>> PRECISION_BITS & RED_AND_BLUE) | (green[x] & GREEN);
    }
  }

  // Three rows and two channels at most: a longer loop would not be turned into vector
  // instructions.

  private static void addRedAndBlue(
      int[] a, int[] b, int[] c, int weightA, int weightB, int weightC, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] +=
          (a[x] & RED_AND_BLUE) * weightA
              + (b[x] & RED_AND_BLUE) * weightB
              + (c[x] & RED_AND_BLUE) * weightC;
    }
  }

  private static void addGreen(
      int[] a, int[] b, int[] c, int weightA, int weightB, int weightC, int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] +=
          (a[x] >>> 8 & 0xFF) * weightA
              + (b[x] >>> 8 & 0xFF) * weightB
              + (c[x] >>> 8 & 0xFF) * weightC;
    }
  }
}
