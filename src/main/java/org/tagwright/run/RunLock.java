package org.tagwright.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * The right of one process to write a run. The operating system gives it back when the process
 * ends, however it ends, so a lock that is held means a process that lives.
 *
 * <p>Works for any file; a run uses its {@link RunFolder#lock()}.
 */
public final class RunLock implements AutoCloseable {
  /**
   * The locked byte lies far behind the content, for on Windows a locked region cannot be read by
   * others.
   */
  private static final long POSITION = Long.MAX_VALUE - 1;

  /**
   * Lock files that this process holds. POSIX gives a lock back as soon as the process closes any
   * other handle on the file, so a look at our own lock must not open it. Guards itself.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 20;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the run's lock, or says who has it. */
  public static RunLock acquire(RunFolder folder) {
    return acquire(folder, Duration.ZERO);
  }

  /** The same, waiting for so long for whoever has it to end. */
  public static RunLock acquire(RunFolder folder, Duration patience) {
    Instant until = Instant.now().plus(patience);
    Optional<RunLock> taken = tryAcquire(folder.lock());
    while (taken.isEmpty() && Instant.now().isBefore(until)) {
      taken = tryAcquire(folder.lock());
    }
    RunLock lock =
        taken.orElseThrow(
            () ->
                TagwrightException.failure(
                    "Another process works on "
                        + folder.path()
                        + holder(folder.lock()).map(RunLock::describe).orElse("")
                        + ". Stop it first, or wait for its end."));
    try {
      Files.deleteIfExists(folder.starting());
    } catch (IOException e) {
      lock.close();
      throw TagwrightException.cannotWrite(folder.starting(), e);
    }
    return lock;
  }

  /** Takes the lock on {@code file}; empty where another process, or this one, holds it. */
  public static Optional<RunLock> tryAcquire(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path key = key(file);
      // A reader's look (see isHeld) holds the lock for microseconds: do not give up at once.
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        synchronized (HELD) {
          if (HELD.contains(key)) {
            return Optional.empty();
          }
          RunLock lock = tryOnce(key);
          if (lock != null) {
            HELD.add(key);
            return Optional.of(lock);
          }
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static @Nullable RunLock tryOnce(Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    RunLock taken = null;
    try {
      FileLock lock = channel.tryLock(POSITION, 1, false);
      if (lock != null) {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(ProcessMark.current().toJson()), 0);
        taken = new RunLock(key, channel, lock);
      }
      return taken;
    } finally {
      if (taken == null) {
        channel.close(); // gives the lock back where a full disk did not take the mark
      }
    }
  }

  /** Whether some process, this one included, holds the lock now. Works on a read-only disk. */
  public static boolean isHeld(Path file) {
    if (!Files.exists(file)) {
      return false;
    }
    synchronized (HELD) {
      try {
        Path key = key(file);
        if (HELD.contains(key)) {
          return true;
        }
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
          // A shared lock, so that two readers do not see each other; closing gives it back.
          return channel.tryLock(POSITION, 1, true) == null;
        }
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        throw TagwrightException.cannotRead(file, e);
      }
    }
  }

  /** Who holds, or last held, the lock. */
  public static Optional<ProcessMark> holder(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    synchronized (HELD) {
      try {
        return HELD.contains(key(file))
            ? Optional.of(ProcessMark.current())
            : ProcessMark.ofJson(Files.readAllBytes(file));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw TagwrightException.cannotRead(file, e);
      }
    }
  }

  private static String describe(ProcessMark mark) {
    return " (process " + mark.pid() + " on " + mark.host() + ", since " + mark.started() + ")";
  }

  private static Path key(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
  }

  /** Gives the lock back. The file stays: deleting it would let two processes lock two files. */
  @Override
  public void close() {
    synchronized (HELD) {
      try {
        lock.release();
        channel.close();
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(file, e);
      } finally {
        HELD.remove(file);
      }
    }
  }
}
