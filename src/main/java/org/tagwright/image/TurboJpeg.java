package org.tagwright.image;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.tagwright.image.TiffInMemory.LibTiff;
import org.tagwright.image.resample.PackedRows;

/**
 * Reads JPEGs with libjpeg-turbo, which is what PIL does: the same pixels, to the last bit, at
 * three times the speed of the JDK's reader. It comes with {@link NativeImages}.
 *
 * <p>Leptonica's own function would copy every pixel twice, and libjpeg's ends the process at an
 * error. Between them stands libtiff, in the same file: it reads JPEG strips of TIFF images, meets
 * damage with an error code and lets libjpeg-turbo write into our memory. So a JPEG is handed to it
 * as the one strip of a TIFF image, by putting the few tags in front that such an image needs.
 *
 * <p>Where the library cannot be loaded, nothing is read here.
 */
final class TurboJpeg {
  /** Larger ones are read row by row: all at once they would be in memory twice. */
  private static final long MOST_PIXELS_AT_ONCE = 1L << 24;

  private static final int ALIGNED = 16;

  /** Enough for the samples and the file of a photo of 1000 × 1000 pixels. */
  private static final int KEPT_BYTES = 4 << 20;

  /**
   * Every image uses the same memory in turn: what is fetched and given back between the arrays of
   * a training would leave holes among them, and the process grow.
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
    LibTiff library = NativeImages.load(LibTiff.class);
    if (library != null) {
      // Its messages would go to the terminal; what is wrong, the caller says.
      library.TIFFSetErrorHandler(Pointer.NULL);
      library.TIFFSetWarningHandler(Pointer.NULL);
    }
    return library;
  }

  /**
   * @param content of a JPEG
   * @param header its header, which tells of one or three components
   * @param used an image whose rows may be overwritten, or {@code null}
   * @return {@code null} where it is damaged or not to be read here
   */
  static RgbImage read(byte[] content, JpegHeader header, RgbImage used) {
    return read(content, header, used, MOST_PIXELS_AT_ONCE);
  }

  static RgbImage read(byte[] content, JpegHeader header, RgbImage used, long mostAtOnce) {
    if (LIBRARY == null) {
      return null;
    }
    boolean byRows = (long) header.width() * header.height() > mostAtOnce;
    int rowBytes = header.width() * header.components();
    long bytes = byRows ? rowBytes : (long) rowBytes * header.height();
    long room = bytes / ALIGNED * ALIGNED + ALIGNED;
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
        ByteBuffer samples = memory.getByteBuffer(0, bytes);
        if (byRows) {
          return rows(tiff, memory, samples, header);
        }
        if (LIBRARY.TIFFReadEncodedStrip(tiff, 0, memory, bytes) != bytes) {
          return null;
        }
        return header.components() == 1
            ? gray(samples, header.width(), header.height())
            : RgbImage.ofSamples(samples, header.width(), header.height(), used);
      } finally {
        LIBRARY.TIFFClose(tiff);
      }
    } finally {
      if (!fits) {
        memory.close();
      }
    }
  }

  /** Row by row, so that the pixels are in memory once; takes a tenth longer. */
  private static RgbImage rows(Pointer tiff, Memory memory, ByteBuffer samples, JpegHeader header) {
    int[][] rows = new int[header.height()][];
    int[] gray = new int[header.width()];
    for (int y = 0; y < rows.length; y++) {
      if (LIBRARY.TIFFReadScanline(tiff, memory, y, (short) 0) != 1) {
        return null;
      }
      rows[y] = new int[PackedRows.words(header.width())];
      if (header.components() == 1) {
        spread(samples, 0, gray);
        RgbImage.pack(gray, rows[y]);
      } else {
        RgbImage.copy(samples, 0, rows[y], header.width());
      }
    }
    return new RgbImage(header.width(), rows.length, rows);
  }

  private static RgbImage gray(ByteBuffer samples, int width, int height) {
    RgbImage.Builder image = new RgbImage.Builder(width, height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      spread(samples, y * width, row);
      image.add(row);
    }
    return image.build();
  }

  private static void spread(ByteBuffer gray, int from, int[] pixels) {
    for (int x = 0; x < pixels.length; x++) {
      pixels[x] = (gray.get(from + x) & 0xFF) * 0x010101;
    }
  }
}
