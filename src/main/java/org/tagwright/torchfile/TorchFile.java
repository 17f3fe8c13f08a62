package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.pickle.AllowedGlobals;
import org.tagwright.torchfile.pickle.Operand;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;
import org.tagwright.torchfile.zip.FileBytes;

/**
 * Reads {@code .pt} and {@code .pth} files, in the zip and the legacy format.
 *
 * <p>Python's objects arrive as: dict → {@link java.util.LinkedHashMap} (OrderedDict → {@link
 * OrderedDict}), list → {@link java.util.ArrayList}, tuple → {@link TorchTuple}, int → {@link Long}
 * ({@link java.math.BigInteger} beyond 64 bits), float → {@link Double}, str → {@link String}, bool
 * → {@link Boolean}, bytes → {@code byte[]}, None → {@code null}, tensor → {@link TorchTensor},
 * dtype → {@link PythonName}. What else {@code torch.load(weights_only=True)} reads, such as a set
 * or a sparse tensor, is a {@link PythonCall}. The result has no cycles, is at most 64 deep and
 * unfolds to at most 2 million items.
 *
 * <p>Everything that cannot be read, be it damaged or hostile, is a {@link TagwrightException} of
 * kind INPUT that names the file and the reason; nothing is executed, and time and memory are
 * bounded whatever the file says.
 */
public final class TorchFile {
  /** What describes the tensors of any real file is far below this. */
  static final int LARGEST_PICKLE_BYTES = 32 << 20;

  /** Storages up to this size are read rather than mapped. */
  private static final int LARGEST_SCALAR_BYTES = 8;

  /** How a file is put together. */
  public enum Format {
    /** What {@code torch.save} writes since PyTorch 1.6. */
    ZIP("zip"),
    /** What it wrote before, and still can. */
    LEGACY("legacy");

    private final String title;

    Format(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private static final int ZIP_START = 0x04034b50;
  private static final int ZIP_EMPTY_START = 0x06054b50;
  private static final int PICKLE_START = 0x80;

  private TorchFile() {}

  /** The file's object, its tensors mapped: no tensor byte is read before it is asked for. */
  public static Object open(Path file) {
    return read(file, true);
  }

  /**
   * The file's object without the network's weights, in milliseconds whatever the file's size. All
   * tensors know their type and shape; only those that {@link SmallTensors} names, such as scores
   * and thresholds, have elements. Asking others throws {@link IllegalStateException}.
   */
  public static Object readMetadata(Path file) {
    return read(file, false);
  }

  /** The file's format, by its first bytes. */
  public static Format formatOf(Path file) {
    return withBytes(file, TorchFile::formatOf);
  }

  private static Object read(Path file, boolean withTensors) {
    return withBytes(
        file,
        bytes ->
            switch (formatOf(bytes)) {
              case ZIP -> ZipFormat.read(bytes, withTensors);
              case LEGACY -> LegacyFormat.read(bytes, withTensors);
            });
  }

  private static Format formatOf(FileBytes bytes) throws IOException {
    if (bytes.size() == 0) {
      throw new MalformedFileException("it is empty");
    }
    ByteBuffer start = bytes.read(0, (int) Math.min(4, bytes.size()));
    int signature = start.remaining() < 4 ? 0 : start.getInt(0);
    if (signature == ZIP_START || signature == ZIP_EMPTY_START) {
      return Format.ZIP;
    }
    if ((start.get(0) & 0xFF) == PICKLE_START) {
      return Format.LEGACY;
    }
    throw new MalformedFileException("it is neither PyTorch's zip format nor its legacy format");
  }

  private interface Reading<T> {
    T from(FileBytes bytes) throws IOException;
  }

  private static <T> T withBytes(Path file, Reading<T> reading) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return reading.from(new FileBytes(channel));
    } catch (NoSuchFileException e) {
      throw TagwrightException.input("There is no file " + file, e);
    } catch (AccessDeniedException e) {
      throw TagwrightException.input("The file %s may not be read".formatted(file), e);
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw TagwrightException.input("%s is a folder, not a PyTorch file".formatted(file), e);
      }
      throw TagwrightException.input(
          "Cannot read %s as a PyTorch file: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The bytes of one storage. */
  static TorchStorage.Source source(FileBytes file, long position, long bytes) throws IOException {
    if (bytes > LARGEST_SCALAR_BYTES) {
      return new MappedBytes(file.channel(), position, bytes);
    }
    ByteBuffer read = file.read(position, (int) bytes);
    ByteBuffer scalar = ByteBuffer.allocateDirect((int) bytes).put(read).flip().asReadOnlyBuffer();
    return (from, length) -> scalar.slice((int) from, (int) length);
  }

  static void requirePickleSize(long bytes) throws IOException {
    if (bytes > LARGEST_PICKLE_BYTES) {
      throw new MalformedFileException(
          "its description of the tensors has %d bytes".formatted(bytes));
    }
  }

  /** The element type that a persistent id names, after a check that it is one of a storage. */
  static ElementType storageType(List<Object> persistentId) throws IOException {
    if (persistentId.size() < 5 || !"storage".equals(persistentId.get(0))) {
      throw new MalformedFileException("it refers to something that is no storage");
    }
    return Operand.at(persistentId, 1, AllowedGlobals.StorageClass.class).type();
  }
}
