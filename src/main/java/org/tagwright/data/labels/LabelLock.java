package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * The right to change the labels of a data set, held for the time of one change, so that several
 * windows and commands can work on them in turn. The operating system gives it back when the
 * process dies.
 */
final class LabelLock implements AutoCloseable {
  /** Far behind the content: on Windows a locked region cannot be read by others. */
  private static final long POSITION = Long.MAX_VALUE - 1;

  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MILLIS = 20;

  /**
   * Locks that this process holds. POSIX gives a lock back as soon as the process closes any other
   * handle on the file. Guards itself.
   */
  private static final Set<String> HELD = new HashSet<>();

  private final String key;
  private final FileChannel channel;

  private LabelLock(String key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Waits up to two seconds for whoever changes the labels now.
   *
   * @throws TagwrightException of kind failure where that takes longer, or where the folder cannot
   *     be written to
   */
  static LabelLock acquire(Path file) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        LabelLock lock = tryOnce(file);
        if (lock != null) {
          return lock;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      throw TagwrightException.failure(
          "Another window or command is changing the labels in "
              + file.getParent()
              + holder(file)
              + ". Wait until it is done, then try again.");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted; the labels were not changed.", e);
    }
  }

  private static @Nullable LabelLock tryOnce(Path file) throws IOException {
    String key = file.toString();
    synchronized (HELD) {
      if (HELD.contains(key)) {
        return null;
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock(POSITION, 1, false) == null) {
          return null;
        }
        String mark = "process " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)));
        HELD.add(key);
        return new LabelLock(key, channel);
      } finally {
        if (!HELD.contains(key)) {
          channel.close();
        }
      }
    }
  }

  private static String holder(Path file) throws IOException {
    synchronized (HELD) {
      return HELD.contains(file.toString()) ? "" : " (" + Files.readString(file).strip() + ")";
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      try {
        channel.close();
      } catch (IOException e) {
        throw TagwrightException.failure("The lock on the labels cannot be given back.", e);
      } finally {
        HELD.remove(key);
      }
    }
  }
}
