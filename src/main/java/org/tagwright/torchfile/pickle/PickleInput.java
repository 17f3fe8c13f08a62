package org.tagwright.torchfile.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.tagwright.torchfile.tensor.MalformedFileException;

/**
 * The bytes of one or more pickles, in memory. Every read says first how much it wants, so that a
 * declared length is compared with what is there before anything is allocated.
 */
final class PickleInput {
  private static final int LONGEST_LINE = 256;

  private final ByteBuffer bytes;

  PickleInput(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How far reading has come. */
  int position() {
    return bytes.position();
  }

  /** A copy of all that was read. */
  ByteBuffer consumed() {
    return ByteBuffer.allocate(position()).put(bytes.duplicate().flip()).flip();
  }

  int readUnsignedByte() throws IOException {
    require(1);
    return bytes.get() & 0xFF;
  }

  int readUnsignedShort() throws IOException {
    require(2);
    return Short.toUnsignedInt(bytes.getShort());
  }

  int readInt4() throws IOException {
    require(4);
    return bytes.getInt();
  }

  /** Big-endian, alone among pickle's numbers. */
  double readDouble() throws IOException {
    require(8);
    return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
  }

  void skip(int length) throws IOException {
    require(length);
    bytes.position(bytes.position() + length);
  }

  /** A little-endian 4-byte length. */
  long readLength4() throws IOException {
    require(4);
    return Integer.toUnsignedLong(bytes.getInt());
  }

  /** A little-endian 8-byte length. */
  long readLength8() throws IOException {
    require(8);
    return bytes.getLong();
  }

  byte[] readBytes(long length) throws IOException {
    require(length);
    byte[] result = new byte[(int) length];
    bytes.get(result);
    return result;
  }

  String readText(long length) throws IOException {
    return new String(readBytes(length), StandardCharsets.UTF_8);
  }

  /** Up to the next newline, which is consumed. */
  String readLine() throws IOException {
    int length = 0;
    int start = bytes.position();
    while (readUnsignedByte() != '\n') {
      if (++length > LONGEST_LINE) {
        throw new MalformedFileException("a name in its pickle is too long");
      }
    }
    byte[] line = new byte[length];
    bytes.get(start, line);
    return new String(line, StandardCharsets.ISO_8859_1);
  }

  private void require(long length) throws IOException {
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedFileException(
          "its pickle ends too early (%s bytes wanted, %d left)"
              .formatted(Long.toUnsignedString(length), bytes.remaining()));
    }
  }
}
