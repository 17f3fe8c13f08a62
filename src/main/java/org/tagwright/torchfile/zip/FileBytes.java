package org.tagwright.torchfile.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.tensor.MalformedFileException;

/**
 * Reads parts of a file. Its two ends, where a checkpoint's description and its list of entries
 * lie, are read once and whole: from a disk, a few pages of thousands of files each by itself take
 * three times as long.
 */
public final class FileBytes {
  /** Holds the description of a ResNet's tensors. */
  private static final int START_BYTES = 32 << 10;

  /** Holds the list of as many entries. */
  private static final int END_BYTES = 16 << 10;

  private final FileChannel file;
  private final long size;
  private @Nullable ByteBuffer start;
  private @Nullable ByteBuffer end;

  public FileBytes(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  public FileChannel channel() {
    return file;
  }

  public long size() {
    return size;
  }

  /**
   * Not to be written to.
   *
   * @throws MalformedFileException where the file ends before
   */
  public ByteBuffer read(long position, int length) throws IOException {
    if (position < 0 || length > size - position) {
      throw new MalformedFileException("it is cut off");
    }
    if (position + length <= START_BYTES) {
      if (start == null) {
        start = readFully(0, (int) Math.min(size, START_BYTES));
      }
      return slice(start, position, length);
    }
    long endPosition = Math.max(0, size - END_BYTES);
    if (position >= endPosition) {
      if (end == null) {
        end = readFully(endPosition, (int) (size - endPosition));
      }
      return slice(end, position - endPosition, length);
    }
    return readFully(position, length);
  }

  private static ByteBuffer slice(ByteBuffer bytes, long position, int length) {
    return bytes.slice((int) position, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer readFully(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new MalformedFileException("it is cut off");
      }
    }
    return buffer.flip();
  }
}
