package org.tagwright.torchfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one or more pickles, in memory. Every read says first how much it wants, so that a
 * declared length is compared with what is there before anything is allocated.
 */
final class PickleInput extends InputStream {
  private static final int LONGEST_LINE = 256;

  private final ByteBuffer bytes;

  PickleInput(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How far reading has come. */
  int position() {
    return bytes.position();
  }

  @Override
  public int read() {
    return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (!bytes.hasRemaining()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, offset, count);
    return count;
  }

  int readUnsignedByte() throws IOException {
    require(1);
    return bytes.get() & 0xFF;
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
