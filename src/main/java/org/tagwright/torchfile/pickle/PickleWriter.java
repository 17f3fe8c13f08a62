package org.tagwright.torchfile.pickle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * Pickles (protocol 2) what {@link TorchWriter} takes, the way {@code torch.save} does: a tensor is
 * a call of {@code _rebuild_tensor_v2} on the persistent id of its storage.
 */
public final class PickleWriter {
  private static final int PROTOCOL = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final IdentityHashMap<TorchStorage, String> keys = new IdentityHashMap<>();
  private final List<TorchStorage> storages = new ArrayList<>();

  public byte[] pickle(Object root) {
    try {
      out.write(Opcodes.PROTO);
      out.write(PROTOCOL);
      write(root);
      out.write(Opcodes.STOP);
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** The storages met, the one with key {@code "0"} first. */
  public List<TorchStorage> storages() {
    return storages;
  }

  private void write(Object value) throws IOException {
    if (value == null) {
      out.write(Opcodes.NONE);
    } else if (value instanceof Boolean flag) {
      out.write(flag ? Opcodes.NEWTRUE : Opcodes.NEWFALSE);
    } else if (value instanceof Integer || value instanceof Long) {
      writeInteger(((Number) value).longValue());
    } else if (value instanceof BigInteger big) {
      writeLong(big);
    } else if (value instanceof Double || value instanceof Float) {
      out.write(Opcodes.BINFLOAT);
      out.writeDouble(((Number) value).doubleValue());
    } else if (value instanceof String text) {
      writeText(text);
    } else if (value instanceof TorchTuple tuple) {
      writeTuple(tuple.items());
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof Collection<?> list) {
      out.write(Opcodes.EMPTY_LIST);
      out.write(Opcodes.MARK);
      for (Object item : list) {
        write(item);
      }
      out.write(Opcodes.APPENDS);
    } else if (value instanceof TorchTensor tensor) {
      writeTensor(tensor);
    } else if (value instanceof TorchStorage storage) {
      writeStorage(storage);
    } else if (value instanceof PythonName name) {
      writeGlobal(name.name());
    } else if (value instanceof PythonCall call) {
      writeGlobal(call.function());
      writeTuple(call.arguments().items());
      out.write(Opcodes.REDUCE);
    } else {
      throw new IllegalArgumentException("a PyTorch file cannot hold a " + value.getClass());
    }
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    if (map instanceof OrderedDict) {
      writeEmptyOrderedDict();
    } else {
      out.write(Opcodes.EMPTY_DICT);
    }
    out.write(Opcodes.MARK);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      write(StateDictUnpickler.requireKey(entry.getKey()));
      write(entry.getValue());
    }
    out.write(Opcodes.SETITEMS);
  }

  private void writeEmptyOrderedDict() throws IOException {
    writeGlobal("collections", "OrderedDict");
    out.write(Opcodes.EMPTY_TUPLE);
    out.write(Opcodes.REDUCE);
  }

  /** _rebuild_tensor_v2(storage, offset, shape, stride, requires_grad, backward_hooks) */
  private void writeTensor(TorchTensor tensor) throws IOException {
    writeGlobal("torch._utils", "_rebuild_tensor_v2");
    out.write(Opcodes.MARK);
    writeStorage(tensor.storage());
    writeInteger(tensor.offset());
    writeLongs(tensor.shape());
    writeLongs(tensor.stride());
    out.write(Opcodes.NEWFALSE);
    writeEmptyOrderedDict();
    out.write(Opcodes.TUPLE);
    out.write(Opcodes.REDUCE);
  }

  private void writeStorage(TorchStorage storage) throws IOException {
    if (storage.type().storageClass() == null) {
      throw new IllegalArgumentException("a tensor of type " + storage.type().torchName());
    }
    String key = keys.get(storage);
    if (key == null) {
      key = Integer.toString(storages.size());
      keys.put(storage, key);
      storages.add(storage);
    }
    out.write(Opcodes.MARK);
    writeText("storage");
    writeGlobal("torch", storage.type().storageClass());
    writeText(key);
    writeText("cpu");
    writeInteger(storage.elementCount());
    out.write(Opcodes.TUPLE);
    out.write(Opcodes.BINPERSID);
  }

  private void writeLongs(long[] values) throws IOException {
    List<Object> items = new ArrayList<>();
    for (long value : values) {
      items.add(value);
    }
    writeTuple(items);
  }

  private void writeTuple(List<?> items) throws IOException {
    if (items.isEmpty()) {
      out.write(Opcodes.EMPTY_TUPLE);
      return;
    }
    out.write(Opcodes.MARK);
    for (Object item : items) {
      write(item);
    }
    out.write(Opcodes.TUPLE);
  }

  private void writeInteger(long value) throws IOException {
    if (value == (int) value) {
      out.write(Opcodes.BININT);
      out.writeInt(Integer.reverseBytes((int) value));
    } else {
      writeLong(BigInteger.valueOf(value));
    }
  }

  private void writeLong(BigInteger value) throws IOException {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length > 0xFF) {
      throw new IllegalArgumentException("an integer of " + bigEndian.length + " bytes");
    }
    out.write(Opcodes.LONG1);
    out.write(bigEndian.length);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      out.write(bigEndian[i]);
    }
  }

  private void writeText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write(Opcodes.BINUNICODE);
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }

  /** By its full name; until protocol 3 Python's own module had another one. */
  private void writeGlobal(String full) throws IOException {
    int dot = full.lastIndexOf('.');
    String module = full.substring(0, dot);
    writeGlobal(module.equals("builtins") ? "__builtin__" : module, full.substring(dot + 1));
  }

  private void writeGlobal(String module, String name) throws IOException {
    out.write(Opcodes.GLOBAL);
    out.write((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
