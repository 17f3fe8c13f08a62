package org.tagwright.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the coefficients of a baseline JPEG. The data are first freed of their stuffing, so that
 * afterwards any 57 bits are one unaligned load away and the only state is a position.
 */
final class EntropyReader {
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Zero bytes after the data, so that a load at their end stays within the array. */
  private static final int PADDING = 128;

  private byte[] data = new byte[0];
  private int end;
  private int[] restarts = new int[64];
  private int restartCount;
  private int nextRestart;

  /** In bits. */
  private int position;

  /** Takes over the data that begin at {@code from} and end at the first marker but restarts. */
  void begin(byte[] content, int from) {
    if (data.length < content.length - from + PADDING) {
      data = new byte[content.length - from + PADDING];
    }
    int to = 0;
    int at = from;
    restartCount = 0;
    while (at < content.length) {
      byte value = content[at++];
      data[to++] = value;
      if (value == (byte) 0xFF) {
        int next = at < content.length ? content[at++] & 0xFF : 0xD9;
        if (next >= 0xD0 && next <= 0xD7) {
          to--;
          if (restartCount == restarts.length) {
            restarts = Arrays.copyOf(restarts, 2 * restartCount);
          }
          restarts[restartCount++] = to;
        } else if (next == 0xFF) {
          to--;
          at--;
        } else if (next != 0) {
          to--;
          break;
        }
      }
    }
    end = to;
    Arrays.fill(data, to, Math.min(data.length, to + PADDING), (byte) 0);
    position = 0;
    nextRestart = 0;
  }

  /** Goes to the data after the next restart marker; false where there is none. */
  boolean restart() {
    if (nextRestart == restartCount) {
      return false;
    }
    position = restarts[nextRestart++] * 8;
    return true;
  }

  /** Whether no more was read than there is. */
  boolean within() {
    return position <= end * 8;
  }

  /**
   * Reads a block into {@code rows[top + v][column + u]}, dequantised. The places must hold zeros.
   *
   * @param dcBefore the DC value of the channel's block before, quantised
   * @return the DC value, quantised; {@link Integer#MIN_VALUE} where the data are damaged
   */
  int readBlock(JpegFrame.Component component, int dcBefore, float[][] rows, int top, int column) {
    byte[] bytes = data;
    int at = position;
    if (at > end * 8) {
      return Integer.MIN_VALUE;
    }
    float[] steps = component.steps;

    long bits = (long) BIG_ENDIAN_LONG.get(bytes, at >>> 3) << (at & 7);
    int entry = component.dc.entries[(int) (bits >>> (64 - HuffmanTable.LOOK))];
    int value;
    if (entry != 0 && (entry & 0xF000) == 0 && (entry & 0xF00) == 0) {
      value = entry >> 16;
      at += entry & 0xFF;
    } else {
      int code = entry != 0 ? dcCode(entry) : component.dc.longCode((int) (bits >>> 48));
      int size = code & 0xFF;
      if (code < 0 || size > 15) {
        return Integer.MIN_VALUE;
      }
      int length = code >> 8;
      value = size == 0 ? 0 : HuffmanTable.extend((int) (bits << length >>> (64 - size)), size);
      at += length + size;
    }
    int dc = dcBefore + value;
    rows[top][column] = dc * steps[0];

    int[] entries = component.ac.entries;
    int k = 1;
    while (k < 64) {
      bits = (long) BIG_ENDIAN_LONG.get(bytes, at >>> 3) << (at & 7);
      entry = entries[(int) (bits >>> (64 - HuffmanTable.LOOK))];
      int run = entry >> 8 & 15;
      if (entry != 0 && (entry & 0xF000) == 0) {
        at += entry & 0xFF;
        value = entry >> 16;
        if (value == 0) {
          if (run < 15) {
            break; // end of block
          }
          k += 16;
          continue;
        }
      } else {
        int code = entry != 0 ? -2 : component.ac.longCode((int) (bits >>> 48));
        if (code == -1) {
          return Integer.MIN_VALUE;
        }
        int length = code == -2 ? entry & 0xFF : code >> 8;
        int size = code == -2 ? entry >> 12 & 15 : code & 15;
        run = code == -2 ? run : code >> 4 & 15;
        at += length + size;
        if (size == 0) {
          if (run < 15) {
            break;
          }
          k += 16;
          continue;
        }
        value = HuffmanTable.extend((int) (bits << length >>> (64 - size)), size);
      }
      k += run;
      if (k > 63) {
        return Integer.MIN_VALUE;
      }
      int place = JpegFrame.ZIGZAG[k];
      rows[top + (place >> 3)][column + (place & 7)] = value * steps[k];
      k++;
    }
    position = at;
    return dc;
  }

  /** A table entry without its value as length &lt;&lt; 8 | size. */
  private static int dcCode(int entry) {
    int size = entry >> 12 & 15;
    return (entry & 0xF00) != 0 ? -1 : (entry & 0xFF) << 8 | size;
  }
}
