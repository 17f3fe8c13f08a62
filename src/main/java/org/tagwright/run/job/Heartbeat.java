package org.tagwright.run.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign of life of a process on another machine: a file that it touches every few seconds, for
 * disks that do not pass locks on. A clean end removes it.
 */
public final class Heartbeat implements AutoCloseable {
  /** A disk over a network may show a touched file a minute late. */
  public static final Duration FRESH = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final long EVERY_SECONDS = 10;

  private final Path file;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Heartbeat(Path file) {
    this.file = file;
    this.thread = new Thread(this::beat, "heartbeat");
    thread.setDaemon(true);
  }

  /** Touches the file from now on. */
  public static Heartbeat start(Path file) {
    Heartbeat heartbeat = new Heartbeat(file);
    heartbeat.touch();
    heartbeat.thread.start();
    return heartbeat;
  }

  /** How long ago the process was last known to live; empty where it ended or never lived. */
  public static Optional<Duration> age(Path file) {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
      return Optional.of(age.isNegative() ? Duration.ZERO : age);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the process was alive lately. */
  public static boolean isFresh(Path file) {
    return age(file).filter(age -> age.compareTo(FRESH) < 0).isPresent();
  }

  private void beat() {
    try {
      while (!closed.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
        touch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void touch() {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (NoSuchFileException e) {
      create();
    } catch (IOException e) {
      // Only the others' view of the run suffers; the scheduler tells them the rest.
      LOG.warn("{} cannot be touched", file, e);
    }
  }

  private void create() {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      LOG.warn("{} cannot be made", file, e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
      Files.deleteIfExists(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("{} cannot be removed", file, e);
    }
  }
}
