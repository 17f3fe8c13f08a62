package org.tagwright.image.resample;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Antialiased bilinear resizing with PIL's filter: a triangle that widens with the reduction, down
 * and then across, each result rounded to a byte. Weights have 8 fractional bits, so that two
 * samples are weighed by one multiplication: within 2 grey levels of PIL, whose weights have 22,
 * and on photos within 0.2 on average.
 *
 * <p>Each pass is a sum of weighted rows, whatever the colour of a sample; plain loops that the
 * compiler turns into vector instructions. Between them rows and columns are swapped. Keeps scratch
 * space for one pair of sizes: one thread at a time.
 */
final class BilinearResampler implements Resampler {
  /** The first and the third sample of an int. */
  private static final int EVEN = 0x00FF00FF;

  private static final int ODD = 0xFF00FF00;

  /** Half a level for rounding, in both halves of an int. */
  private static final int HALVES = 0x00800080;

  private final Axis across;
  private final Axis down;

  /** The part of the image's rows that is read: from which int on, and how many. */
  private final int from;

  private final int words;

  /** Resized down: output height × input width; like all that follows, with rows of an image. */
  private final int[][] low;

  /** The same with rows and columns swapped. */
  private final int[][] columns;

  /** Resized across as well: output width × output height. */
  private final int[][] narrow;

  private final int[][] result;

  /** Sums of one output, in the halves of an int. */
  private final int[] even;

  private final int[] odd;

  BilinearResampler(int left, int width, Span across, Span down, @Nullable BilinearResampler used) {
    this.across = Axis.bilinear(across);
    this.down = Axis.bilinear(down);
    this.from = left / 4 * 3;
    this.words = PackedRows.words(width);
    this.low = room(used == null ? null : used.low, down.kept(), width);
    this.columns = room(used == null ? null : used.columns, width, down.kept());
    this.narrow = room(used == null ? null : used.narrow, across.kept(), down.kept());
    this.result = room(used == null ? null : used.result, down.kept(), across.kept());
    this.even = new int[Math.max(words, PackedRows.words(down.kept()))];
    this.odd = new int[even.length];
  }

  private static int[][] room(int @Nullable [][] used, int height, int width) {
    if (used != null
        && used.length >= PackedRows.whole(height)
        && used[0].length >= PackedRows.words(width)) {
      return used;
    }
    return PackedRows.room(height, width);
  }

  @Override
  public void resize(int[][] rows, byte[] into) {
    int height = down.outputs();
    for (int y = 0; y < height; y++) {
      weigh(down, y, rows, from, low[y], words);
    }
    PackedRows.swap(low, height, 0, words, columns);
    int columnWords = PackedRows.words(height);
    for (int x = 0; x < across.outputs(); x++) {
      weigh(across, x, columns, 0, narrow[x], columnWords);
    }
    PackedRows.swap(narrow, across.outputs(), 0, columnWords, result);
    for (int y = 0; y < height; y++) {
      PackedRows.store(result[y], across.outputs() * 3, y, into);
    }
  }

  /** Output {@code i} of the axis, for a whole row at once. */
  private void weigh(Axis axis, int i, int[][] rows, int from, int[] to, int length) {
    Arrays.fill(even, 0, length, HALVES);
    Arrays.fill(odd, 0, length, HALVES);
    int[] weights = axis.weights(i);
    int first = axis.first(i);
    int last = weights.length - 1;
    for (int k = 0; k <= last; k += 3) {
      // Beyond the last weight any row will do, with a weight of 0.
      int[] a = rows[first + k];
      int[] b = rows[first + Math.min(last, k + 1)];
      int[] c = rows[first + Math.min(last, k + 2)];
      int weightA = weights[k];
      int weightB = k + 1 <= last ? weights[k + 1] : 0;
      int weightC = k + 2 <= last ? weights[k + 2] : 0;
      addEven(a, b, c, from, weightA, weightB, weightC, even, length);
      addOdd(a, b, c, from, weightA, weightB, weightC, odd, length);
    }
    for (int x = 0; x < length; x++) {
      to[x] = (even[x] >>> Axis.PRECISION_BITS & EVEN) | (odd[x] & ODD);
    }
  }

  // Three rows and two samples at most: a longer loop would not be turned into vector instructions.

  private static void addEven(
      int[] a,
      int[] b,
      int[] c,
      int from,
      int weightA,
      int weightB,
      int weightC,
      int[] sums,
      int length) {
    for (int x = 0; x < length; x++) {
      sums[x] +=
          (a[from + x] & EVEN) * weightA
              + (b[from + x] & EVEN) * weightB
              + (c[from + x] & EVEN) * weightC;
    }
  }

  private static void addOdd(
      int[] a,
      int[] b,
      int[] c,
      int from,
      int weightA,
      int weightB,
      int weightC,
      int[] sums,
      int length) {
    for (int x = 0; x < length; x++) {
      sums[x] +=
          (a[from + x] >>> 8 & EVEN) * weightA
              + (b[from + x] >>> 8 & EVEN) * weightB
              + (c[from + x] >>> 8 & EVEN) * weightC;
    }
  }
}
