package org.tagwright.image;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The few functions of libtiff that read one strip from memory, at once or by rows. Names, order
 * and meaning are those of its header {@code tiffio.h}; {@code tmsize_t} and {@code toff_t} have 64
 * bits everywhere.
 */
interface LibTiff extends Library {
  /** Pseudo tag, for this process only: what a strip of JPEG comes out as. */
  int JPEG_COLOR_MODE = 65538;

  int JPEG_COLOR_MODE_RGB = 1;

  /** Reads or writes {@code length} bytes at the place that was sought last. */
  interface Transfer extends Callback {
    long transfer(Pointer handle, Pointer buffer, long length);
  }

  interface Seek extends Callback {
    long seek(Pointer handle, long offset, int whence);
  }

  interface Close extends Callback {
    int close(Pointer handle);
  }

  interface Size extends Callback {
    long size(Pointer handle);
  }

  /** Tells where the whole content lies in memory. */
  interface Map extends Callback {
    int map(Pointer handle, Pointer address, Pointer size);
  }

  interface Unmap extends Callback {
    void unmap(Pointer handle, Pointer address, long size);
  }

  /** Returns {@code null} where the content cannot be opened. */
  Pointer TIFFClientOpen(
      String name,
      String mode,
      Pointer handle,
      Transfer read,
      Transfer write,
      Seek seek,
      Close close,
      Size size,
      Map map,
      Unmap unmap);

  int TIFFSetField(Pointer tiff, int tag, Object... values);

  /** Returns how many bytes were read, -1 where that failed. */
  long TIFFReadEncodedStrip(Pointer tiff, int strip, Pointer buffer, long size);

  /** Reads rows in their order. Returns 1, or -1 where that failed. */
  int TIFFReadScanline(Pointer tiff, Pointer buffer, int row, short sample);

  void TIFFClose(Pointer tiff);

  Pointer TIFFSetErrorHandler(Pointer handler);

  Pointer TIFFSetWarningHandler(Pointer handler);
}
