package org.tagwright.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Progress;

/** Lets one download of a file run at a time, among threads and processes. */
final class DownloadLock {
  private static final long POLL_MILLIS = 100;

  private DownloadLock() {}

  /**
   * The lock of {@code channel}, as soon as nobody else has it.
   *
   * @param fileName what is downloaded, for the progress
   */
  static FileLock await(FileChannel channel, String fileName, Progress progress)
      throws IOException {
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      progress.update("waiting for another download of " + fileName, 0, -1);
      progress.orCancel();
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for a download", e);
      }
    }
  }

  /** {@code null} while another process, or another thread of ours, has it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
