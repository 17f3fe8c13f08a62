package org.tagwright.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/** The newest lines of a log that is being written, in bounded memory. */
public final class LogTail {
  private static final int MOST_BYTES = 2 << 20;
  private static final int MOST_LINES = 20_000;

  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private long offset;
  private String unfinished = "";

  public LogTail(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /** All lines kept, where there are new ones; else {@code null}. */
  public @Nullable List<String> poll() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < offset) { // Begun anew.
        offset = 0;
        lines.clear();
        unfinished = "";
      }
      if (size == offset) {
        return null;
      }
      long from = Math.max(offset, size - MOST_BYTES);
      if (from > offset) {
        lines.clear();
        unfinished = "";
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) (size - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // Goes on until all is read.
      }
      offset = from + bytes.position();
      add(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
      List<String> all = new ArrayList<>(lines);
      if (!unfinished.isEmpty()) {
        all.add(unfinished);
      }
      return all;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private void add(String text) {
    String[] parts = (unfinished + text).split("\n", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      lines.add(shown(parts[i]));
    }
    unfinished = shown(parts[parts.length - 1]);
    if (lines.size() > MOST_LINES) {
      lines.subList(0, lines.size() - MOST_LINES).clear();
    }
  }

  /** Of a progress line that is overwritten in place, the last version. */
  private static String shown(String line) {
    String stripped = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return stripped.substring(stripped.lastIndexOf('\r') + 1);
  }
}
