package org.tagwright.data;

import java.util.Arrays;

/**
 * Antialiased bilinear resizing as PIL does it for bytes, to the last bit: two passes, horizontal
 * then vertical, a triangle filter that widens with the reduction, weights in fixed point with 22
 * fractional bits, the result of each pass rounded to a byte.
 *
 * <p>Each pass is a sum of weighted rows of packed pixels, plain loops that the compiler turns into
 * vector instructions; for the horizontal pass rows and columns are swapped. Keeps scratch space
 * for one pair of sizes: one thread at a time.
 */
final class Resampler {
  /** Fractional bits of a weight: with 8 bits of pixel and 2 to spare they fill an int. */
  private static final int PRECISION_BITS = 32 - 8 - 2;

  private static final int HALF = 1 << (PRECISION_BITS - 1);

  /** The weights along one axis. Output i is Σ weights[i·taps + k] · input[first[i] + k]. */
  static final class Axis {
    private final int taps;
    private final int[] first;
    private final int[] count;
    private final int[] weights;

    private Axis(int taps, int outputs) {
      this.taps = taps;
      this.first = new int[outputs];
      this.count = new int[outputs];
      this.weights = new int[outputs * taps];
    }

    int outputs() {
      return first.length;
    }

    int first(int output) {
      return first[output];
    }

    int count(int output) {
      return count[output];
    }

    /** 0 for taps beyond the count. */
    int weight(int output, int tap) {
      return tap < count[output] ? weights[output * taps + tap] : 0;
    }

    /** One behind the last input that has a weight. */
    int end() {
      int last = first.length - 1;
      return first[last] + count[last];
    }

    /**
     * @param from where the kept part of the output begins
     * @param kept how many output pixels are kept
     */
    static Axis of(int input, int output, int from, int kept) {
      double scale = input / (double) output;
      double support = Math.max(scale, 1.0);
      int taps = (int) Math.ceil(support) * 2 + 1;
      Axis axis = new Axis(taps, kept);
      double[] exact = new double[taps];
      for (int i = 0; i < kept; i++) {
        double center = (from + i + 0.5) * scale;
        int low = Math.max(0, (int) (center - support + 0.5));
        int high = Math.min(input, (int) (center + support + 0.5));
        double sum = 0;
        for (int x = low; x < high; x++) {
          double distance = Math.abs((x - center + 0.5) / support);
          exact[x - low] = distance < 1 ? 1 - distance : 0;
          sum += exact[x - low];
        }
        axis.first[i] = low;
        axis.count[i] = high - low;
        for (int k = 0; k < high - low; k++) {
          axis.weights[i * taps + k] = (int) (0.5 + exact[k] / sum * (1 << PRECISION_BITS));
        }
      }
      return axis;
    }
  }

  /** Pixels that are resized across at a time: what fits into a core's cache, with its result. */
  private static final int STRIP_PIXELS = 1 << 19;

  private final int inputWidth;
  private final Axis across;
  private final Axis down;
  private final int firstRow;
  private final int rows;
  private final int stripRows;

  /** A strip with rows and columns swapped: columns that have a weight × rows of the strip. */
  private final int[][] columns;

  /** It resized: output width × rows of the strip. */
  private final int[][] narrow;

  /** All strips resized: rows that have a weight × output width. */
  private final int[][] upright;

  /** One output row. */
  private final int[] packed;

  private final int[] red;
  private final int[] green;
  private final int[] blue;

