package org.tagwright.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
final class Resampler {
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

  /**
   * @param left first pixel of a row that is read, a multiple of four
   * @param width how many are read
   * @param used one whose scratch space may be taken over, or {@code null}
   */
  private Resampler(int left, int width, Axis across, Axis down, Resampler used) {
    this.across = across;
    this.down = down;
    this.from = left / 4 * 3;
    this.words = RgbImage.words(width);
    this.low = rows(used == null ? null : used.low, down.outputs(), width);
    this.columns = rows(used == null ? null : used.columns, width, down.outputs());
    this.narrow = rows(used == null ? null : used.narrow, across.outputs(), down.outputs());
    this.result = rows(used == null ? null : used.result, down.outputs(), across.outputs());
    this.even = new int[Math.max(words, RgbImage.words(down.outputs()))];
    this.odd = new int[even.length];
  }

  /** As many as can be swapped with columns, four by four. */
  private static int[][] rows(int[][] used, int height, int width) {
    int rows = (height + 3) / 4 * 4;
    int words = RgbImage.words(width);
    boolean fits = used != null && used.length >= rows && used[0].length >= words;
    return fits ? used : new int[rows][words];
  }

  /** Both sides to {@code size}. */
  static Resampler squash(int width, int height, int size) {
    return stretch(width, height, size, size);
  }

  /** To any width and height. */
  static Resampler stretch(int width, int height, int toWidth, int toHeight) {
    return middle(width, height, toWidth, toHeight, toWidth, toHeight);
  }

  /** To any width and height, of which only the middle is made. */
  static Resampler middle(
      int width, int height, int toWidth, int toHeight, int keptWidth, int keptHeight) {
    return new Resampler(
        0,
        width,
        Axis.of(width, toWidth, (toWidth - keptWidth) / 2, keptWidth),
        Axis.of(height, toHeight, (toHeight - keptHeight) / 2, keptHeight),
        null);
  }

  /**
   * A part of an image, as if it was cut out first, both sides to {@code size}.
   *
   * @param used one that is not needed any more, or {@code null}
   */
  static Resampler part(Region part, int size, Resampler used) {
    int left = part.left() / 4 * 4;
    return new Resampler(
        left,
        part.left() - left + part.width(),
        Axis.of(part.width(), size, 0, size).from(part.left() - left),
        Axis.of(part.height(), size, 0, size).from(part.top()),
        used);
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
        0,
        width,
        Axis.of(width, scaledWidth, left, size),
        Axis.of(height, scaledHeight, top, size),
        null);
  }

  /**
   * @param image of the size that this was made for
   * @param into output, height × width × 3
   */
  void resize(RgbImage image, byte[] into) {
    int height = down.outputs();
    for (int y = 0; y < height; y++) {
      weigh(down, y, image.rows(), from, low[y], words);
    }
    swap(low, height, words, columns);
    int columnWords = RgbImage.words(height);
    for (int x = 0; x < across.outputs(); x++) {
      weigh(across, x, columns, 0, narrow[x], columnWords);
    }
    swap(narrow, across.outputs(), columnWords, result);
    int length = across.outputs() * 3;
    for (int y = 0; y < height; y++) {
      store(result[y], into, y * length, length);
    }
  }

  private static void store(int[] row, byte[] into, int at, int length) {
    ByteBuffer.wrap(into, at, length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .put(row, 0, length / 4);
    for (int i = length / 4 * 4; i < length; i++) {
      into[at + i] = (byte) (row[i / 4] >>> (i % 4 * 8));
    }
  }

  /** Rows become columns: four pixels, which are three ints, of four rows at a time. */
  private static void swap(int[][] rows, int height, int words, int[][] columns) {
    for (int y = 0; y < height; y += 4) {
      int[] r = rows[y];
      int[] s = rows[y + 1];
      int[] t = rows[y + 2];
      int[] u = rows[y + 3];
      int to = y / 4 * 3;
      for (int i = 0, x = 0; i < words; i += 3, x += 4) {
        put(columns[x], to, r[i], s[i], t[i], u[i]);
        put(
            columns[x + 1],
            to,
            r[i] >>> 24 | r[i + 1] << 8,
            s[i] >>> 24 | s[i + 1] << 8,
            t[i] >>> 24 | t[i + 1] << 8,
            u[i] >>> 24 | u[i + 1] << 8);
        put(
            columns[x + 2],
            to,
            r[i + 1] >>> 16 | r[i + 2] << 16,
            s[i + 1] >>> 16 | s[i + 2] << 16,
            t[i + 1] >>> 16 | t[i + 2] << 16,
            u[i + 1] >>> 16 | u[i + 2] << 16);
        put(columns[x + 3], to, r[i + 2] >>> 8, s[i + 2] >>> 8, t[i + 2] >>> 8, u[i + 2] >>> 8);
      }
    }
  }

  /** Four pixels, in the lower three bytes of ints. */
  private static void put(int[] row, int at, int a, int b, int c, int d) {
    row[at] = (a & 0xFFFFFF) | b << 24;
    row[at + 1] = (b >>> 8 & 0xFFFF) | c << 16;
    row[at + 2] = (c >>> 16 & 0xFF) | d << 8;
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
