package org.tagwright.data;

/**
 * Antialiased bilinear resizing as PIL does it for bytes: two passes, horizontal then vertical, a
 * triangle filter that widens with the reduction, weights in fixed point with 22 fractional bits,
 * the result of each pass rounded to a byte. One is made for one pair of sizes and can be used for
 * any number of images, also from several threads, when each has its own scratch.
 */
final class Resampler {
  /** Fractional bits of a weight: with 8 bits of pixel and 2 to spare they fill an int. */
  static final int PRECISION_BITS = 32 - 8 - 2;

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
    float weight(int output, int tap) {
      return tap < count[output] ? weights[output * taps + tap] / (float) (1 << PRECISION_BITS) : 0;
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

  private final int inputWidth;
  private final int outputWidth;
  private final int outputHeight;
  private final Axis across;
  private final Axis down;
  private final int firstRow;
  private final int rows;

  private Resampler(int inputWidth, Axis across, Axis down) {
    this.inputWidth = inputWidth;
    this.across = across;
    this.down = down;
    this.outputWidth = across.first.length;
    this.outputHeight = down.first.length;
    this.firstRow = down.first[0];
    this.rows = down.first[outputHeight - 1] + down.count[outputHeight - 1] - firstRow;
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

  Axis across() {
    return across;
  }

  Axis down() {
    return down;
  }

  /** Bytes of scratch that {@link #resize} needs. */
  int scratchLength() {
    return rows * outputWidth * 3;
  }

  /**
   * @param rgb input, height × width × 3
   * @param scratch at least {@link #scratchLength} bytes
   * @param into output, size × size × 3
   */
  void resize(byte[] rgb, byte[] scratch, byte[] into) {
    for (int row = 0; row < rows; row++) {
      resizeRow(rgb, (firstRow + row) * inputWidth * 3, scratch, row * outputWidth * 3);
    }
    for (int row = 0; row < outputHeight; row++) {
      blendRows(scratch, row, into);
    }
  }

  private void resizeRow(byte[] rgb, int rowStart, byte[] out, int outStart) {
    int to = outStart;
    for (int i = 0; i < outputWidth; i++) {
      int at = rowStart + across.first[i] * 3;
      int weightAt = i * across.taps;
      int weightEnd = weightAt + across.count[i];
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (; weightAt < weightEnd; weightAt++, at += 3) {
        int weight = across.weights[weightAt];
        red += (rgb[at] & 0xFF) * weight;
        green += (rgb[at + 1] & 0xFF) * weight;
        blue += (rgb[at + 2] & 0xFF) * weight;
      }
      out[to++] = toByte(red);
      out[to++] = toByte(green);
      out[to++] = toByte(blue);
    }
  }

  private void blendRows(byte[] scratch, int row, byte[] into) {
    int width = outputWidth * 3;
    int first = (down.first[row] - firstRow) * width;
    int weightAt = row * down.taps;
    int count = down.count[row];
    int to = row * width;
    for (int i = 0; i < width; i++) {
      int sum = HALF;
      int at = first + i;
      for (int k = 0; k < count; k++, at += width) {
        sum += (scratch[at] & 0xFF) * down.weights[weightAt + k];
      }
      into[to + i] = toByte(sum);
    }
  }

  /** Positive weights that sum to one need no lower bound; rounding can exceed 255 by a hair. */
  private static byte toByte(int fixed) {
    return (byte) Math.min(255, fixed >>> PRECISION_BITS);
  }
}
