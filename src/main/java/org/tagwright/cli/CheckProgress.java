package org.tagwright.cli;

import org.tagwright.data.Progress;

/** Shows the progress of checks and downloads, a bar for each kind of work. */
final class CheckProgress implements Progress, AutoCloseable {
  private final ProgressLine.Style style;
  private ProgressLine line;
  private String current = "";

  CheckProgress(boolean quiet) {
    this.style = ProgressLine.Style.detect(quiet);
  }

  @Override
  public synchronized void update(String what, long done, long total) {
    if (!what.equals(current)) {
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
