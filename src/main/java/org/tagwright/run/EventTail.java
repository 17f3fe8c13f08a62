package org.tagwright.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tagwright.common.TagwrightException;

/**
 * Follows a run's events from the first on. Each {@link #poll} hands over what was added since the
 * last one, up to the last line end: a line in the making, or torn by a kill, waits for its rest.
 * Holds no file open in between and at most one line longer than a block in memory.
 *
 * <p>Not for several threads at once.
 */
public final class EventTail {
  private static final int BLOCK_BYTES = 1 << 20;

  private final Path file;
  private long offset;
  private long unreadableLines;

  public EventTail(RunFolder folder) {
    this.file = folder.events();
  }

  /** The events that are new. */
  public List<LoggedEvent> poll() {
    List<LoggedEvent> events = new ArrayList<>();
    poll(events::add);
    return events;
  }

  /**
   * Hands the events that are new to {@code reader} one by one, so that a log of any length is read
   * in bounded memory, and returns how many there were. Event types that this version does not know
   * are passed over.
   */
  public long poll(Consumer<? super LoggedEvent> reader) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, reader);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private long read(FileChannel channel, Consumer<? super LoggedEvent> reader) throws IOException {
    long events = 0;
    long remaining = channel.size() - offset;
    if (remaining <= 0) {
      return 0;
    }
    byte[] block = new byte[(int) Math.min(BLOCK_BYTES, remaining)];
    int filled = 0;
    while (true) {
      int read =
          channel.read(ByteBuffer.wrap(block, filled, block.length - filled), offset + filled);
      if (read <= 0) {
        return events;
      }
      filled += read;
      int start = 0;
      for (int i = filled - read; i < filled; i++) {
        if (block[i] == '\n') {
          events += line(block, start, i - start, reader);
          start = i + 1;
        }
      }
      offset += start;
      filled -= start;
      System.arraycopy(block, start, block, 0, filled);
      if (filled == block.length) {
        block = Arrays.copyOf(block, Math.multiplyExact(block.length, 2));
      }
    }
  }

  private int line(byte[] block, int start, int length, Consumer<? super LoggedEvent> reader) {
    LoggedEvent event;
    try {
      event = RunEventJson.ofLine(block, start, length).orElse(null);
    } catch (IOException e) {
      // A damaged line (a power cut can leave zeros) must not hide the rest of the run.
      unreadableLines++;
      return 0;
    }
    if (event == null) {
      return 0;
    }
    reader.accept(event);
    return 1;
  }

  /** Whole lines so far that are no events. */
  public long unreadableLines() {
    return unreadableLines;
  }
}
