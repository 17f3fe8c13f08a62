package org.tagwright.image.resample;

import java.util.Arrays;

/**
 * PIL's bicubic filter, to the last bit: across and then down, each result rounded to a byte and
 * kept within its range, since the filter overshoots at edges. That is why the order and the 22
 * fractional bits of weights are PIL's.
 *
 * <p>As in {@link BilinearResampler} each pass is a sum of weighted rows. Across it takes some rows
 * of the image at a time, so that a large image is not in memory twice.
 */
final class BicubicResampler implements Resampler {
  /** Rows that are resized across at once, a multiple of four. */
  private static final int STRIP = 64;

  private static final int HALF = 1 << (Axis.PIL_PRECISION_BITS - 1);

  private final Axis across;
  private final Axis down;

  /** The part of the image's rows that is read: from which int on, and how many. */
  private final int from;

  private final int words;

  /** Some rows of the image with rows and columns swapped: width × {@link #STRIP}. */
  private final int[][] columns;

  /** Resized across: output width × height that is read, rounded up to strips. */
  private final int[][] narrow;

  /** The same with rows and columns swapped. */
  private final int[][] low;

  private final int[] row;

  /** Sums of one output, by the place of the sample in its int. */
  private final int[][] sums;

  BicubicResampler(int left, int width, Span across, Span down) {
    this.across = Axis.bicubic(across);
    this.down = Axis.bicubic(down);
    this.from = left / 4 * 3;
    this.words = PackedRows.words(width);
    int strips = (this.down.inputs() + STRIP - 1) / STRIP;
    this.columns = PackedRows.room(width, STRIP);
    this.narrow = PackedRows.room(across.kept(), strips * STRIP);
    this.low = PackedRows.room(strips * STRIP, across.kept());
    this.row = new int[PackedRows.words(across.kept())];
    this.sums = new int[4][Math.max(row.length, PackedRows.words(STRIP))];
  }

  @Override
  public void resize(int[][] rows, byte[] into) {
    int top = down.first();
    int height = down.inputs();
    int stripWords = PackedRows.words(STRIP);
    int[][] strip = new int[STRIP][];
    for (int y = 0; y < height; y += STRIP) {
      for (int i = 0; i < STRIP; i++) {
        strip[i] = rows[top + Math.min(y + i, height - 1)];
      }
      PackedRows.swap(strip, STRIP, from, words, columns);
      for (int x = 0; x < across.outputs(); x++) {
        weigh(across, x, columns, 0, narrow[x], y / 4 * 3, stripWords);
      }
    }
    PackedRows.swap(narrow, across.outputs(), 0, narrow[0].length, low);
    for (int y = 0; y < down.outputs(); y++) {
      weigh(down, y, low, top, row, 0, row.length);
      PackedRows.store(row, across.outputs() * 3, y, into);
    }
  }

  /**
   * Output {@code i} of the axis, for a whole row at once.
   *
   * @param missing how many of the first rows are not there
   */
  private void weigh(Axis axis, int i, int[][] rows, int missing, int[] to, int at, int length) {
    int[] weights = axis.weights(i);
    int first = axis.first(i) - missing;
    int last = weights.length - 1;
    for (int place = 0; place < sums.length; place++) {
      int[] sum = sums[place];
      Arrays.fill(sum, 0, length, HALF);
      for (int k = 0; k <= last; k += 3) {
        // Beyond the last weight any row will do, with a weight of 0.
        add(
            rows[first + k],
            rows[first + Math.min(last, k + 1)],
            rows[first + Math.min(last, k + 2)],
            weights[k],
            k + 1 <= last ? weights[k + 1] : 0,
            k + 2 <= last ? weights[k + 2] : 0,
            8 * place,
            sum,
            length);
      }
      clip(sum, length);
    }
    pack(sums[0], sums[1], sums[2], sums[3], to, at, length);
  }

  // Short loops, which are turned into vector instructions.

  private static void add(
      int[] a,
      int[] b,
      int[] c,
      int weightA,
      int weightB,
      int weightC,
      int shift,
      int[] sums,
      int length) {
    for (int x = 0; x < length; x++) {
      sums[x] +=
          (a[x] >>> shift & 0xFF) * weightA
              + (b[x] >>> shift & 0xFF) * weightB
              + (c[x] >>> shift & 0xFF) * weightC;
    }
  }

  private static void clip(int[] sums, int length) {
    for (int x = 0; x < length; x++) {
      sums[x] = Math.max(0, Math.min(255, sums[x] >> Axis.PIL_PRECISION_BITS));
    }
  }

  private static void pack(
      int[] first, int[] second, int[] third, int[] fourth, int[] to, int at, int length) {
    for (int x = 0; x < length; x++) {
      to[at + x] = first[x] | second[x] << 8 | third[x] << 16 | fourth[x] << 24;
    }
  }
}
