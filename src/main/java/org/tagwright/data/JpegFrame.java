package org.tagwright.data;

/**
 * The markers of a baseline JPEG with one scan: what is needed to read its coefficients. Only the
 * kinds that photos nearly always have; everything else is for the JDK's reader.
 */
final class JpegFrame {
  /** Place in the block (row · 8 + column) of the k-th coefficient. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** A colour channel. */
  static final class Component {
    int id;

    /** Blocks of an MCU across and down. */
    int across;

    int down;
    int quantTable;
    HuffmanTable dc;
    HuffmanTable ac;

    /** Quantisation steps in the order of the coefficients. */
    float[] steps;
  }

  int width;
  int height;
  Component[] components;

  /** MCUs between restart markers, 0: none. */
  int restartInterval;

  /** Where the entropy-coded data begin. */
  int dataStart;

  private final byte[] content;
  private final float[][] quantTables = new float[4][];
  private final HuffmanTable[] dcTables = new HuffmanTable[4];
  private final HuffmanTable[] acTables = new HuffmanTable[4];
  private int adobeTransform = -1;
  private boolean jfif;

  private JpegFrame(byte[] content) {
    this.content = content;
  }

  /**
   * @return {@code null} where the file is not of the kinds read here, or damaged
   */
  static JpegFrame of(byte[] content) {
    if (content.length < 4 || u16(content, 0) != 0xFFD8) {
      return null;
    }
    JpegFrame frame = new JpegFrame(content);
    try {
      return frame.readMarkers() && frame.supported() ? frame : null;
    } catch (ArrayIndexOutOfBoundsException e) {
      return null; // cut off amid the markers
    }
  }

  private static int u16(byte[] content, int at) {
    return (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
  }

  private boolean readMarkers() {
    int at = 2;
    while (true) {
      int marker = u16(content, at);
      if (marker == 0xFFFF) {
        at++;
        continue;
      }
      int length = u16(content, at + 2);
      int body = at + 4;
      int end = at + 2 + length;
      switch (marker) {
        case 0xFFC0, 0xFFC1 -> readFrame(body);
        case 0xFFC4 -> readHuffmanTables(body, end);
        case 0xFFDB -> readQuantTables(body, end);
        case 0xFFDD -> restartInterval = u16(content, body);
        case 0xFFE0 -> jfif |= content[body] == 'J' && content[body + 1] == 'F';
        case 0xFFEE -> {
          if (length >= 14 && content[body] == 'A' && content[body + 1] == 'd') {
            adobeTransform = content[body + 11] & 0xFF;
          }
        }
        case 0xFFDA -> {
          dataStart = end;
          return components != null && readScan(body);
        }
        default -> {
          boolean otherFrame = marker >= 0xFFC2 && marker <= 0xFFCF;
          if (otherFrame || marker < 0xFFC0) {
            return false;
          }
        }
      }
      at = end;
    }
  }

  private void readFrame(int at) {
    int bits = content[at];
    height = u16(content, at + 1);
    width = u16(content, at + 3);
    int count = content[at + 5] & 0xFF;
    if (bits != 8 || (count != 1 && count != 3)) {
      return;
    }
    components = new Component[count];
    for (int i = 0; i < count; i++) {
      Component component = new Component();
      component.id = content[at + 6 + 3 * i] & 0xFF;
      component.across = content[at + 7 + 3 * i] >> 4 & 15;
      component.down = content[at + 7 + 3 * i] & 15;
      component.quantTable = content[at + 8 + 3 * i] & 3;
      components[i] = component;
    }
    if (count == 1) { // a single channel has blocks one by one, whatever it says
      components[0].across = 1;
      components[0].down = 1;
    }
  }

  private void readHuffmanTables(int from, int end) {
    for (int at = from; at < end; ) {
      int kind = content[at] & 0xFF;
      int count = 0;
      for (int i = 1; i <= 16; i++) {
        count += content[at + i] & 0xFF;
      }
      (kind >> 4 == 0 ? dcTables : acTables)[kind & 3] = new HuffmanTable(content, at + 1, count);
      at += 17 + count;
    }
  }

  private void readQuantTables(int from, int end) {
    for (int at = from; at < end; ) {
      int kind = content[at++] & 0xFF;
      boolean wide = kind >> 4 != 0;
      float[] steps = new float[64];
      for (int k = 0; k < 64; k++) {
        steps[k] = wide ? u16(content, at + 2 * k) : content[at + k] & 0xFF;
      }
      quantTables[kind & 3] = steps;
      at += wide ? 128 : 64;
    }
  }

  private boolean readScan(int at) {
    int count = content[at] & 0xFF;
    if (count != components.length) {
      return false; // channel by channel
    }
    for (int i = 0; i < count; i++) {
      Component component = components[i];
      if ((content[at + 1 + 2 * i] & 0xFF) != component.id) {
        return false;
      }
      component.dc = dcTables[content[at + 2 + 2 * i] >> 4 & 3];
      component.ac = acTables[content[at + 2 + 2 * i] & 3];
      component.steps = quantTables[component.quantTable];
      if (component.dc == null || component.ac == null || component.steps == null) {
        return false;
      }
    }
    return true;
  }

  private boolean supported() {
    if (width < 1 || height < 1) {
      return false;
    }
    if (components.length == 1) {
      return true;
    }
    boolean rgb =
        !jfif
            && (adobeTransform == 0
                || (adobeTransform < 0 && components[0].id == 'R' && components[1].id == 'G'));
    Component luma = components[0];
    boolean usual = luma.across >= 1 && luma.across <= 2 && luma.down >= 1 && luma.down <= 2;
    for (int i = 1; i < 3; i++) {
      usual &= components[i].across == 1 && components[i].down == 1;
    }
    return usual && !rgb;
  }
}
