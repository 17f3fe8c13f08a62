package org.tagwright.data;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Reads JPEGs with libjpeg-turbo, which is what PIL does: the same pixels, to the last bit, at two
 * to three times the speed of the JDK's reader. It comes inside Leptonica, whose build for Java is
 * small and kept for all systems. Where it cannot be loaded, nothing is read here.
 */
final class TurboJpeg {
  /** Larger ones would take gigabytes beside the heap; the JDK's reader has them within it. */
  private static final long MOST_PIXELS = 1L << 26;

  private static final int NO_MESSAGES = 6;
  private static final int COLOUR_AS_IT_IS = 0;
  private static final int FULL_SIZE = 1;
  private static final boolean AVAILABLE = load();

  private TurboJpeg() {}

  private static boolean load() {
    // Its guard counts the whole process's memory, PyTorch's too, against the Java heap's limit.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      leptonica.setMsgSeverity(NO_MESSAGES);
      return true;
    } catch (LinkageError e) {
      System.getLogger(TurboJpeg.class.getName())
          .log(
              System.Logger.Level.INFO,
              "JPEGs are read by Java's own, slower reader: {0}",
              e.toString());
      return false;
    }
  }

  /**
   * @param content of a JPEG
   * @param header its header, which tells of one or three channels
   * @return {@code null} where it is damaged or not to be read here
   */
  static RgbImage read(byte[] content, JpegHeader header) {
    boolean large = (long) header.width() * header.height() > MOST_PIXELS;
    if (!AVAILABLE || large) {
      return null;
    }
    BytePointer bytes = new BytePointer(content);
    PIX picture =
        leptonica.pixReadMemJpeg(
            bytes, content.length, COLOUR_AS_IT_IS, FULL_SIZE, (IntPointer) null, 0);
    bytes.close();
    if (picture == null) {
      return null;
    }
    try {
      return rgb(picture);
    } finally {
      leptonica.pixDestroy(picture);
    }
  }

  private static RgbImage rgb(PIX picture) {
    int width = picture.w();
    int height = picture.h();
    int wordsARow = picture.wpl();
    IntBuffer words =
        leptonica
            .pixGetData(picture)
            .capacity((long) wordsARow * height)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    int[] rgb = new int[width * height];
    if (picture.d() == 32) {
      words.get(rgb);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] >>>= 8;
      }
    } else {
      // Gray: four pixels a word, the first in its uppermost byte.
      for (int y = 0, at = 0; y < height; y++) {
        for (int x = 0; x < width; x++, at++) {
          int level = words.get(y * wordsARow + (x >> 2)) >>> (24 - 8 * (x & 3)) & 0xFF;
          rgb[at] = level * 0x010101;
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
