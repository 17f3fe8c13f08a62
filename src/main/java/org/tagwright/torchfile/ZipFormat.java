package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tagwright.torchfile.pickle.Operand;
import org.tagwright.torchfile.pickle.PickleStart;
import org.tagwright.torchfile.pickle.StateDictUnpickler;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.zip.FileBytes;
import org.tagwright.torchfile.zip.ZipDirectory;

/**
 * The format of {@code torch.save}: a zip of stored entries {@code NAME/data.pkl} (the object, its
 * storages by key), {@code NAME/data/KEY} (their bytes), {@code NAME/byteorder} and more.
 */
final class ZipFormat {
  private final FileBytes file;
  private final ZipDirectory directory;
  private final String prefix;
  private final boolean withTensors;
  private final Map<String, TorchStorage> storages = new HashMap<>();

  private ZipFormat(FileBytes file, boolean withTensors) throws IOException {
    this.file = file;
    this.withTensors = withTensors;
    this.directory = ZipDirectory.read(file);
    this.prefix = findPrefix();
  }

  static Object read(FileBytes file, boolean withTensors) throws IOException {
    return new ZipFormat(file, withTensors).read();
  }

  private Object read() throws IOException {
    if (directory.entries().containsKey(prefix + "constants.pkl")) {
      throw new MalformedFileException(
          "it is a TorchScript program; save the model's state_dict() instead");
    }
    ZipDirectory.Entry order = directory.entries().get(prefix + "byteorder");
    if (order != null
        && !StandardCharsets.US_ASCII.decode(bytes(order)).toString().equals("little")) {
      throw new MalformedFileException("it was written big-endian, which is not read here");
    }
    ByteBuffer pickle = bytes(Objects.requireNonNull(directory.entries().get(prefix + "data.pkl")));
    StateDictUnpickler unpickler = new StateDictUnpickler(pickle, this::storage);
    if (withTensors) {
      return unpickler.next();
    }
    PickleStart known = PickleStart.of(pickle);
    if (known == null) {
      unpickler.keepStart(storages);
      return SmallTensors.fetch(unpickler.next(), this::read);
    }
    // The same description, but of this file's bytes: are they all there?
    for (Map.Entry<String, TorchStorage> storage : known.storages().entrySet()) {
      entry(storage.getKey(), storage.getValue().type(), storage.getValue().elementCount());
    }
    return SmallTensors.fetch(unpickler.next(known), this::read);
  }

  private ByteBuffer read(String key, long from, int length) throws IOException {
    ZipDirectory.Entry entry =
        Objects.requireNonNull(directory.entries().get(prefix + "data/" + key));
    return file.read(directory.dataPosition(entry) + from, length);
  }

  private String findPrefix() throws IOException {
    for (String name : directory.entries().keySet()) {
      int slash = name.indexOf('/');
      if (name.substring(slash + 1).equals("data.pkl")) {
        return name.substring(0, slash + 1);
      }
    }
    throw new MalformedFileException("it is a zip file, but not one that torch.save writes");
  }

  private ByteBuffer bytes(ZipDirectory.Entry entry) throws IOException {
    TorchFile.requirePickleSize(entry.size());
    return file.read(directory.dataPosition(entry), (int) entry.size());
  }

  /** ('storage', class, key, device, element count) */
  private TorchStorage storage(List<Object> id) throws IOException {
    ElementType type = TorchFile.storageType(id);
    String key = Operand.at(id, 2, String.class);
    return storage(key, type, Operand.at(id, 4, Long.class));
  }

  /** The bytes of a storage, which are enough for {@code count} elements. */
  private ZipDirectory.Entry entry(String key, ElementType type, long count) throws IOException {
    ZipDirectory.Entry entry = directory.entries().get(prefix + "data/" + key);
    if (entry == null) {
      throw new MalformedFileException("the data of storage " + key + " is missing");
    }
    if (count < 0 || count > entry.size() / type.bytes()) {
      throw new MalformedFileException(
          "storage %s should have %d elements of %s, but its entry has %d bytes"
              .formatted(key, count, type.torchName(), entry.size()));
    }
    return entry;
  }

  private TorchStorage storage(String key, ElementType type, long count) throws IOException {
    TorchStorage known = storages.get(key);
    if (known != null) {
      if (known.type() != type || known.elementCount() != count) {
        throw new MalformedFileException("storage " + key + " is described in two ways");
      }
      return known;
    }
    ZipDirectory.Entry entry = entry(key, type, count);
    long bytes = count * type.bytes();
    TorchStorage.Source source =
        withTensors
            ? TorchFile.source(file, directory.dataPosition(entry), bytes)
            : new TorchStorage.Unread(key, 0);
    TorchStorage storage = new TorchStorage(type, count, source);
    storages.put(key, storage);
    return storage;
  }
}
