package org.tagwright.data;

import java.util.Arrays;
import org.tagwright.config.ExperimentConfig.ResizeMode;

/**
 * Reads baseline JPEGs and resizes them, faster than the JDK's reader and within rounding of what
 * libjpeg and PIL make of them. Every step is a sum of weighted rows of floats, which the compiler
 * turns into vector instructions: the inverse transform and the doubling of halved colour channels
 * ({@link RowTransform}), the colours, the resizing. Between the two axes the rows are transposed.
 *
 * <p>Keeps the weights of the last size and its planes, some 30 bytes a pixel: one thread at a
 * time, and large pictures are left to the JDK's reader.
 */
final class JpegScaler {
  private static final int MOST_PIXELS = 1_000_000;

  private final int size;
  private final ResizeMode mode;
  private final EntropyReader reader = new EntropyReader();
  private Plan plan;

  JpegScaler(int size, ResizeMode mode) {
    this.size = size;
    this.mode = mode;
  }

  /** The weights and buffers for pictures of one size and sampling. */
  private static final class Plan {
    final int width;
    final int height;
    final int lumaAcross;
    final int lumaDown;
    final Channel[] channels;
    final Resampler resampler;

    Plan(JpegFrame frame, int size, ResizeMode mode) {
      width = frame.width;
      height = frame.height;
      lumaAcross = frame.components[0].across;
      lumaDown = frame.components[0].down;
      resampler =
          mode == ResizeMode.SQUASH
              ? Resampler.squash(width, height, size)
              : Resampler.crop(width, height, size);
      channels = new Channel[frame.components.length];
      for (int i = 0; i < channels.length; i++) {
        channels[i] = new Channel(this, frame.components[i], size);
      }
    }

    boolean fits(JpegFrame frame) {
      return width == frame.width
          && height == frame.height
          && channels.length == frame.components.length
          && lumaAcross == frame.components[0].across
          && lumaDown == frame.components[0].down;
    }

    int mcusAcross() {
      return (width + 8 * lumaAcross - 1) / (8 * lumaAcross);
    }

    int mcusDown() {
      return (height + 8 * lumaDown - 1) / (8 * lumaDown);
    }
  }

  /** One colour channel on its way. */
  private static final class Channel {
    final int columns;
    final int blocksAcross;
    final boolean halvedDown;
    final boolean halvedAcross;

    /** Coefficients of one MCU row: (blocks down · 8) × columns. */
    final float[][] coefficients;

    /** Samples down, still coefficients across: samples × columns. */
    final float[][] samplesDown;

    /** Pixels down: the same rows, or twice as many. */
    final float[][] tall;

    /** One column of blocks of it, transposed: 8 × height. */
    final float[][] blockColumn;

    /** Samples, transposed: samples × height. */
    final float[][] samples;

    /** Pixels, transposed: width × height; the same rows, or twice as many. */
    final float[][] plane;

    /** Resized across, transposed: size × height; then the same upright. */
    final float[][] narrow;

    final float[][] narrowUpright;

    /** Resized both ways: size × size. */
    final float[][] small;

    Channel(Plan plan, JpegFrame.Component component, int size) {
      blocksAcross = plan.mcusAcross() * component.across;
      columns = blocksAcross * 8;
      halvedDown = component.down < plan.lumaDown;
      halvedAcross = component.across < plan.lumaAcross;
      coefficients = new float[component.down * 8][columns];
      samplesDown = new float[plan.mcusDown() * component.down * 8][columns];
      tall = halvedDown ? new float[plan.height][columns] : samplesDown;
      blockColumn = new float[8][plan.height];
      samples = new float[columns][plan.height];
      plane = halvedAcross ? new float[plan.width][plan.height] : samples;
      narrow = new float[size][plan.height];
      narrowUpright = new float[plan.height][size];
      small = new float[size][size];
    }
  }

  /**
   * @param into shape (size, size, 3), RGB
   * @return false where the file is of another kind or damaged, so that {@code into} means nothing
   */
  boolean decode(byte[] content, byte[] into) {
    JpegFrame frame = JpegFrame.of(content);
    if (frame == null || frame.width * frame.height > MOST_PIXELS) {
      return false;
    }
    if (plan == null || !plan.fits(frame)) {
      plan = new Plan(frame, size, mode);
    }
    reader.begin(content, frame.dataStart);
    if (!readAndTransformDown(frame)) {
      return false;
    }
    for (Channel channel : plan.channels) {
      transformAcross(channel);
    }
    if (plan.channels.length == 3) {
      toRgb(plan.channels[0].plane, plan.channels[1].plane, plan.channels[2].plane);
    } else {
      toGray(plan.channels[0].plane);
    }
    for (int c = 0; c < plan.channels.length; c++) {
      resize(plan.channels[c]);
      write(plan.channels[c].small, c, into);
    }
    if (plan.channels.length == 1) {
      write(plan.channels[0].small, 1, into);
      write(plan.channels[0].small, 2, into);
    }
    return true;
  }

