package org.tagwright.torchfile.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * A run of elements that one or more tensors look at. Two tensors share a storage when they hold
 * the same object; it is then written once.
 */
public final class TorchStorage {
  /** Where the bytes come from. */
  public interface Source {
    /** The {@code length} bytes from {@code from}, without copying where that can be had. */
    ByteBuffer bytes(long from, long length);
  }

  /**
   * Stands for bytes that were left in the file.
   *
   * @param key the storage's in the file
   * @param skipped bytes of that storage before this one's first
   */
  public record Unread(String key, long skipped) implements Source {
    @Override
    public ByteBuffer bytes(long from, long length) {
      throw new IllegalStateException("only the metadata of this file was read");
    }
  }

  private final ElementType type;
  private final long elementCount;
  private final Source source;

  public TorchStorage(ElementType type, long elementCount, Source source) {
    this.type = type;
    this.elementCount = elementCount;
    this.source = source;
  }

  /** A storage whose bytes are made when they are asked for, each time anew. */
  static TorchStorage supplied(ElementType type, long elementCount, Supplier<ByteBuffer> supplier) {
    return new TorchStorage(
        type,
        elementCount,
        (from, length) -> {
          ByteBuffer all = supplier.get();
          if (all.remaining() != elementCount * type.bytes()) {
            throw new IllegalStateException(
                "supplied %d bytes for %d elements of %s"
                    .formatted(all.remaining(), elementCount, type.torchName()));
          }
          return all.slice(all.position() + Math.toIntExact(from), Math.toIntExact(length));
        });
  }

  /** Whether more than its description was read. */
  public boolean hasBytes() {
    return !(source instanceof Unread);
  }

  public Source source() {
    return source;
  }

  /** {@code count} of these elements, from {@code offset}. */
  public TorchStorage part(long offset, long count) {
    long skipped = offset * type.bytes();
    return new TorchStorage(
        type,
        count,
        source instanceof Unread unread
            ? new Unread(unread.key(), unread.skipped() + skipped)
            : (from, length) -> source.bytes(skipped + from, length));
  }

  /** The same bytes, as elements of another type; what does not make a whole element is cut off. */
  public TorchStorage as(ElementType other) {
    return new TorchStorage(other, byteCount() / other.bytes(), source);
  }

  public ElementType type() {
    return type;
  }

  public long elementCount() {
    return elementCount;
  }

  public long byteCount() {
    return elementCount * type.bytes();
  }

  /**
   * {@code count} elements from {@code from} as little-endian bytes; a view of the file where it is
   * mapped.
   *
   * @throws IllegalStateException if only the metadata of the file was read
   */
  public ByteBuffer bytes(long from, long count) {
    return source.bytes(from * type.bytes(), count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return "storage of %d %s".formatted(elementCount, type.torchName());
  }
}
