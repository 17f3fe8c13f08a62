package org.tagwright.torchfile;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.pickle.Operand;
import org.tagwright.torchfile.pickle.StateDictUnpickler;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTuple;
import org.tagwright.torchfile.zip.FileBytes;

/**
 * The format of {@code torch.save} before PyTorch 1.6, and of many published weights since: five
 * pickles (magic number, protocol, system, the object, the storages' keys in order), and then each
 * storage as its element count (8 bytes) and its bytes.
 */
final class LegacyFormat {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final int COUNT_BYTES = 8;

  private final FileBytes file;
  private final boolean withTensors;
  private final Map<String, Stored> storages = new HashMap<>();

  /** A storage whose place is known only once all keys are. */
  private static final class Stored {
    final TorchStorage storage;
    long position;
    TorchStorage.@Nullable Source bytes;

    Stored(String key, ElementType type, long count, boolean withTensors) {
      storage =
          new TorchStorage(
              type,
              count,
              withTensors
                  ? (from, length) -> Objects.requireNonNull(bytes).bytes(from, length)
                  : new TorchStorage.Unread(key, 0));
    }
  }

  private LegacyFormat(FileBytes file, boolean withTensors) {
    this.file = file;
    this.withTensors = withTensors;
  }

  static Object read(FileBytes file, boolean withTensors) throws IOException {
    return new LegacyFormat(file, withTensors).read();
  }

  private Object read() throws IOException {
    // The pickles come first and do not say how long they are: only what they use is paged in.
    ByteBuffer start =
        file.channel()
            .map(
                FileChannel.MapMode.READ_ONLY,
                0,
                Math.min(file.size(), TorchFile.LARGEST_PICKLE_BYTES));
    StateDictUnpickler pickles = new StateDictUnpickler(start, this::storage);
    if (!MAGIC.equals(pickles.next())) {
      throw new MalformedFileException("it is a pickle, but not one that torch.save writes");
    }
    if (!Long.valueOf(PROTOCOL).equals(pickles.next())) {
      throw new MalformedFileException("it has an unknown version of the legacy format");
    }
    if (pickles.next() instanceof Map<?, ?> system
        && Boolean.FALSE.equals(system.get("little_endian"))) {
      throw new MalformedFileException("it was written big-endian, which is not read here");
    }
    Object root = pickles.next();
    Object keys = pickles.next();
    if (!(keys instanceof List<?> order)) {
      throw new MalformedFileException("its list of storages is missing");
    }
    place(order, pickles.position());
    return withTensors
        ? root
        : SmallTensors.fetch(
            root,
            (key, from, length) ->
                file.read(Objects.requireNonNull(storages.get(key)).position + from, length));
  }

  /** Walks the storages behind the pickles; also a metadata reading sees whether they are whole. */
  private void place(List<?> order, long position) throws IOException {
    int placed = 0;
    for (Object key : order) {
      Stored stored = storages.get(String.valueOf(key));
      if (stored == null) {
        throw new MalformedFileException("its storage %s belongs to no tensor".formatted(key));
      }
      long count = file.read(position, COUNT_BYTES).getLong();
      long bytes = stored.storage.byteCount();
      position += COUNT_BYTES;
      if (count != stored.storage.elementCount() || bytes > file.size() - position) {
        throw new MalformedFileException(
            "it is cut off or damaged: storage %s should have %d bytes".formatted(key, bytes));
      }
      stored.position = position;
      if (withTensors) {
        stored.bytes = TorchFile.source(file, position, bytes);
      }
      position += bytes;
      placed++;
    }
    if (placed < storages.size()) {
      throw new MalformedFileException("the data of some storages is missing");
    }
  }

  /** ('storage', class, key, device, element count, view or None) */
  private TorchStorage storage(List<Object> id) throws IOException {
    ElementType type = TorchFile.storageType(id);
    String key = Operand.at(id, 2, String.class);
    long count = Operand.at(id, 4, Long.class);
    if (count < 0 || count > file.size() / type.bytes()) {
      throw new MalformedFileException(
          "storage %s should have %d elements, more than the file".formatted(key, count));
    }
    Stored stored = storages.computeIfAbsent(key, k -> new Stored(k, type, count, withTensors));
    if (stored.storage.type() != type || stored.storage.elementCount() != count) {
      throw new MalformedFileException("storage " + key + " is described in two ways");
    }
    if (id.size() > 5 && id.get(5) instanceof TorchTuple view) {
      return view(stored, view.items());
    }
    return stored.storage;
  }

  /** (key, offset, element count) of a part that very old files treat as a storage of its own. */
  private static TorchStorage view(Stored stored, List<Object> view) throws IOException {
    long offset = Operand.at(view, 1, Long.class);
    long count = Operand.at(view, 2, Long.class);
    TorchStorage whole = stored.storage;
    if (offset < 0 || count < 0 || count > whole.elementCount() - offset) {
      throw new MalformedFileException("a view in it reaches beyond its storage");
    }
    return whole.part(offset, count);
  }
}