  private boolean readAndTransformDown(JpegFrame frame) {
    int count = plan.channels.length;
    int[] dc = new int[count];
    int untilRestart = frame.restartInterval;
    for (int row = 0; row < plan.mcusDown(); row++) {
      for (Channel channel : plan.channels) {
        for (float[] coefficients : channel.coefficients) {
          Arrays.fill(coefficients, 0);
        }
      }
      for (int mcu = 0; mcu < plan.mcusAcross(); mcu++) {
        if (frame.restartInterval > 0 && untilRestart-- == 0) {
          if (!reader.restart()) {
            return false;
          }
          Arrays.fill(dc, 0);
          untilRestart = frame.restartInterval - 1;
        }
        for (int c = 0; c < count; c++) {
          if (!readMcu(frame.components[c], plan.channels[c], mcu, c, dc)) {
            return false;
          }
        }
      }
      for (int c = 0; c < count; c++) {
        Channel channel = plan.channels[c];
        for (int block = 0; block < frame.components[c].down; block++) {
          int first = (row * frame.components[c].down + block) * 8;
          RowTransform.inverse(
              channel.coefficients, block * 8, channel.samplesDown, first, channel.columns);
        }
      }
    }
    return reader.within();
  }

  private boolean readMcu(
      JpegFrame.Component component, Channel channel, int mcu, int c, int[] dc) {
    for (int y = 0; y < component.down; y++) {
      for (int x = 0; x < component.across; x++) {
        int column = (mcu * component.across + x) * 8;
        dc[c] = reader.readBlock(component, dc[c], channel.coefficients, y * 8, column);
        if (dc[c] == Integer.MIN_VALUE) {
          return false;
        }
      }
    }
    return true;
  }

  private void transformAcross(Channel channel) {
    if (channel.halvedDown) {
      RowTransform.doubled(channel.samplesDown, channel.tall, channel.columns);
    }
    for (int block = 0; block < channel.blocksAcross; block++) {
      transposeBlock(channel.tall, block * 8, channel.blockColumn);
      RowTransform.inverse(channel.blockColumn, 0, channel.samples, block * 8, plan.height);
    }
    if (channel.halvedAcross) {
      RowTransform.doubled(channel.samples, channel.plane, plan.height);
    }
  }

  /** Eight columns become eight rows. Written out, since this is half of the way across. */
  private static void transposeBlock(float[][] tall, int column, float[][] into) {
    float[] r0 = into[0];
    float[] r1 = into[1];
    float[] r2 = into[2];
    float[] r3 = into[3];
    float[] r4 = into[4];
    float[] r5 = into[5];
    float[] r6 = into[6];
    float[] r7 = into[7];
    for (int y = 0; y < r0.length; y++) {
      float[] row = tall[y];
      r0[y] = row[column];
      r1[y] = row[column + 1];
      r2[y] = row[column + 2];
      r3[y] = row[column + 3];
      r4[y] = row[column + 4];
      r5[y] = row[column + 5];
      r6[y] = row[column + 6];
      r7[y] = row[column + 7];
    }
  }

  private void resize(Channel channel) {
    weightedRows(plan.resampler.across(), channel.plane, channel.narrow);
    transpose(channel.narrow, channel.narrowUpright);
    weightedRows(plan.resampler.down(), channel.narrowUpright, channel.small);
  }

  private static void weightedRows(Resampler.Axis axis, float[][] from, float[][] to) {
    for (int i = 0; i < to.length; i++) {
      float[] sum = to[i];
      Arrays.fill(sum, 0);
      int first = axis.first(i);
      int last = first + axis.count(i) - 1;
      for (int k = 0; k < axis.count(i); k += 4) {
        int at = first + k;
        // Beyond the count the weights are 0, so that any row will do.
        addFour(
            sum,
            from[at],
            from[Math.min(last, at + 1)],
            from[Math.min(last, at + 2)],
            from[Math.min(last, at + 3)],
            axis.weight(i, k),
            axis.weight(i, k + 1),
            axis.weight(i, k + 2),
            axis.weight(i, k + 3));
      }
    }
  }

  private static void addFour(
      float[] sum,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float weightA,
      float weightB,
      float weightC,
      float weightD) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] += weightA * a[x] + weightB * b[x] + (weightC * c[x] + weightD * d[x]);
    }
  }

  /** In squares, so that both sides stay in the cache. */
  private static void transpose(float[][] from, float[][] to) {
    int square = 16;
    for (int top = 0; top < from.length; top += square) {
      int bottom = Math.min(from.length, top + square);
      for (int x = 0; x < to.length; x++) {
        float[] column = to[x];
        for (int y = top; y < bottom; y++) {
          column[y] = from[y][x];
        }
      }
    }
  }

  /** In place: luma becomes red, blueness green, redness blue. Cut to 0–255 as libjpeg does. */
  private static void toRgb(float[][] luma, float[][] blueness, float[][] redness) {
    for (int x = 0; x < Math.min(luma.length, blueness.length); x++) {
      float[] first = luma[x];
      float[] second = blueness[x];
      float[] third = redness[x];
      for (int y = 0; y < first.length; y++) {
        float light = within(first[y] + 128f);
        float cb = second[y];
        float cr = third[y];
        first[y] = within(light + 1.402f * cr);
        second[y] = within(light - 0.344136f * cb - 0.714136f * cr);
        third[y] = within(light + 1.772f * cb);
      }
    }
  }

  private static void toGray(float[][] luma) {
    for (float[] column : luma) {
      for (int y = 0; y < column.length; y++) {
        column[y] = within(column[y] + 128f);
      }
    }
  }

  private static float within(float level) {
    return Math.min(255f, Math.max(0f, level));
  }

  private void write(float[][] small, int channel, byte[] into) {
    int to = channel;
    for (float[] row : small) {
      for (int x = 0; x < size; x++, to += 3) {
        into[to] = (byte) (int) (row[x] + 0.5f);
      }
    }
  }
}
