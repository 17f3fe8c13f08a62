package org.tagwright.ui.export;

import java.nio.file.Path;
import org.tagwright.common.Progress;
import org.tagwright.export.ModelExport;

/** Who exports a checkpoint. The window's is a child process; tests have their own. */
@FunctionalInterface
public interface Exporter {
  /**
   * Exports. Blocks.
   *
   * @return the folder that was written
   * @throws org.tagwright.common.TagwrightException where checkpoint or folder will not do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  Path export(ModelExport.Request request, Progress progress);
}
