package org.tagwright.image;

import java.awt.image.Raster;
import java.util.Arrays;

/**
 * The canvas of a GIF and its first frame's palette, which the JDK's reader does not apply.
 *
 * <p>As PIL: where the first frame leaves the canvas free, it has the transparent colour, else the
 * first one; colours that the palette lacks are black, and without a palette there are 256 grays.
 */
final class GifCanvas {
  private static final int COLOURS = 256;
  private static final int SCREEN_BYTES = 13;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;
  private static final int FRAME = 0x2C;

  private final byte[] gif;
  private final int[] palette = new int[COLOURS];
  private int transparent;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  /**
   * @throws IndexOutOfBoundsException where the file is cut off before its first frame
   */
  private GifCanvas(byte[] gif) throws ImageUnreadableException {
    this.gif = gif;
    int global = paletteSize(10);
    int at = frame(SCREEN_BYTES + 3 * global);
    left = u16(at + 1);
    top = u16(at + 3);
    width = Math.max(u16(6), left + u16(at + 5));
    height = Math.max(u16(8), top + u16(at + 7));
    int local = paletteSize(at + 9);
    readPalette(local > 0 ? at + 10 : SCREEN_BYTES, local > 0 ? local : global);
  }

  static boolean is(byte[] content) {
    return content.length > SCREEN_BYTES
        && content[0] == 'G'
        && content[1] == 'I'
        && content[2] == 'F'
        && content[3] == '8';
  }

  static GifCanvas of(byte[] gif) throws ImageUnreadableException {
    try {
      return new GifCanvas(gif);
    } catch (IndexOutOfBoundsException e) {
      throw new ImageUnreadableException("it is cut off", e);
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Over the extensions before it to the first frame. */
  private int frame(int from) throws ImageUnreadableException {
    int at = from;
    while (u8(at) == EXTENSION) {
      if (u8(at + 1) == GRAPHIC_CONTROL && (u8(at + 3) & 1) != 0) {
        transparent = u8(at + 6);
      }
      at += 2;
      while (u8(at) != 0) {
        at += 1 + u8(at);
      }
      at++;
    }
    if (u8(at) != FRAME) {
      throw new ImageUnreadableException("its GIF structure is damaged");
    }
    return at;
  }

  /** How many colours the palette has whose flags are at a place; 0 where there is none. */
  private int paletteSize(int flagsAt) {
    int flags = u8(flagsAt);
    return (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
  }

  private void readPalette(int at, int colours) {
    for (int i = 0; colours == 0 && i < COLOURS; i++) {
      palette[i] = i * 0x010101;
    }
    for (int i = 0; i < colours; i++) {
      int colour = at + 3 * i;
      palette[i] = u8(colour) << 16 | u8(colour + 1) << 8 | u8(colour + 2);
    }
  }

  /**
   * @param frame colour indices of the first frame
   */
  RgbImage with(Raster frame) {
    RgbImage.Builder image = new RgbImage.Builder(width, height);
    int[] row = new int[width];
    int[] indices = new int[frame.getWidth()];
    for (int y = 0; y < height; y++) {
      Arrays.fill(row, palette[transparent]);
      if (y >= top && y < top + frame.getHeight()) {
        frame.getPixels(0, y - top, indices.length, 1, indices);
        for (int x = 0; x < indices.length; x++) {
          row[left + x] = palette[indices[x]];
        }
      }
      image.add(row);
    }
    return image.build();
  }

  private int u8(int at) {
    return gif[at] & 0xFF;
  }

  private int u16(int at) {
    return u8(at) | u8(at + 1) << 8;
  }
}
