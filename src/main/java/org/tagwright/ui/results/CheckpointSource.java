package org.tagwright.ui.results;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tagwright.results.CheckpointRow;

/** Where the table's rows come from: the disk, or a test. */
public interface CheckpointSource {
  /** A checkpoint that cannot be read, and why. */
  record Unreadable(Path file, String reason) {}

  /** All that a folder holds. */
  record Scan(List<CheckpointRow> rows, List<Unreadable> unreadable) {
    public Scan {
      rows = List.copyOf(rows);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Reads the checkpoints under a folder. Unchanged files should be known from the time before.
   *
   * @param soFar hears what was found, a few times a second
   * @return everything; what was found so far where cancelled
   */
  Scan scan(Path root, Consumer<Scan> soFar, BooleanSupplier cancelled);
}
