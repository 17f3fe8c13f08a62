package org.tagwright.image;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads WebP images with libwebp. Of the container only the first frame's pixels are taken: alpha
 * is dropped anyway, and an animation's first frame stands on a black canvas, as PIL has it.
 */
final class WebP {
  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;
  private static final int EXTENDED = 0x58385056; // "VP8X"
  private static final int FRAME = 0x464D4E41; // "ANMF"
  private static final int LOSSY = 0x20385056; // "VP8 "
  private static final int LOSSLESS = 0x4C385056; // "VP8L"
  private static final int HEADER_BYTES = 12;
  private static final int FRAME_HEADER_BYTES = 16;

  /** From {@code webp/decode.h}; {@code size_t} has 64 bits on all systems that we run on. */
  interface LibWebP extends Library {
    /** Returns 0 where it is no WebP. */
    int WebPGetInfo(Pointer data, long size, int[] width, int[] height);

    /** Returns {@code null} where it cannot be decoded. */
    Pointer WebPDecodeRGBInto(Pointer data, long size, Pointer into, long intoSize, int stride);
  }

  private static final LibWebP LIBRARY = NativeImages.load(LibWebP.class);

  private final ByteBuffer content;
  private int canvasWidth;
  private int canvasHeight;
  private int left;
  private int top;

  private WebP(byte[] content) {
    this.content = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  static boolean is(byte[] content) {
    ByteBuffer start = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    return content.length > HEADER_BYTES && start.getInt(0) == RIFF && start.getInt(8) == WEBP;
  }

  static <T> T read(byte[] content, RgbReader.Use<T> use) throws ImageUnreadableException {
    if (LIBRARY == null) {
      throw new ImageUnreadableException("WebP images cannot be read on this system");
    }
    try {
      return new WebP(content).read(use);
    } catch (IndexOutOfBoundsException e) {
      throw new ImageUnreadableException("it is cut off", e);
    }
  }

  private <T> T read(RgbReader.Use<T> use) throws ImageUnreadableException {
    ByteBuffer frame = pixelChunk(HEADER_BYTES, content.capacity());
    try (Memory file = new Memory(HEADER_BYTES + frame.remaining())) {
      ByteBuffer out = file.getByteBuffer(0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
      out.putInt(RIFF).putInt((int) file.size() - 8).putInt(WEBP).put(frame);
      int[] width = new int[1];
      int[] height = new int[1];
      if (LIBRARY.WebPGetInfo(file, file.size(), width, height) == 0) {
        throw new ImageUnreadableException("its WebP structure is damaged");
      }
      int canvasWide = Math.max(canvasWidth, left + width[0]);
      int canvasHigh = Math.max(canvasHeight, top + height[0]);
      RgbReader.checkSize(canvasWide, canvasHigh);
      return ImageMemory.within(
          canvasWide, canvasHigh, 6, () -> use.of(decode(file, canvasWide, canvasHigh)));
    }
  }

  /** The chunk with the pixels of the first frame, header and padding included. */
  private ByteBuffer pixelChunk(int from, int to) throws ImageUnreadableException {
    int at = from;
    while (at + 8 <= to) {
      int type = content.getInt(at);
      long length = content.getInt(at + 4) & 0xFFFFFFFFL;
      long next = at + 8 + length + (length & 1);
      if (type == LOSSY || type == LOSSLESS) {
        return content.slice(at, (int) Math.min(next, content.capacity()) - at);
      }
      if (type == EXTENDED) {
        canvasWidth = u24(at + 12) + 1;
        canvasHeight = u24(at + 15) + 1;
      }
      if (type == FRAME) {
        left = 2 * u24(at + 8);
        top = 2 * u24(at + 11);
        return pixelChunk(at + 8 + FRAME_HEADER_BYTES, to);
      }
      if (next > to) {
        break;
      }
      at = (int) next;
    }
    throw new ImageUnreadableException("it is cut off");
  }

  private int u24(int at) {
    return (content.getShort(at) & 0xFFFF) | (content.get(at + 2) & 0xFF) << 16;
  }

  private RgbImage decode(Memory file, int canvasWide, int canvasHigh)
      throws ImageUnreadableException {
    int stride = canvasWide * 3;
    try (Memory samples = new Memory(RgbImage.room(canvasWide, canvasHigh))) {
      samples.clear();
      long offset = (long) top * stride + left * 3L;
      long size = (long) stride * canvasHigh - offset;
      if (LIBRARY.WebPDecodeRGBInto(file, file.size(), samples.share(offset), size, stride)
          == null) {
        throw new ImageUnreadableException("its WebP data is cut off or damaged");
      }
      ByteBuffer bytes = samples.getByteBuffer(0, samples.size());
      return RgbImage.ofSamples(bytes, canvasWide, canvasHigh, null);
    }
  }
}
