package org.tagwright.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.LineLog;
import org.tagwright.common.TagwrightException;

/**
 * The results file of the quality benchmark: one JSON object per line, on disk as soon as a trial
 * has finished. A kill while a line is written costs that line; the next writer removes its rest.
 */
public final class TrialLog implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final LineLog lines;

  private TrialLog(Path file, LineLog lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * The trials in a file, complete lines only; none where there is no file.
   *
   * @throws TagwrightException of kind input where a line is no trial
   */
  public static List<QualityTrial> read(Path file) {
    List<String> lines;
    try {
      lines = LineLog.read(file);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
    List<QualityTrial> trials = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        try {
          trials.add(JSON.readValue(lines.get(i), QualityTrial.class));
        } catch (JsonProcessingException e) {
          throw TagwrightException.input(
              "%s, line %d is not a result of this benchmark: %s"
                  .formatted(file, i + 1, e.getOriginalMessage()),
              e);
        }
      }
    }
    return trials;
  }

  /**
   * Opens a file to append to, for this process alone.
   *
   * @throws TagwrightException of kind input where another process is writing to it
   */
  public static TrialLog open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      if (!locked(channel)) {
        channel.close();
        throw TagwrightException.input(
            "Another benchmark is writing to "
                + file
                + ". Wait for it, or choose another file with --results.");
      }
      return new TrialLog(file, LineLog.on(channel));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** On disk when this returns. */
  void append(QualityTrial trial) {
    try {
      lines.append(JSON.writeValueAsString(trial) + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
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
