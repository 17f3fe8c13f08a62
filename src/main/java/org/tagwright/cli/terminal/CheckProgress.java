package org.tagwright.cli.terminal;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Progress;

/** Shows the progress of checks and downloads, one bar per kind of work. */
public final class CheckProgress implements Progress, AutoCloseable {
  private final ProgressLine.Style style;
  private final BooleanSupplier cancelled;
  private @Nullable ProgressLine line;
  private String current = "";

  public CheckProgress(boolean quiet) {
    this(quiet, () -> false);
  }

  /**
   * @param cancelled whether the work should end
   */
  public CheckProgress(boolean quiet, BooleanSupplier cancelled) {
    this.style = ProgressLine.Style.detect(quiet);
    this.cancelled = cancelled;
  }

  @Override
  public boolean cancelled() {
    return cancelled.getAsBoolean();
  }

  @Override
  public synchronized void update(String what, long done, long total) {
    if (line == null || !what.equals(current)) {
      close();
      current = what;
      line = new ProgressLine(style);
    }
    line.update(what, done, total, "");
  }

  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }
}
