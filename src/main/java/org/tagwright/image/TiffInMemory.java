package org.tagwright.image;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * A TIFF image in native memory with a JPEG as its only strip, and libtiff's way to it. The tags
 * are those of TIFF 6.0 and its Technical Note 2.
 */
final class TiffInMemory {
  /**
   * The few functions of libtiff that read one strip from memory, at once or by rows. Names, order
   * and meaning are those of its header {@code tiffio.h}; {@code tmsize_t} and {@code toff_t} have
   * 64 bits everywhere.
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

    /** Gives the address and length of the whole content in memory. */
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

  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTE_COUNTS = 279;
  private static final int YCC_SUBSAMPLING = 530;
  private static final int TAGS = 10;

  private static final int COMPRESSION_JPEG = 7;
  private static final int GRAY = 1;
  private static final int RGB = 2;
  private static final int YCC = 6;

  private static final short SHORT = 3;
  private static final short LONG = 4;

  /** "II", for the order of bytes, and 42, by which a TIFF is known. */
  private static final int MAGIC = 42 << 16 | 'I' << 8 | 'I';

  private static final int HEADER_BYTES = 8;
  private static final int TAG_BYTES = 12;
  private static final int BITS_BYTES = 3 * Short.BYTES;
  private static final int BITS_AT = HEADER_BYTES + Short.BYTES + TAGS * TAG_BYTES + Integer.BYTES;
  private static final int JPEG_AT = BITS_AT + BITS_BYTES;

  private static final LibTiff.Transfer READ = TiffInMemory::read;
  private static final LibTiff.Transfer WRITE = (handle, buffer, length) -> 0;
  private static final LibTiff.Seek SEEK = TiffInMemory::seek;
  private static final LibTiff.Close CLOSE = handle -> 0;
  private static final LibTiff.Size SIZE = TiffInMemory::size;
  private static final LibTiff.Map MAP = TiffInMemory::map;
  private static final LibTiff.Unmap UNMAP = (handle, address, size) -> {};

  /** Before the image: its bytes, and the place that was sought last. */
  private static final int SIZE_AT = 0;

  private static final int PLACE_AT = 8;
  private static final int IMAGE_AT = 16;

  private final Pointer memory;
  private long at;

  private TiffInMemory(Pointer memory) {
    this.memory = memory;
    this.at = IMAGE_AT;
  }

  /** How much memory the image of a JPEG takes. */
  static long bytes(byte[] jpeg) {
    return (long) IMAGE_AT + JPEG_AT + jpeg.length;
  }

  /**
   * @param jpeg a whole file
   * @param header its header
   * @param memory {@link #bytes} of it are written
   */
  static void put(byte[] jpeg, JpegHeader header, Pointer memory) {
    memory.setLong(SIZE_AT, (long) JPEG_AT + jpeg.length);
    memory.setLong(PLACE_AT, 0);
    int components = header.components();
    int photometric = components == 1 ? GRAY : header.ycc() ? YCC : RGB;
    TiffInMemory tiff = new TiffInMemory(memory);
    tiff.put(MAGIC);
    tiff.put(HEADER_BYTES);
    tiff.put((short) TAGS);
    tiff.put(IMAGE_WIDTH, LONG, 1, header.width());
    tiff.put(IMAGE_LENGTH, LONG, 1, header.height());
    tiff.put(BITS_PER_SAMPLE, SHORT, components, components == 1 ? Byte.SIZE : BITS_AT);
    tiff.put(COMPRESSION, SHORT, 1, COMPRESSION_JPEG);
    tiff.put(PHOTOMETRIC, SHORT, 1, photometric);
    tiff.put(STRIP_OFFSETS, LONG, 1, JPEG_AT);
    tiff.put(SAMPLES_PER_PIXEL, SHORT, 1, components);
    tiff.put(ROWS_PER_STRIP, LONG, 1, header.height());
    tiff.put(STRIP_BYTE_COUNTS, LONG, 1, jpeg.length);
    tiff.put(YCC_SUBSAMPLING, SHORT, 2, header.vertical() << 16 | header.horizontal());
    tiff.put(0); // no further image
    for (int i = 0; i < 3; i++) {
      tiff.put((short) Byte.SIZE);
    }
    memory.write(tiff.at, jpeg, 0, jpeg.length);
  }

  private void put(int tag, short type, int count, int value) {
    put((short) tag);
    put(type);
    put(count);
    put(value);
  }

  private void put(int value) {
    memory.setInt(at, value);
    at += Integer.BYTES;
  }

  private void put(short value) {
    memory.setShort(at, value);
    at += Short.BYTES;
  }

  /** Returns {@code null} where libtiff cannot take it. */
  static Pointer open(LibTiff library, Pointer file) {
    return library.TIFFClientOpen("JPEG", "r", file, READ, WRITE, SEEK, CLOSE, SIZE, MAP, UNMAP);
  }

  private static long size(Pointer file) {
    return file.getLong(SIZE_AT);
  }

  private static long read(Pointer file, Pointer buffer, long length) {
    long place = file.getLong(PLACE_AT);
    int count = (int) Math.max(0, Math.min(length, size(file) - place));
    buffer.write(0, file.getByteArray(IMAGE_AT + place, count), 0, count);
    file.setLong(PLACE_AT, place + count);
    return count;
  }

  private static long seek(Pointer file, long offset, int whence) {
    long from = whence == 0 ? 0 : whence == 1 ? file.getLong(PLACE_AT) : size(file);
    file.setLong(PLACE_AT, from + offset);
    return from + offset;
  }

  private static int map(Pointer file, Pointer address, Pointer size) {
    address.setPointer(0, file.share(IMAGE_AT));
    size.setLong(0, size(file));
    return 1;
  }
}
