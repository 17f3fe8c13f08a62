package org.tagwright.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tagwright.common.LineLog;
import org.tagwright.common.TagwrightException;

/**
 * The one writer of a run's events. Every event reaches the operating system at once and is seen by
 * readers; the disk itself is waited for at the events that a run goes on from.
 *
 * <p>Whoever opens it holds the run's {@link RunLock}.
 */
public final class EventLog implements AutoCloseable {
  private static final Duration GUARDED_EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final LineLog lines;
  private final InstantSource clock;
  private long lastSeq;
  private Runnable guard = () -> {};
  private Instant guarded = Instant.EPOCH;

  private EventLog(Path file, LineLog lines, InstantSource clock, long lastSeq) {
    this.file = file;
    this.lines = lines;
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
        LineLog lines = LineLog.on(channel);
        return new EventLog(file, lines, clock, lastSeq(channel, channel.size()));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /**
   * Looks before each event whether it may still be written; of the many events of steps, before
   * one per second.
   */
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
    // Milliseconds are enough for charts and keep a million lines short.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    guard(event, now);
    LoggedEvent logged = new LoggedEvent(lastSeq + 1, now, event);
    try {
      lines.append(RunEventJson.toLine(logged), !(event instanceof RunEvent.StepLogged));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    lastSeq = logged.seq();
    return logged;
  }

  /** A process that was halted looks at once, however long it was. */
  private void guard(RunEvent event, Instant now) {
    boolean lately = Duration.between(guarded, now).abs().compareTo(GUARDED_EVERY) < 0;
    if (!lately || !(event instanceof RunEvent.StepLogged)) {
      guard.run();
      guarded = now;
    }
  }

  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Sequence number of the last line that is an event, searched from the end. */
  private static long lastSeq(FileChannel channel, long end) throws IOException {
    while (end > 0) {
      long start = LineLog.lineStart(channel, end - 1);
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
