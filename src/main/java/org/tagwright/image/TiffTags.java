package org.tagwright.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first directory of a TIFF file or of Exif data, which have the same form. Whatever is damaged
 * in it has no value.
 */
final class TiffTags {
  static final int PHOTOMETRIC = 262;
  static final int ORIENTATION = 274;

  /** All reds of the palette, then all greens, then all blues, 16 bits each. */
  static final int COLOR_MAP = 320;

  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final ByteBuffer tiff;

  private TiffTags(ByteBuffer tiff) {
    this.tiff = tiff;
  }

  /**
   * @param from where the TIFF header is
   * @param length of the data, bytes; may reach beyond the content
   */
  static TiffTags of(byte[] content, int from, int length) {
    int end = Math.min(content.length, from + Math.max(0, length));
    ByteBuffer tiff = ByteBuffer.wrap(content, from, Math.max(0, end - from)).slice();
    boolean little = tiff.remaining() > 1 && tiff.get(0) == 'I';
    return new TiffTags(tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
  }

  static boolean isTiff(byte[] content) {
    return content.length > 8
        && ((content[0] == 'I' && content[1] == 'I' && content[2] == 42 && content[3] == 0)
            || (content[0] == 'M' && content[1] == 'M' && content[2] == 0 && content[3] == 42));
  }

  /** The first value of a tag of whole numbers. */
  int value(int tag, int otherwise) {
    int at = entry(tag);
    int type = at < 0 ? 0 : tiff.getShort(at + 2);
    return type == SHORT
        ? tiff.getShort(at + 8) & 0xFFFF
        : type == LONG ? tiff.getInt(at + 8) : otherwise;
  }

  /** The values of a tag of three or more 16-bit numbers; none where they are not there. */
  int[] shorts(int tag) {
    int entry = entry(tag);
    long count = entry < 0 ? 0 : tiff.getInt(entry + 4) & 0xFFFFFFFFL;
    long from = entry < 0 ? 0 : tiff.getInt(entry + 8) & 0xFFFFFFFFL;
    if (count < 3 || from + 2 * count > tiff.limit()) {
      return new int[0];
    }
    int[] values = new int[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = tiff.getShort((int) from + 2 * i) & 0xFFFF;
    }
    return values;
  }

  /** Where a tag's entry is, -1 where there is none. */
  private int entry(int tag) {
    long directory = tiff.remaining() < 8 ? tiff.limit() : tiff.getInt(4) & 0xFFFFFFFFL;
    int entries = directory + 2 > tiff.limit() ? 0 : tiff.getShort((int) directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + (long) i * ENTRY_BYTES;
      if (at + ENTRY_BYTES > tiff.limit()) {
        return -1;
      }
      if ((tiff.getShort((int) at) & 0xFFFF) == tag) {
        return (int) at;
      }
    }
    return -1;
  }
}
