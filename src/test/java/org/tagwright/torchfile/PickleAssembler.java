package org.tagwright.torchfile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts pickles together operation by operation, also such as no pickler would write. */
final class PickleAssembler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleAssembler() {
    op(Opcodes.PROTO).raw(2);
  }

  PickleAssembler op(int... opcodes) {
    return raw(opcodes);
  }

  PickleAssembler raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  PickleAssembler global(String module, String name) {
    out.write(Opcodes.GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleAssembler text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op(Opcodes.BINUNICODE).length4(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  PickleAssembler length4(int length) {
    byte[] bytes = new byte[4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
    out.writeBytes(bytes);
    return this;
  }

  PickleAssembler length8(long length) {
    return length4((int) length).length4((int) (length >>> 32));
  }

  PickleAssembler integer(long value) {
    return op(Opcodes.LONG1).raw(8).length8(value);
  }

  PickleAssembler longs(long... values) {
    op(Opcodes.MARK);
    for (long value : values) {
      integer(value);
    }
    return op(Opcodes.TUPLE);
  }

  PickleAssembler storage(String type, String key, long count) {
    op(Opcodes.MARK).text("storage").global("torch", type).text(key).text("cpu").integer(count);
    return op(Opcodes.TUPLE, Opcodes.BINPERSID);
  }

  /** As {@code storage} in the legacy format, where None says that it is no view. */
  PickleAssembler legacyStorage(String type, String key, long count) {
    op(Opcodes.MARK).text("storage").global("torch", type).text(key).text("cpu").integer(count);
    return op(Opcodes.NONE, Opcodes.TUPLE, Opcodes.BINPERSID);
  }

  /** A tensor of the float32 storage {@code key}. */
  PickleAssembler tensor(String key, long count, long offset, long[] shape, long[] stride) {
    global("torch._utils", "_rebuild_tensor_v2").op(Opcodes.MARK);
    storage("FloatStorage", key, count).view(offset, shape, stride);
    return op(Opcodes.TUPLE, Opcodes.REDUCE);
  }

  PickleAssembler view(long offset, long[] shape, long[] stride) {
    return integer(offset).longs(shape).longs(stride).op(Opcodes.NEWFALSE, Opcodes.NONE);
  }

  byte[] stop() {
    op(Opcodes.STOP);
    return out.toByteArray();
  }
}
