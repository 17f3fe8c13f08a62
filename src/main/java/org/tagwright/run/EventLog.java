package org.tagwright.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tagwright.common.TagwrightException;

/**
 * The one writer of a run's events. Every event reaches the operating system at once and is seen by
 * readers; the disk itself is waited for at the events that a run goes on from.
 *
 * <p>Whoever opens it holds the run's {@link RunLock}.
 */
public final class EventLog implements AutoCloseable {
  private static final int TAIL_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final InstantSource clock;
  private long lastSeq;
  private Runnable guard = () -> {};

  private EventLog(Path file, FileChannel channel, InstantSource clock, long lastSeq) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
    this.lastSeq = lastSeq;
  }

  /** Opens the log to go on behind its last whole line; a line that a kill has torn is cut off. */
  public static EventLog open(RunFolder folder) {
    return open(folder, InstantSource.system());
  }

  /** The same with a clock of one's own, for tests. */
  public static EventLog open(RunFolder folder, InstantSource clock) {
    Path file = folder.events();
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        long end = endOfLastLine(channel);
        channel.truncate(end);
        channel.position(end);
        return new EventLog(file, channel, clock, lastSeq(channel, end));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Looks before each event whether it may still be written. */
  public void guardedBy(Runnable mayWrite) {
    guard = mayWrite;
  }

  /**
   * Appends the event and returns it as written.
   *
   * @throws TagwrightException where the disk does not take it; the log then ends with the event
   *     before
   */
  public synchronized LoggedEvent append(RunEvent event) {
    guard.run();
    // Milliseconds are enough for charts and keep a million lines short.
    LoggedEvent logged =
        new LoggedEvent(lastSeq + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
    try {
      long start = channel.position();
      try {
        ByteBuffer line = ByteBuffer.wrap(RunEventJson.toLine(logged));
        while (line.hasRemaining()) {
          channel.write(line);
        }
        if (!(event instanceof RunEvent.StepLogged)) {
          channel.force(false);
        }
      } catch (IOException e) {
        // Half a line would spoil the next one.
        channel.truncate(start);
        channel.position(start);
        throw e;
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    lastSeq = logged.seq();
    return logged;
  }

  @Override
  public synchronized void close() {
    try {
      channel.force(true);
      channel.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Offset behind the last line end before {@code before}, or 0. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    return lineStart(channel, channel.size());
  }

  private static long lineStart(FileChannel channel, long before) throws IOException {
    long end = before;
    while (end > 0) {
      long start = Math.max(0, end - TAIL_BYTES);
      byte[] bytes = read(channel, start, (int) (end - start));
      for (int i = bytes.length - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /** Sequence number of the last line that is an event, searched from the end. */
  private static long lastSeq(FileChannel channel, long end) throws IOException {
    while (end > 0) {
      long start = lineStart(channel, end - 1);
      byte[] line = read(channel, start, Math.toIntExact(end - start));
      Optional<Long> seq = RunEventJson.seqOfLine(line);
      if (seq.isPresent()) {
        return seq.get();
      }
      end = start;
    }
    return 0;
  }

  private static byte[] read(FileChannel channel, long start, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
      // Reads on until full.
    }
    return buffer.array();
  }
}
