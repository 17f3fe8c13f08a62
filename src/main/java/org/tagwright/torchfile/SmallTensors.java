package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * Gives their elements to the small tensors among a file's metadata: scripts save scores and
 * thresholds as they come from a computation, often as views of a larger storage. A network's
 * weights and an optimizer's state stay in the file.
 */
final class SmallTensors {
  private static final int MOST_ELEMENTS = 4096;

  /** From the first to the last element of a view with gaps. */
  private static final long WIDEST_BYTES = 64 << 10;

  private static final long MOST_BYTES = 1 << 20;

  /** How many lists or dicts lie between the file's own dict and a tensor. */
  private static final int DEEPEST = 2;

  /** Bytes of a storage in the file. */
  interface Storages {
    ByteBuffer read(String key, long from, int length) throws IOException;
  }

  private final Storages storages;
  private long bytesLeft = MOST_BYTES;

  private SmallTensors(Storages storages) {
    this.storages = storages;
  }

  /** {@code root} with elements in its small tensors; dicts and lists are changed in place. */
  static Object fetch(Object root, Storages storages) throws IOException {
    return new SmallTensors(storages).fetched(root, 0);
  }

  private Object fetched(Object value, int depth) throws IOException {
    if (value instanceof TorchTensor tensor) {
      return fetched(tensor);
    }
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof List<?>) {
      @SuppressWarnings("unchecked")
      List<Object> list = (List<Object>) value;
      for (int i = 0; i < list.size(); i++) {
        list.set(i, fetched(list.get(i), depth + 1));
      }
    } else if (value instanceof TorchTuple tuple) {
      List<Object> items = new ArrayList<>();
      for (Object item : tuple.items()) {
        items.add(fetched(item, depth + 1));
      }
      return new TorchTuple(items);
    } else if (value instanceof Map<?, ?> && !isStateDict((Map<?, ?>) value)) {
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) value;
      for (Map.Entry<Object, Object> entry : map.entrySet()) {
        entry.setValue(fetched(entry.getValue(), depth + 1));
      }
    }
    return value;
  }

  /** Whether there is an entry such as {@code conv1.weight}. */
  private static boolean isStateDict(Map<?, ?> map) {
    return map.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue() instanceof TorchTensor
                    && entry.getKey() instanceof String name
                    && name.contains("."));
  }

  private TorchTensor fetched(TorchTensor tensor) throws IOException {
    TorchStorage storage = tensor.storage();
    if (!(storage.source() instanceof TorchStorage.Unread unread)
        || !tensor.type().isReadable()
        || tensor.elementCount() > MOST_ELEMENTS) {
      return tensor;
    }
    int size = tensor.type().bytes();
    long span = TorchTensor.span(tensor.shape(), tensor.stride());
    if (span * size > Math.min(WIDEST_BYTES, bytesLeft)) {
      return tensor;
    }
    bytesLeft -= span * size;
    ByteBuffer bytes =
        storages
            .read(
                unread.key(),
                unread.skipped() + tensor.offset() * size,
                Math.toIntExact(span * size))
            .asReadOnlyBuffer();
    TorchStorage window =
        new TorchStorage(
            tensor.type(), span, (from, length) -> bytes.slice((int) from, (int) length));
    return new TorchTensor(window, 0, tensor.shape(), tensor.stride());
  }
}
