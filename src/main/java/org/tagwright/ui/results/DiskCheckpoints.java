package org.tagwright.ui.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointScan;

/**
 * The checkpoints of a folder on disk. Remembers what it has read, so that scanning again is quick.
 */
public final class DiskCheckpoints implements CheckpointSource {
  private final CheckpointScan scan = new CheckpointScan();

  @Override
  public CheckpointScan.Found scan(
      Path root, Consumer<CheckpointScan.Found> soFar, BooleanSupplier cancelled) {
    List<CheckpointRow> rows = new ArrayList<>();
    List<CheckpointScan.Unreadable> unreadable = new ArrayList<>();
    return scan.scan(
        root,
        CheckpointScan.DEFAULT_GLOB,
        batch -> {
          rows.addAll(batch.rows());
          unreadable.addAll(batch.unreadable());
          soFar.accept(new CheckpointScan.Found(rows, unreadable));
        },
        cancelled);
  }
}
