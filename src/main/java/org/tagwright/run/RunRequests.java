package org.tagwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.TagwrightException;

/**
 * Stop and pause, asked for by files in the run folder that the trainer looks at once a batch (a
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
