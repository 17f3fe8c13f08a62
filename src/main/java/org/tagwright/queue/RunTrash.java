package org.tagwright.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;

/**
 * Deleted runs, in a folder beside the others so that moving there is a rename and can be undone.
 * What an earlier window left there is deleted for good by {@link #empty}. Safe for threads.
 */
public final class RunTrash {
  private static final String FOLDER = ".trash";

  private final RunService service;

  /** Where they are now, the last first. */
  private final Deque<Path> deleted = new ArrayDeque<>();

  public RunTrash(RunService service) {
    this.service = service;
  }

  /**
   * Moves a run into the trash.
   *
   * @throws TagwrightException where it is running or cannot be moved
   */
  public synchronized void put(RunFolder run) {
    service.requireEnded(run);
    Path trash = run.path().resolveSibling(FOLDER);
    Path to = trash.resolve(run.name());
    try {
      Files.createDirectories(trash);
      Files.move(run.path(), to);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The run %s cannot be moved to %s: %s. Nothing was deleted."
              .formatted(run.path(), to, Failures.reason(e)),
          e);
    }
    deleted.push(to);
  }

  /** Brings back the run that was deleted last; again, the one before. Empty: there is none. */
  public synchronized Optional<RunFolder> restore() {
    Path from = deleted.poll();
    if (from == null) {
      return Optional.empty();
    }
    Path back = from.resolveSibling("").resolveSibling(from.getFileName());
    try {
      Files.move(from, back);
      return Optional.of(new RunFolder(back));
    } catch (NoSuchFileException e) {
      throw TagwrightException.failure(
          "The run %s is gone for good: another window has emptied the trash."
              .formatted(back.getFileName()),
          e);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The run %s cannot be moved back to %s: %s. Its folder is still there: move it by hand."
              .formatted(from, back, Failures.reason(e)),
          e);
    }
  }

  /** Deletes for good what nobody can bring back any more: the runs deleted by earlier windows. */
  public synchronized void empty(Path runsRoot) {
    Path trash = runsRoot.resolve(FOLDER);
    if (!Files.isDirectory(trash)) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(trash)) {
      for (Path run : runs) {
        if (!deleted.contains(run)) {
          service.delete(new RunFolder(run));
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(trash, e);
    }
  }
}