  private Resampler(int inputWidth, Axis across, Axis down) {
    this.inputWidth = inputWidth;
    this.across = across;
    this.down = down;
    this.firstRow = down.first(0);
    this.rows = down.end() - firstRow;
    int width = across.outputs();
    int inputColumns = across.end() - across.first(0);
    this.stripRows = Math.min(rows, Math.max(16, STRIP_PIXELS / inputColumns));
    this.columns = new int[inputColumns][stripRows];
    this.narrow = new int[width][stripRows];
    this.upright = new int[rows][width];
    this.packed = new int[width];
    this.red = new int[Math.max(stripRows, width)];
    this.green = new int[red.length];
    this.blue = new int[red.length];
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
   * @param rgb input, height × width, a pixel as 0xRRGGBB
   * @param into output, size × size × 3
   */
  void resize(int[] rgb, byte[] into) {
    for (int strip = 0; strip < rows; strip += stripRows) {
      int count = Math.min(stripRows, rows - strip);
      takeColumns(rgb, (firstRow + strip) * inputWidth + across.first(0), count);
      for (int i = 0; i < narrow.length; i++) {
        weigh(across, i, columns, across.first(0), count, narrow[i]);
      }
      transpose(narrow, strip, count);
    }
    int to = 0;
    for (int row = 0; row < down.outputs(); row++) {
      weigh(down, row, upright, firstRow, packed.length, packed);
      for (int pixel : packed) {
        into[to] = (byte) (pixel >> 16);
        into[to + 1] = (byte) (pixel >> 8);
        into[to + 2] = (byte) pixel;
        to += 3;
      }
    }
  }

  /** Swaps rows and columns, eight columns at a time since they lie in one cache line. */
  private void takeColumns(int[] rgb, int start, int count) {
    int x = 0;
    for (; x + 8 <= columns.length; x += 8) {
      int[] c0 = columns[x];
      int[] c1 = columns[x + 1];
      int[] c2 = columns[x + 2];
      int[] c3 = columns[x + 3];
      int[] c4 = columns[x + 4];
      int[] c5 = columns[x + 5];
      int[] c6 = columns[x + 6];
      int[] c7 = columns[x + 7];
      for (int y = 0, at = start + x; y < count; y++, at += inputWidth) {
        c0[y] = rgb[at];
        c1[y] = rgb[at + 1];
        c2[y] = rgb[at + 2];
        c3[y] = rgb[at + 3];
        c4[y] = rgb[at + 4];
        c5[y] = rgb[at + 5];
        c6[y] = rgb[at + 6];
        c7[y] = rgb[at + 7];
      }
    }
    for (; x < columns.length; x++) {
      for (int y = 0, at = start + x; y < count; y++, at += inputWidth) {
        columns[x][y] = rgb[at];
      }
    }
  }

  /** In squares, so that both sides stay in the cache. */
  private void transpose(int[][] from, int firstUpright, int count) {
    int square = 16;
    for (int left = 0; left < from.length; left += square) {
      int right = Math.min(from.length, left + square);
      for (int y = 0; y < count; y++) {
        int[] row = upright[firstUpright + y];
        for (int x = left; x < right; x++) {
          row[x] = from[x][y];
        }
      }
    }
  }

  /** Output {@code i} of the axis, for {@code length} pixels at once. */
  private void weigh(Axis axis, int i, int[][] from, int offset, int length, int[] to) {
    Arrays.fill(red, 0, length, HALF);
    Arrays.fill(green, 0, length, HALF);
    Arrays.fill(blue, 0, length, HALF);
    int first = axis.first(i) - offset;
    int last = first + axis.count(i) - 1;
    for (int k = 0; k < axis.count(i); k += 3) {
      // Beyond the count the weights are 0, so that any row will do.
      int[] a = from[first + k];
      int[] b = from[Math.min(last, first + k + 1)];
      int[] c = from[Math.min(last, first + k + 2)];
      int weightA = axis.weight(i, k);
      int weightB = axis.weight(i, k + 1);
      int weightC = axis.weight(i, k + 2);
      addThree(red, 16, a, b, c, weightA, weightB, weightC, length);
      addThree(green, 8, a, b, c, weightA, weightB, weightC, length);
      addThree(blue, 0, a, b, c, weightA, weightB, weightC, length);
    }
    for (int x = 0; x < length; x++) {
      // Positive weights that sum to one need no lower bound; rounding can exceed 255 by a hair.
      to[x] =
          Math.min(255, red[x] >>> PRECISION_BITS) << 16
              | Math.min(255, green[x] >>> PRECISION_BITS) << 8
              | Math.min(255, blue[x] >>> PRECISION_BITS);
    }
  }

  /** One channel of three rows: a longer loop would not be turned into vector instructions. */
  private static void addThree(
      int[] sum,
      int shift,
      int[] a,
      int[] b,
      int[] c,
      int weightA,
      int weightB,
      int weightC,
      int length) {
    for (int x = 0; x < length; x++) {
      sum[x] +=
          (a[x] >>> shift & 255) * weightA
              + (b[x] >>> shift & 255) * weightB
              + (c[x] >>> shift & 255) * weightC;
    }
  }
}
