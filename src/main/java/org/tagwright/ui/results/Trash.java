package org.tagwright.ui.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.tagwright.checkpoint.CheckpointFiles;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.results.CheckpointScan;

/**
 * Deleted checkpoints and their notes, kept in a folder beside the others so that moving there is a
 * rename and can be undone. Their names get an ending that no scan takes for a checkpoint.
 */
public final class Trash {
  static final String FOLDER = ".trash";
  private static final String ENDING = ".deleted";

  private record Moved(Path from, Path to) {}

  private final Executor background;
  private final Executor window;
  private final Runnable changed;
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();

  /** What was deleted at once, the last first. */
  private final Deque<List<Moved>> deleted = new ArrayDeque<>();

  /**
   * @param background where files are moved
   * @param window the window's thread; the properties change there
   * @param changed is run there when files have come or gone
   */
  Trash(Executor background, Executor window, Runnable changed) {
    this.background = background;
    this.window = window;
    this.changed = changed;
  }

  /** Moves files into the trash of {@code root}; {@link #undo} brings them back. */
  public void delete(Path root, List<Path> files) {
    background.execute(
        () -> {
          put(root, files);
          done(Units.count(files.size(), "checkpoint") + " moved to " + FOLDER, true);
        });
  }

  /** Brings back what was deleted last; again, what was deleted before that. */
  public void undo() {
    if (undoable.get()) {
      background.execute(
          () -> {
            long back = restore().stream().filter(CheckpointScan::isNamedLikeOne).count();
            done(Units.count(back, "checkpoint") + " restored", canRestore());
          });
    }
  }

  private void done(String what, boolean more) {
    window.execute(
        () -> {
          undoable.set(more);
          message.set(what);
          changed.run();
        });
  }

  /** Forgets the last note; what was deleted can still be brought back. */
  public void dismissMessage() {
    message.set("");
  }

  /** What was done last, for the person. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /**
   * Moves files into the trash of {@code root}.
   *
   * @throws TagwrightException where one cannot be moved; those moved before it are put back
   */
  private synchronized void put(Path root, List<Path> files) {
    List<Moved> moved = new ArrayList<>();
    for (Path file : files.stream().flatMap(f -> CheckpointFiles.of(f).stream()).toList()) {
      Path to =
          root.resolve(FOLDER)
              .resolve(
                  UUID.randomUUID().toString().substring(0, 8) + "-" + file.getFileName() + ENDING);
      try {
        Files.createDirectories(to.getParent());
        Files.move(file, to);
        moved.add(new Moved(file, to));
      } catch (IOException e) {
        putBack(moved);
        throw TagwrightException.failure(
            "Cannot move "
                + file
                + " to "
                + to
                + ": "
                + e.getMessage()
                + ". Nothing was deleted. Check that the folder may be written.",
            e);
      }
    }
    deleted.push(moved);
  }

  private synchronized boolean canRestore() {
    return !deleted.isEmpty();
  }

  /** Puts back what was deleted last, and says what that was. */
  private synchronized List<Path> restore() {
    return deleted.isEmpty() ? List.of() : putBack(deleted.pop());
  }

  private static List<Path> putBack(List<Moved> moved) {
    List<Path> back = new ArrayList<>();
    for (Moved move : moved) {
      try {
        Files.createDirectories(move.from().getParent());
        Files.move(move.to(), move.from());
        back.add(move.from());
      } catch (IOException e) {
        throw TagwrightException.failure(
            "Cannot move "
                + move.to()
                + " back to "
                + move.from()
                + ": "
                + e.getMessage()
                + ". The file is still there: move it by hand.",
            e);
      }
    }
    return back;
  }
}
