package org.tagwright.torchfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.tagwright.torchfile.pickle.Opcodes;
import org.tagwright.torchfile.pickle.PickleAssembler;
import org.tagwright.torchfile.zip.StoredZipWriter;

/** Makes PyTorch files by the rules of the formats, and fetches those that PyTorch made. */
public final class TestFiles {
  private TestFiles() {}

  /** A file that PyTorch 2.13 wrote; see {@code make.py} beside it. */
  public static Path real(Path folder, String name) {
    try (InputStream in = TestFiles.class.getResourceAsStream("/torchfile/" + name)) {
      Path file = folder.resolve(name);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip whose {@code data.pkl} and further entries are given. */
  public static Path zip(Path file, byte[] pickle, Map<String, byte[]> entries) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.entry("archive/data.pkl", pickle);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.entry("archive/" + entry.getKey(), entry.getValue());
      }
      zip.finish();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first four pickles of the legacy format, the last being {@code object}, and the keys. */
  static byte[] legacyPickles(byte[] object, String... keys) {
    byte[] magic =
        new PickleAssembler()
            .op(Opcodes.LONG1)
            .raw(10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .stop();
    byte[] protocol = new PickleAssembler().integer(1001).stop();
    byte[] system = new PickleAssembler().op(Opcodes.EMPTY_DICT).stop();
    PickleAssembler order = new PickleAssembler().op(Opcodes.EMPTY_LIST, Opcodes.MARK);
    for (String key : keys) {
      order.text(key);
    }
    return concatenate(magic, protocol, system, object, order.op(Opcodes.APPENDS).stop());
  }

  /** A storage as the legacy format has it: element count, then the elements. */
  static byte[] legacyStorage(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(values.length).asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] concatenate(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
