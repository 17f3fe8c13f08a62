package org.tagwright.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.tagwright.common.TagwrightException;

/**
 * The one writer of a search's journal, and its reader. Every line is on the disk before what it
 * tells of goes on, so that a search that was killed goes on where it was.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Path file;
  private final Path runsRoot;
  private final FileChannel channel;
  private SearchState state;

  private Journal(Path file, Path runsRoot, FileChannel channel, SearchState state) {
    this.file = file;
    this.runsRoot = runsRoot;
    this.channel = channel;
    this.state = state;
  }

  /**
   * Opens it to go on behind its last whole line.
   *
   * @param runsRoot what the folders of runs are relative to
   */
  static Journal open(Path file, Path runsRoot) {
    try {
      SearchState state = SearchState.NONE;
      byte[] whole = wholeLines(file);
      for (String line : new String(whole, StandardCharsets.UTF_8).lines().toList()) {
        state = state.with(line(file, line), runsRoot);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // A line that a kill has torn would spoil the next one.
      channel.truncate(whole.length);
      channel.position(whole.length);
      return new Journal(file, runsRoot, channel, state);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** The search as its journal has it now. No journal: nothing has happened. */
  static SearchState read(Path file, Path runsRoot) {
    try {
      SearchState state = SearchState.NONE;
      String text = new String(wholeLines(file), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        state = state.with(line(file, line), runsRoot);
      }
      return state;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private static byte[] wholeLines(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static JournalLine line(Path file, String line) {
    try {
      return JSON.readValue(line, JournalLine.class);
    } catch (JsonProcessingException e) {
      throw TagwrightException.input(
          file + " is damaged: " + e.getOriginalMessage() + ". Begin a new search.", e);
    }
  }

  SearchState state() {
    return state;
  }

  void append(JournalLine event) {
    JournalLine line = event.at(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      long start = channel.position();
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(false);
      } catch (IOException e) {
        channel.truncate(start);
        channel.position(start);
        throw e;
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    state = state.with(line, runsRoot);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
