package org.tagwright.ui.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tagwright.common.TagwrightException;

/**
 * Deleted checkpoints, kept in a folder beside the others so that moving there is a rename and can
 * be undone. Their names get an ending that no scan takes for a checkpoint.
 */
final class Trash {
  static final String FOLDER = ".trash";
  private static final String ENDING = ".deleted";

  private record Moved(Path from, Path to) {}

  private List<Moved> last = List.of();

  /**
   * Moves files into the trash of {@code root}.
   *
   * @throws TagwrightException where one cannot be moved; those moved before it are put back
   */
  synchronized void put(Path root, List<Path> files) {
    List<Moved> moved = new ArrayList<>();
    for (Path file : files) {
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
    last = moved;
  }

  /** Puts back what was deleted last, and says what that was. */
  synchronized List<Path> restore() {
    List<Path> back = putBack(last);
    last = List.of();
    return back;
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
