package org.tagwright.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.common.Progress;

/** A file in the writing, which tells how much of it is written. */
final class ProgressStream extends FilterOutputStream {
  private final String what;
  private final long total;
  private final Progress progress;
  private long written;

  ProgressStream(Path file, long total, Progress progress) throws IOException {
    super(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    what = "writing " + file.getFileName();
    this.total = total;
    this.progress = progress;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    progress.orCancel();
    out.write(bytes, from, count);
    written += count;
    progress.update(what, written, total);
  }
}
