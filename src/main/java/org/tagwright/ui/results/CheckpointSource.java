package org.tagwright.ui.results;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tagwright.results.CheckpointScan;

/** Where the table's rows come from: the disk, or a test. */
@FunctionalInterface
public interface CheckpointSource {
  /**
   * Reads the checkpoints under a folder. Unchanged files should be known from the time before.
   *
   * @param soFar hears all that was found, a few times a second
   * @return everything; what was found so far where cancelled
   */
  CheckpointScan.Found scan(
      Path root, Consumer<CheckpointScan.Found> soFar, BooleanSupplier cancelled);
}
