package org.tagwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * Stop and pause, asked for by files in the run folder that the trainer looks at once per batch (a
 * look costs microseconds). They reach a run on another machine over a shared disk as well.
 */
public record RunRequests(RunFolder folder) {
  public void requestStop() {
    make(folder.stopRequest());
  }

  public void requestPause() {
    make(folder.pauseRequest());
  }

  public boolean stopRequested() {
    return Files.exists(folder.stopRequest());
  }

  public boolean pauseRequested() {
    return Files.exists(folder.pauseRequest());
  }

  public void clearPause() {
    remove(folder.pauseRequest());
  }

  /** Takes both requests back, before a run goes on. */
  public void clear() {
    remove(folder.stopRequest());
    remove(folder.pauseRequest());
  }

  /**
   * Takes back what was asked before this process began: it was meant for an earlier one. A stop
   * that was asked for while this one was starting still counts.
   */
  public void clearStale() {
    Instant began = ProcessMark.current().started();
    for (Path request : List.of(folder.stopRequest(), folder.pauseRequest())) {
      try {
        if (Files.getLastModifiedTime(request).toInstant().isBefore(began)) {
          remove(request);
        }
      } catch (NoSuchFileException e) {
        // Not asked for.
      } catch (IOException e) {
        throw TagwrightException.cannotRead(request, e);
      }
    }
  }

  private static void make(Path request) {
    try {
      AtomicFile.writeString(request, "");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(request, e);
    }
  }

  private static void remove(Path request) {
    try {
      Files.deleteIfExists(request);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(request, e);
    }
  }
}
