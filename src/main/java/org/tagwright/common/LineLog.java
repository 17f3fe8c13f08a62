package org.tagwright.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that is only appended to. A line is there whole or not at all: one that a kill
 * has torn is cut off when the file is opened, one that the disk does not take is taken back.
 */
public final class LineLog implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;

  private LineLog(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file, or makes it, to go on behind its last whole line. */
  public static LineLog open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return on(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The same for a file that is open for reading and writing. */
  public static LineLog on(FileChannel channel) throws IOException {
    long end = lineStart(channel, channel.size());
    channel.truncate(end);
    channel.position(end);
    return new LineLog(channel);
  }

  /** The whole lines of a file; none where there is no file. */
  public static List<String> read(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--; // cut before it is decoded: a kill may have torn a character
      }
      return new String(bytes, 0, end, UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Offset behind the last end of a line before {@code before}, or 0. */
  public static long lineStart(FileChannel channel, long before) throws IOException {
    ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, before));
    long end = before;
    while (end > 0) {
      long start = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
        // Reads on until full.
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /**
   * Appends a line, or several, each with its end.
   *
   * @param onDisk whether they must be on the disk when this returns
   * @throws IOException where the disk does not take them; the file then ends as before
   */
  public void append(byte[] lines, boolean onDisk) throws IOException {
    long start = channel.position();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (onDisk) {
        channel.force(false);
      }
    } catch (IOException e) {
      // Half a line would spoil the next one.
      channel.truncate(start);
      channel.position(start);
      throw e;
    }
  }

  /** The same, on the disk when this returns. */
  public void append(String lines) throws IOException {
    append(lines.getBytes(UTF_8), true);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(true);
    }
  }
}
