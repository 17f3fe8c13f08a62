package org.tagwright.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tagwright.common.LineLog;
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
  private final LineLog lines;
  private SearchState state;

  private Journal(Path file, Path runsRoot, LineLog lines, SearchState state) {
    this.file = file;
    this.runsRoot = runsRoot;
    this.lines = lines;
    this.state = state;
  }

  /**
   * Opens it to go on behind its last whole line.
   *
   * @param runsRoot what the folders of runs are relative to
   */
  static Journal open(Path file, Path runsRoot) {
    SearchState state = read(file, runsRoot);
    try {
      return new Journal(file, runsRoot, LineLog.open(file), state);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** The search as its journal has it now. No journal: nothing has happened. */
  static SearchState read(Path file, Path runsRoot) {
    try {
      SearchState state = SearchState.NONE;
      for (String line : LineLog.read(file)) {
        state = state.with(line(file, line), runsRoot);
      }
      return state;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
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
      lines.append(JSON.writeValueAsString(line) + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    state = state.with(line, runsRoot);
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
