package org.tagwright.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.LastWords;

/** A prediction under way, or one that was found finished. Not for several threads at once. */
public final class RunningPrediction {

  private final Path folder;
  private final int images;
  private final Process process;
  private ScoresFile.Reader reader;
  private boolean finished;
  private String failure;

  /**
   * @param process {@code null}: it was finished before
   */
  RunningPrediction(Path folder, int images, Process process) {
    this.folder = folder;
    this.images = images;
    this.process = process;
  }

  /** How many images there are, broken ones included. */
  public int images() {
    return images;
  }

  /** Whether the scores were there from an earlier time. */
  public boolean reused() {
    return process == null;
  }

  /** What holds for all images; {@code null} until the model is loaded. */
  public ScoresFile.Header header() {
    return reader == null ? null : reader.header();
  }

  /** The rows that are new since the last call. After it {@link #finished} is up to date. */
  public List<ScoresFile.Row> poll() {
    // Asked before reading: what was written before the end is then surely read.
    boolean ended = process == null || !process.isAlive();
    List<ScoresFile.Row> rows = List.of();
    try {
      if (reader == null) {
        Path file = PredictionService.scoresFile(folder);
        reader = file == null ? null : ScoresFile.open(file);
      }
      if (reader != null) {
        rows = reader.poll();
      }
      if (ended && !finished) {
        finish();
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(folder, e);
    }
    return rows;
  }

  private void finish() throws IOException {
    finished = true;
    if (process == null) {
      return;
    }
    if (process.exitValue() == 0) {
      PredictionService.markComplete(folder);
    } else {
      failure = why(process.exitValue());
    }
  }

  /** The end of what the child printed, which is worded for people. */
  private String why(int exitCode) throws IOException {
    Path log = PredictionService.log(folder);
    if (exitCode > 128) {
      return "The prediction was ended by the system (exit code "
          + exitCode
          + "), perhaps for want of memory. Close other programs and predict again. Its log: "
          + log;
    }
    String said = LastWords.in(log);
    return said.isEmpty() ? "The prediction ended with exit code " + exitCode : said;
  }

  public boolean finished() {
    return finished;
  }

  /** What went wrong, worded for the person; {@code null} where nothing did. */
  public String failure() {
    return failure;
  }

  /** Ends the child; the rows written so far can still be read. */
  public void cancel() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(3, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
