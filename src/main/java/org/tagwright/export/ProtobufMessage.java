package org.tagwright.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in Protocol Buffers' wire format. Its length is known before it is written, so that
 * large contents are fetched only while they are.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** What writes a part of a message. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final List<Content> parts = new ArrayList<>();
  private long length;

  long length() {
    return length;
  }

  ProtobufMessage number(int field, long value) {
    return bytes(varint(tag(field, VARINT))).bytes(varint(value));
  }

  ProtobufMessage number(int field, float value) {
    bytes(varint(tag(field, FIXED32)));
    return bytes(
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
  }

  ProtobufMessage text(int field, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return content(field, bytes.length, out -> out.write(bytes));
  }

  ProtobufMessage message(int field, ProtobufMessage message) {
    return content(field, message.length, message::writeTo);
  }

  /** Bytes of that length, which {@code content} will write. */
  ProtobufMessage content(int field, long bytes, Content content) {
    bytes(varint(tag(field, LENGTH_DELIMITED))).bytes(varint(bytes));
    parts.add(content);
    length += bytes;
    return this;
  }

  void writeTo(OutputStream out) throws IOException {
    for (Content part : parts) {
      part.writeTo(out);
    }
  }

  private ProtobufMessage bytes(byte[] bytes) {
    parts.add(out -> out.write(bytes));
    length += bytes.length;
    return this;
  }

  private static long tag(int field, int type) {
    return (long) field << 3 | type;
  }

  /** Seven bits a byte, the lowest first. */
  private static byte[] varint(long value) {
    int size = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (((value >>> (7 * i)) & 0x7F) | (i < size - 1 ? 0x80 : 0));
    }
    return bytes;
  }
}
