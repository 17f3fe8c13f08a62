package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.torchfile.tensor.TorchStorage;

/**
 * A part of a file, mapped. One mapping holds at most 2 GB, so larger parts are mapped as windows
 * of 2 GB that begin every GB: whatever is up to 1 GB long lies in one of them.
 *
 * <p>The mapping outlives the channel, and the file: when it is replaced by a rename, the old bytes
 * stay. It goes when nothing refers to its buffers any more.
 */
final class MappedBytes implements TorchStorage.Source {
  private static final long STEP = 1L << 30;

  private final List<ByteBuffer> windows = new ArrayList<>();

  MappedBytes(FileChannel file, long position, long length) throws IOException {
    for (long start = 0; start == 0 || start < length; start += STEP) {
      long size = Math.min(length - start, Integer.MAX_VALUE);
      windows.add(file.map(FileChannel.MapMode.READ_ONLY, position + start, size));
      if (start + size == length) {
        break;
      }
    }
  }

  @Override
  public ByteBuffer bytes(long from, long length) {
    int window = (int) Math.min(from / STEP, windows.size() - 1);
    ByteBuffer mapped = windows.get(window);
    long start = from - window * STEP;
    if (length > mapped.capacity() - start) {
      throw new IllegalStateException("a tensor of more than 1 GB in a storage of more than 2 GB");
    }
    return mapped.slice((int) start, (int) length);
  }
}
