package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.labels.LabelChange.Head;

/**
 * {@code labels-history.jsonl}: every change before it is made, and behind it a note once all of
 * its files are written. The last change is unfinished where that note is missing. Several label
 * folders in one folder share the file; each sees its own changes, and those of the class list that
 * were made with another one.
 *
 * <p>Keeps the beginning of each change in memory, and reads only what was appended since. All
 * methods but those for reading want the {@link LabelLock}.
 */
final class LabelHistory {
  private static final int CHUNK = 1 << 20;

  /** An edit of one image takes less than this. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_NANOS = 100_000_000;

  /** Where the line of a change is, in bytes. */
  private record Place(long offset, int length) {}

  private final Path file;
  private final String folder;
  private final Map<Long, Place> places = new HashMap<>();
  private final List<Head> heads = new ArrayList<>();
  private final Deque<Head> undoable = new ArrayDeque<>();
  private final Deque<Head> redoable = new ArrayDeque<>();
  private long position;
  private long lastId;
  private @Nullable Place last;
  private boolean lastIsOurs;

  LabelHistory(Path file, String folder) {
    this.file = file;
    this.folder = folder;
  }

  Path file() {
    return file;
  }

  /**
   * Reads what was appended since the last time.
   *
   * @param repair whether to cut off a line that a kill has torn, which wants the lock
   */
  void refresh(boolean repair) {
    if (!Files.exists(file)) {
      clear();
      return;
    }
    try (FileChannel channel =
        repair
            ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < position) {
        clear(); // an unfinished change was taken back, or the person has deleted the history
      }
      readFrom(channel);
      if (repair && channel.size() > position) {
        channel.truncate(position);
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private void clear() {
    position = 0;
    lastId = 0;
    last = null;
    places.clear();
    heads.clear();
    undoable.clear();
    redoable.clear();
  }

  private void readFrom(FileChannel channel) throws IOException {
    byte[] bytes = new byte[0];
    long end = channel.size();
    long read = position;
    int kept = 0;
    while (read < end) {
      int more = (int) Math.min(CHUNK, end - read);
      byte[] grown = new byte[kept + more];
      System.arraycopy(bytes, bytes.length - kept, grown, 0, kept);
      ByteBuffer into = ByteBuffer.wrap(grown, kept, more);
      while (into.hasRemaining() && channel.read(into, read + into.position() - kept) >= 0) {
        // Reads on until full.
      }
      read += more;
      bytes = grown;
      int start = 0;
      for (int i = kept; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          line(bytes, start, i + 1 - start);
          start = i + 1;
        }
      }
      kept = bytes.length - start;
    }
  }

  private void line(byte[] bytes, int from, int length) {
    try {
      note(HistoryLine.summary(bytes, from, length), length);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The history of the labels is damaged: the line at byte "
              + position
              + " of "
              + file
              + " "
              + e.getMessage()
              + ". Delete that line, or move the file away to begin a new history.",
          e);
    }
  }

  private void note(HistoryLine.Summary summary, int length) {
    Head head = summary.head();
    if (head != null) {
      last = new Place(position, length);
      lastId = head.id();
      lastIsOurs = summary.folder().equals(folder);
      if (lastIsOurs) {
        places.put(head.id(), last);
        heads.add(head);
        stack(head);
      } else if (summary.beside().contains(folder)) {
        places.put(head.id(), last);
        heads.add(head);
        undoable.clear(); // what was changed before had other indices
        redoable.clear();
      }
    } else if (summary.done() == lastId) {
      last = null;
    }
    position += length;
  }

  private void stack(Head head) {
    switch (head.kind()) {
      case UNDO -> move(undoable, redoable, head.of(), null);
      case REDO -> move(redoable, undoable, head.of(), head);
      default -> {
        undoable.push(head);
        redoable.clear();
      }
    }
  }

  private static void move(Deque<Head> from, Deque<Head> to, long id, @Nullable Head as) {
    Head moved = from.peek();
    if (moved != null && moved.id() == id) {
      from.pop();
      to.push(as == null ? moved : as);
    }
  }

  /** Changes that concern this label folder, oldest first. */
  List<Head> heads() {
    return List.copyOf(heads);
  }

  @Nullable Head undoable() {
    return undoable.peek();
  }

  @Nullable Head redoable() {
    return redoable.peek();
  }

  /** Whether the change, or one after it, is of the class list. */
  boolean classesChangedSince(long id) {
    return heads.stream().anyMatch(head -> head.id() >= id && head.classes());
  }

  long nextId() {
    return lastId + 1;
  }

  /** Whether the last change is without its note, whichever label folder it is of. */
  boolean unfinished() {
    return last != null;
  }

  /** The same, but not because of a change that is being made at this moment. */
  boolean staysUnfinished() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      refresh(false);
      if (!unfinished()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  /** The unfinished change, or {@code null} where there is none of this label folder. */
  @Nullable LabelChange unfinishedChange() {
    return last != null && lastIsOurs ? read(last) : null;
  }

  /** A change with its images. */
  LabelChange read(long id) {
    Place place = places.get(id);
    if (place == null) {
      throw TagwrightException.input("The history " + file + " has no change " + id + ".");
    }
    return read(place);
  }

  private LabelChange read(Place place) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer line = ByteBuffer.allocate(place.length);
      while (line.hasRemaining() && channel.read(line, place.offset + line.position()) >= 0) {
        // Reads on until full.
      }
      return HistoryLine.read(line.array());
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** Appends a change that is now to be made, and waits for the disk. */
  void begin(LabelChange change) {
    append(() -> HistoryLine.of(change, folder), true);
  }

  /** Appends the note that the last change is made. */
  void done() {
    append(() -> HistoryLine.done(lastId), false);
  }

  private interface Line {
    byte[] bytes() throws IOException;
  }

  private void append(Line line, boolean wait) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] bytes = line.bytes();
      try {
        channel.position(position);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (wait) {
          channel.force(true);
        }
      } catch (IOException e) {
        channel.truncate(position); // half a line would spoil the next one
        throw e;
      }
      note(HistoryLine.summary(bytes, 0, bytes.length), bytes.length);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** Takes the unfinished change out of the history: it was not made, or taken back. */
  void cancel() {
    if (last == null) {
      throw new IllegalStateException("the last change is finished");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(last.offset);
      channel.force(true);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    clear();
    refresh(false);
  }
}
