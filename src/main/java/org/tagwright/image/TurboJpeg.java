package org.tagwright.image;

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

  /** Some bytes stand behind the samples: the last ones are read as a part of four. */
  private static final int ALIGNED = 16;

  /** Enough for the samples and the file of a photo of 1000 × 1000 pixels. */
  private static final int KEPT_BYTES = 4 << 20;

  /**
   * One image after the other lies in the same memory: what is fetched and given back between the
   * arrays of a training would leave holes among them, and the process grow.
   */
  private static final ThreadLocal<Memory> KEPT =
      ThreadLocal.withInitial(() -> new Memory(KEPT_BYTES));

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
   * @param used an image whose rows may be overwritten, or {@code null}
   * @return {@code null} where it is damaged or not to be read here
   */
  static RgbImage read(byte[] content, JpegHeader header, RgbImage used) {
    long pixels = (long) header.width() * header.height();
    if (LIBRARY == null || pixels > MOST_PIXELS) {
      return null;
    }
    long bytes = pixels * header.components();
    long room = bytes / ALIGNED * ALIGNED + 2 * ALIGNED;
    long needed = room + TiffInMemory.bytes(content);
    boolean fits = needed <= KEPT_BYTES;
    Memory memory = fits ? KEPT.get() : new Memory(needed);
    try {
      Pointer file = memory.share(room);
      TiffInMemory.put(content, header, file);
      Pointer tiff = TiffInMemory.open(LIBRARY, file);
      if (tiff == null) {
        return null;
      }
      try {
        if (header.ycc()) {
          LIBRARY.TIFFSetField(tiff, LibTiff.JPEG_COLOR_MODE, LibTiff.JPEG_COLOR_MODE_RGB);
        }
        if (LIBRARY.TIFFReadEncodedStrip(tiff, 0, memory, bytes) != bytes) {
          return null;
        }
      } finally {
        LIBRARY.TIFFClose(tiff);
      }
      return image(memory.getByteBuffer(0, room), header, used);
    } finally {
      if (!fits) {
        memory.close();
      }
    }
  }

  private static RgbImage image(ByteBuffer samples, JpegHeader header, RgbImage used) {
    ByteBuffer bytes = samples.order(ByteOrder.LITTLE_ENDIAN);
    int width = header.width();
    if (header.components() == 1) {
      return gray(bytes, width, header.height());
    }
    boolean fits = used != null && used.width() == width && used.height() == header.height();
    int[][] rows = fits ? used.rows() : new int[header.height()][RgbImage.words(width)];
    int length = width * 3;
    for (int y = 0; y < rows.length; y++) {
      int from = y * length;
      int whole = length / 4;
      bytes.slice(from, length).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(rows[y], 0, whole);
      if (whole * 4 < length) {
        rows[y][whole] = bytes.getInt(from + whole * 4);
      }
    }
    return new RgbImage(width, rows.length, rows);
  }

  private static RgbImage gray(ByteBuffer samples, int width, int height) {
    int[][] pixels = new int[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y][x] = (samples.get(y * width + x) & 0xFF) * 0x010101;
      }
    }
    return RgbImage.ofPixels(width, pixels);
  }
}
