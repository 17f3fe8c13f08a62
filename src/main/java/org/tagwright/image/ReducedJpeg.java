package org.tagwright.image;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Reads JPEGs at a half, a quarter or an eighth of their size with Leptonica, which lets
 * libjpeg-turbo leave the rest out: for looking at, and for a network as {@link LargePhoto} says.
 */
final class ReducedJpeg {
  /** A progressive one keeps all its coefficients meanwhile. */
  private static final int BYTES_PER_PIXEL = 3;

  private static final int NO_MESSAGES = 6;
  private static final int GRAY_BITS = 8;
  private static final int COLOUR_BITS = 32;

  /** From {@code allheaders.h}; {@code size_t} has 64 bits on all systems that we run on. */
  interface Leptonica extends Library {
    /** Returns {@code null} where it cannot be decoded. */
    Pointer pixReadMemJpeg(
        Pointer data, long size, int colourMap, int reduction, IntByReference warnings, int hint);

    int pixGetWidth(Pointer pix);

    int pixGetHeight(Pointer pix);

    int pixGetDepth(Pointer pix);

    /** Words of 32 bits in a row. */
    int pixGetWpl(Pointer pix);

    Pointer pixGetData(Pointer pix);

    void pixDestroy(PointerByReference pix);

    int setMsgSeverity(int severity);
  }

  private static final Leptonica LIBRARY = load();

  private ReducedJpeg() {}

  private static Leptonica load() {
    Leptonica library = NativeImages.load(Leptonica.class);
    if (library != null) {
      library.setMsgSeverity(NO_MESSAGES); // what is wrong, the caller says
    }
    return library;
  }

  /**
   * @param header its header, which tells of one or three components
   * @param reduction 2, 4 or 8
   * @return {@code null} where it is damaged or not to be read here
   */
  static RgbImage read(byte[] content, JpegHeader header, int reduction)
      throws ImageUnreadableException {
    return LIBRARY == null
        ? null
        : ImageMemory.within(
            header.width(), header.height(), BYTES_PER_PIXEL, () -> decoded(content, reduction));
  }

  private static RgbImage decoded(byte[] content, int reduction) {
    IntByReference warnings = new IntByReference();
    try (Memory data = new Memory(content.length)) {
      data.write(0, content, 0, content.length);
      Pointer pix = LIBRARY.pixReadMemJpeg(data, content.length, 0, reduction, warnings, 0);
      if (pix == null) {
        return null;
      }
      try {
        return warnings.getValue() > 0 ? null : rgb(pix);
      } finally {
        LIBRARY.pixDestroy(new PointerByReference(pix));
      }
    }
  }

  private static RgbImage rgb(Pointer pix) {
    int depth = LIBRARY.pixGetDepth(pix);
    if (depth != GRAY_BITS && depth != COLOUR_BITS) {
      return null;
    }
    int rowBytes = LIBRARY.pixGetWpl(pix) * Integer.BYTES;
    Pointer data = LIBRARY.pixGetData(pix);
    int[] row = new int[LIBRARY.pixGetWidth(pix)];
    RgbImage.Builder image = new RgbImage.Builder(row.length, LIBRARY.pixGetHeight(pix));
    for (int y = 0; y < LIBRARY.pixGetHeight(pix); y++) {
      int[] words = data.getIntArray((long) y * rowBytes, rowBytes / Integer.BYTES);
      for (int x = 0; x < row.length; x++) {
        row[x] =
            depth == COLOUR_BITS
                ? words[x] >>> 8
                : (words[x / 4] >>> (24 - x % 4 * 8) & 0xFF) * 0x010101;
      }
      image.add(row);
    }
    return image.build();
  }
}
