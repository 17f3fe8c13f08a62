package org.tagwright.torchfile.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts pickles together operation by operation, also such as no pickler would write. */
public final class PickleAssembler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PickleAssembler() {
    op(Opcodes.PROTO).raw(2);
  }

  public PickleAssembler op(int... opcodes) {
    return raw(opcodes);
  }

  public PickleAssembler raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  public PickleAssembler global(String module, String name) {
    out.write(Opcodes.GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public PickleAssembler text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op(Opcodes.BINUNICODE).length4(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  public PickleAssembler length4(int length) {
    byte[] bytes = new byte[4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
    out.writeBytes(bytes);
    return this;
  }

  public PickleAssembler length8(long length) {
    return length4((int) length).length4((int) (length >>> 32));
  }

  public PickleAssembler integer(long value) {
    return op(Opcodes.LONG1).raw(8).length8(value);
  }

  public PickleAssembler longs(long... values) {
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
  public PickleAssembler legacyStorage(String type, String key, long count) {
    op(Opcodes.MARK).text("storage").global("torch", type).text(key).text("cpu").integer(count);
    return op(Opcodes.NONE, Opcodes.TUPLE, Opcodes.BINPERSID);
  }

  /** A tensor of the float32 storage {@code key}. */
  public PickleAssembler tensor(String key, long count, long offset, long[] shape, long[] stride) {
    global("torch._utils", "_rebuild_tensor_v2").op(Opcodes.MARK);
    storage("FloatStorage", key, count).view(offset, shape, stride);
    return op(Opcodes.TUPLE, Opcodes.REDUCE);
  }

  public PickleAssembler view(long offset, long[] shape, long[] stride) {
    return integer(offset).longs(shape).longs(stride).op(Opcodes.NEWFALSE, Opcodes.NONE);
  }

  public byte[] stop() {
    op(Opcodes.STOP);
    return out.toByteArray();
  }
}
