package org.tagwright.data;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Loader;

/**
 * Reads JPEGs with libjpeg-turbo, which is what PIL does: the same pixels, to the last bit, at
 * three times the speed of the JDK's reader. It comes inside Bytedeco's build of Leptonica, which
 * is small and kept for all systems.
 *
 * <p>Leptonica's own function would copy every pixel twice, and libjpeg's ends the process at an
 * error. Between them stands libtiff, in the same file: it reads JPEG strips of TIFF images, meets
 * damage with an error code and lets libjpeg-turbo write into our memory. So a JPEG is handed to it
 * as the one strip of a TIFF image, by putting the few tags in front that such an image needs.
 *
 * <p>Where the library cannot be loaded, nothing is read here.
 */
final class TurboJpeg {
  /** Larger ones would take gigabytes beside the heap; the JDK's reader has them within it. */
  private static final long MOST_PIXELS = 1L << 26;

  private static final LibTiff LIBRARY = load();

  private TurboJpeg() {}

  /** Loads the library where that has not been done. */
  static boolean isAvailable() {
    return LIBRARY != null;
  }

  private static LibTiff load() {
    String folder = "/org/bytedeco/leptonica/" + Loader.getPlatform();
    try {
      URL resources = TurboJpeg.class.getResource(folder);
      File[] files = resources == null ? null : Loader.cacheResource(resources).listFiles();
      for (File file : files == null ? new File[0] : files) {
        if (file.getName().startsWith("libleptonica")) {
          LibTiff library = Native.load(file.toString(), LibTiff.class);
          // Its messages would go to the terminal; what is wrong, the caller says.
          library.TIFFSetErrorHandler(Pointer.NULL);
          library.TIFFSetWarningHandler(Pointer.NULL);
          return library;
        }
      }
      return without(folder + " is not there");
    } catch (IOException | LinkageError e) {
      return without(e.toString());
    }
  }

  private static LibTiff without(String reason) {
    System.getLogger(TurboJpeg.class.getName())
        .log(System.Logger.Level.INFO, "JPEGs are read by Java's own, slower reader: {0}", reason);
    return null;
  }

  /**
   * @param content of a JPEG
   * @param header its header, which tells of one or three components
   * @param used a picture whose rows may be overwritten, or {@code null}
   * @return {@code null} where it is damaged or not to be read here
   */
  static RgbImage read(byte[] content, JpegHeader header, RgbImage used) {
    long pixels = (long) header.width() * header.height();
    if (LIBRARY == null || pixels > MOST_PIXELS) {
      return null;
    }
    long bytes = pixels * header.components();
    try (Memory file = TiffInMemory.of(content, header);
        Memory samples = new Memory(bytes + 1)) {
      Pointer tiff = TiffInMemory.open(LIBRARY, file);
      if (tiff == null) {
        return null;
      }
      try {
        if (header.ycc()) {
          LIBRARY.TIFFSetField(tiff, LibTiff.JPEG_COLOR_MODE, LibTiff.JPEG_COLOR_MODE_RGB);
        }
        if (LIBRARY.TIFFReadEncodedStrip(tiff, 0, samples, bytes) != bytes) {
          return null;
        }
      } finally {
        LIBRARY.TIFFClose(tiff);
      }
      return image(samples, header, used);
    }
  }

  private static RgbImage image(Memory samples, JpegHeader header, RgbImage used) {
    ByteBuffer bytes = samples.getByteBuffer(0, samples.size()).order(ByteOrder.BIG_ENDIAN);
    int width = header.width();
    boolean fits = used != null && used.width() == width && used.height() == header.height();
    int[][] rows = fits ? used.rows() : new int[header.height()][width];
    for (int y = 0; y < rows.length; y++) {
      int from = y * width * header.components();
      if (header.components() == 1) {
        unpackGray(bytes, from, rows[y]);
      } else {
        unpackRgb(bytes, from, rows[y]);
      }
    }
    return new RgbImage(width, rows.length, rows);
  }

  private static void unpackGray(ByteBuffer samples, int from, int[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = (samples.get(from + x) & 0xFF) * 0x010101;
    }
  }

  /** Four pixels of three words at a time; behind the last sample there is one to spare. */
  private static void unpackRgb(ByteBuffer samples, int from, int[] row) {
    int x = 0;
    int at = from;
    for (; x + 4 <= row.length; x += 4, at += 12) {
      int a = samples.getInt(at);
      int b = samples.getInt(at + 4);
      int c = samples.getInt(at + 8);
      row[x] = a >>> 8;
      row[x + 1] = ((a & 0xFF) << 16) | (b >>> 16);
      row[x + 2] = ((b & 0xFFFF) << 8) | (c >>> 24);
      row[x + 3] = c & 0xFFFFFF;
    }
    for (; x < row.length; x++, at += 3) {
      row[x] = samples.getInt(at) >>> 8;
    }
  }
}
