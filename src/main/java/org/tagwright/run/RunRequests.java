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
    make(folder.stopRequest(), "");
  }

  public void requestPause() {
    make(folder.pauseRequest(), "");
  }

  /**
   * Asks the run to pause when it has finished that many epochs. Unlike the other requests it holds
   * for whatever process works on the run, until that epoch: through a pause by hand, a kill or a
   * requeued job.
   */
  public void requestPauseAfter(int epoch) {
    make(folder.pauseAfterRequest(), Integer.toString(epoch));
  }

  /** Whether the run is to pause now that it has finished that epoch. */
  public boolean pauseRequestedAfter(int epoch) {
    Path request = folder.pauseAfterRequest();
    try {
      return Integer.parseInt(Files.readString(request).strip()) <= epoch;
    } catch (NoSuchFileException e) {
      return false;
    } catch (NumberFormatException e) {
      throw TagwrightException.input(
          request + " must hold the number of an epoch. Delete it to let the run go on.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(request, e);
    }
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

  /** Takes back what was asked of the process that works on the run now. */
  public void clear() {
    remove(folder.stopRequest());
    remove(folder.pauseRequest());
  }

  public void clearPauseAfter() {
    remove(folder.pauseAfterRequest());
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

  private static void make(Path request, String text) {
    try {
      AtomicFile.writeString(request, text);
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
