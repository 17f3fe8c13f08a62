package org.tagwright.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import org.tagwright.common.TagwrightException;

/**
 * What a frozen backbone makes of each sample, kept in a file while it stays frozen: the same image
 * through the same weights gives the same features, so later epochs need neither.
 *
 * <p>A file and no memory, for it may hold gigabytes; the operating system keeps in memory what
 * there is room for. It goes with the process.
 */
final class FeatureCache implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final int features;
  private final BitSet filled;

  /**
   * @param features numbers a sample
   */
  FeatureCache(Path file, int samples, int features) {
    this.file = file;
    this.features = features;
    this.filled = new BitSet(samples);
    try {
      // One that a kill left behind is of no use: nobody knows how far it got.
      Files.deleteIfExists(file);
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Whether the features of all these samples are there. */
  boolean has(int[] samples) {
    for (int sample : samples) {
      if (!filled.get(sample)) {
        return false;
      }
    }
    return true;
  }

  /** Those of the samples whose features are there, in their order. */
  int[] kept(int[] samples) {
    return Arrays.stream(samples).filter(filled::get).toArray();
  }

  /** Keeps rows, one per sample: samples × features, float32 in native order. */
  void put(int[] samples, ByteBuffer rows) {
    int bytes = rowBytes();
    try {
      for (int i = 0; i < samples.length; i++) {
        ByteBuffer row = rows.duplicate().position(i * bytes).limit((i + 1) * bytes);
        long at = (long) samples[i] * bytes;
        while (row.hasRemaining()) {
          at += channel.write(row, at);
        }
        filled.set(samples[i]);
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** The rows of samples that are there, as {@link #put} took them; direct. */
  ByteBuffer get(int[] samples) {
    int bytes = rowBytes();
    ByteBuffer rows =
        ByteBuffer.allocateDirect(Math.multiplyExact(samples.length, bytes))
            .order(ByteOrder.nativeOrder());
    try {
      for (int i = 0; i < samples.length; i++) {
        rows.limit((i + 1) * bytes);
        long at = (long) samples[i] * bytes;
        while (rows.hasRemaining()) {
          int read = channel.read(rows, at);
          if (read < 0) {
            throw new IOException("the file has become shorter");
          }
          at += read;
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
    return rows.flip();
  }

  private int rowBytes() {
    return features * Float.BYTES;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
