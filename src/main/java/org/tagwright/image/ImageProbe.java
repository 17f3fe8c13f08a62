package org.tagwright.image;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

/** Tells cheaply whether a file is a whole image that {@link ImageDecoder} can read. */
public final class ImageProbe {
  /** How closely the images are looked at. */
  public enum Depth {
    /**
     * Structure only: the format's headers, and that the file is whole to its end marker. Finds
     * text files, truncated and empty ones; a few reads an image, so that 100,000 images take
     * seconds. What it cannot find — damage amid the pixels — mostly does not stop a decoder.
     */
    STRUCTURE,
    /** Every image is decoded. */
    DECODE,
    /** Every image that was not decoded before, or has changed since. */
    DECODE_CHANGED
  }

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_HEADER = 0x49484452; // "IHDR"
  private static final int PNG_END = 0x49454E44; // "IEND"

  /** "eXIf", "iTXt", "tEXt", "zTXt". */
  private static final Set<Integer> PNG_METADATA =
      Set.of(0x65584966, 0x69545874, 0x74455874, 0x7A545874);

  /** Of metadata that a probe keeps: more than any camera writes. */
  private static final int MOST_METADATA = 1 << 20;

  /**
   * What the file says before its pixels.
   *
   * @param width as stored, pixels
   * @param height as stored, pixels
   * @param turned whether its EXIF orientation is another than upright
   */
  public record Header(int width, int height, boolean turned) {}

  private final FileChannel file;
  private final long length;

  private ImageProbe(FileChannel file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  /**
   * @return what it says of itself
   * @throws ImageUnreadableException where it is no whole image; the message names no path
   * @throws IOException where the file cannot be read
   */
  public static Header check(Path path, Depth depth) throws IOException {
    if (depth != Depth.STRUCTURE) {
      return decode(path);
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() == 0) {
        throw new ImageUnreadableException("the file is empty");
      }
      ImageProbe probe = new ImageProbe(file);
      ByteBuffer start = probe.upTo(0, 12);
      if (start.remaining() >= 2 && (start.getShort(0) & 0xFFFF) == 0xFFD8) {
        return probe.jpeg();
      }
      if (start.remaining() >= 8 && start.getLong(0) == PNG_SIGNATURE) {
        return probe.png();
      }
    } catch (EOFException e) {
      throw new ImageUnreadableException("it is cut off", e);
    }
    return decode(path); // the others are rare, or quickly decoded
  }

  private static Header decode(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    return RgbReader.read(
        content, ExifOrientation.IGNORE, image -> header(image.width(), image.height(), content));
  }

  private static Header header(int width, int height, byte[] metadata) {
    return new Header(width, height, OrientationTag.of(metadata) != OrientationTag.UPRIGHT);
  }

  /** Marker by marker to the first scan, then the end marker at the end of the file. */
  private Header jpeg() throws IOException {
    Header size = null;
    boolean metadata = false;
    long at = 2;
    while (true) {
      ByteBuffer segment = exactly(at, 4);
      int marker = segment.getShort(0) & 0xFFFF;
      if (marker == 0xFFFF) {
        at++; // fill byte
        continue;
      }
      if (marker < 0xFF01 || marker == 0xFFD9) {
        throw new ImageUnreadableException("its JPEG structure is damaged at byte " + at);
      }
      if (marker == 0xFFDA) {
        break;
      }
      metadata |= marker == 0xFFE1;
      if (isFrame(marker)) {
        size = frame(marker, exactly(at + 4, 6));
      }
      boolean alone = marker == 0xFF01 || (marker >= 0xFFD0 && marker <= 0xFFD7);
      at += alone ? 2 : 2 + (segment.getShort(2) & 0xFFFF);
    }
    if (size == null) {
      throw new ImageUnreadableException("its JPEG structure is damaged: pixels without a header");
    }
    requireEndMarker(at);
    return metadata
        ? header(size.width, size.height, exactly(0, Math.toIntExact(at)).array())
        : size;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xFFC0
        && marker <= 0xFFCF
        && marker != 0xFFC4
        && marker != 0xFFC8
        && marker != 0xFFCC;
  }

  private static Header frame(int marker, ByteBuffer frame) throws ImageUnreadableException {
    if (marker > 0xFFC2 && marker != 0xFFC9 && marker != 0xFFCA) {
      throw new ImageUnreadableException(
          "it is a JPEG of a rare kind (lossless or hierarchical); save it as a usual one");
    }
    int bits = frame.get(0);
    int height = frame.getShort(1) & 0xFFFF;
    int width = frame.getShort(3) & 0xFFFF;
    int components = frame.get(5);
    if (bits != 8 || (components != 1 && components != 3 && components != 4)) {
      throw new ImageUnreadableException(
          "it is a JPEG of %d bits and %d channels; save it as RGB with 8 bits"
              .formatted(bits, components));
    }
    RgbReader.checkSize(width, height);
    return new Header(width, height, false);
  }

  /** Most files end with it: two bytes then tell, else it is looked for. */
  private void requireEndMarker(long after) throws IOException {
    if (length >= after + 2 && (exactly(length - 2, 2).getShort(0) & 0xFFFF) == 0xFFD9) {
      return;
    }
    JpegEnd.require(exactly(0, Math.toIntExact(length)).array());
  }

  /** Chunk by chunk to IEND; their lengths must fit the file. */
  private Header png() throws IOException {
    Header size = null;
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    metadata.write(exactly(0, 8).array());
    long at = 8;
    while (true) {
      ByteBuffer head = exactly(at, 8);
      int type = head.getInt(4);
      if (size == null) {
        size = pngSize(type, at);
      }
      long from = at;
      at += (head.getInt(0) & 0xFFFFFFFFL) + 12;
      if (at > length) {
        throw new EOFException();
      }
      if (PNG_METADATA.contains(type) && at - from < MOST_METADATA - metadata.size()) {
        metadata.write(exactly(from, (int) (at - from)).array());
      }
      if (type == PNG_END) {
        return header(size.width, size.height, metadata.toByteArray());
      }
    }
  }

  private Header pngSize(int firstChunk, long at) throws IOException {
    if (firstChunk != PNG_HEADER) {
      throw new ImageUnreadableException("its PNG structure is damaged");
    }
    ByteBuffer header = exactly(at + 8, 8);
    RgbReader.checkSize(header.getInt(0) & 0xFFFFFFFFL, header.getInt(4) & 0xFFFFFFFFL);
    return new Header(header.getInt(0), header.getInt(4), false);
  }

  private ByteBuffer exactly(long at, int bytes) throws IOException {
    ByteBuffer read = upTo(at, bytes);
    if (read.remaining() < bytes) {
      throw new EOFException();
    }
    return read;
  }

  private ByteBuffer upTo(long at, int bytes) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(bytes);
    int read = 0;
    while (read >= 0 && into.hasRemaining()) {
      read = file.read(into, at + into.position());
    }
    return into.flip();
  }
}
