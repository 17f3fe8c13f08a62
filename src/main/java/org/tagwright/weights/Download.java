package org.tagwright.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;

/**
 * Fetches one file into a {@code .part} file. What is there from an earlier attempt is kept and
 * only the rest is asked for, where the server can do that.
 */
final class Download {
  private static final int ATTEMPTS = 4;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int UNKNOWN = -1;

  private final URI address;
  private final Path part;
  private final Progress progress;
  private final Duration patience;

  /** The disk would not take it: not the server's fault, and no use to try again. */
  private static final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * @param patience how long the server may be silent
   */
  Download(URI address, Path part, Progress progress, Duration patience) {
    this.address = address;
    this.part = part;
    this.progress = progress;
    this.patience = patience;
  }

  /** Leaves the whole content in the part file, or what came of it. */
  void run() {
    for (int attempt = 1; ; attempt++) {
      long before = size();
      try {
        fetchRest();
        return;
      } catch (DiskException e) {
        throw diskFull(e);
      } catch (IOException e) {
        boolean gotSome = size() > before;
        if (attempt >= ATTEMPTS || !gotSome) {
          throw unreachable(e);
        }
      }
    }
  }

  private void fetchRest() throws IOException {
    long have = size();
    URLConnection connection = address.toURL().openConnection();
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    boolean continued = false;
    if (connection instanceof HttpURLConnection http) {
      if (have > 0) {
        http.setRequestProperty("Range", "bytes=" + have + "-");
      }
      int status = http.getResponseCode();
      if (status == 416 && have > 0) {
        // What is there is as long as the file: then the checksum tells. Or longer: a new start.
        if (!("bytes */" + have).equals(http.getHeaderField("Content-Range"))) {
          clear();
          fetchRest();
        }
        return;
      }
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
        throw refused(status);
      }
      continued =
          status == HttpURLConnection.HTTP_PARTIAL
              && String.valueOf(http.getHeaderField("Content-Range")).startsWith("bytes " + have);
      if (status == HttpURLConnection.HTTP_PARTIAL && !continued) {
        throw new IOException("the server sent another part of the file than it was asked for");
      }
    }
    long offset = continued ? have : 0;
    long length = connection.getContentLengthLong();
    long total = length == UNKNOWN ? UNKNOWN : offset + length;
    requireSpace(total - offset);
    copy(connection, offset, total);
  }

  private void copy(URLConnection connection, long offset, long total) throws IOException {
    long done = offset;
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = connection.getInputStream();
        FileChannel out = openPart(offset)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        append(out, ByteBuffer.wrap(chunk, 0, n));
        done += n;
        progress.update("downloading " + name(), done, total);
        progress.orCancel();
      }
      sync(out);
    }
    if (total != UNKNOWN && done != total) {
      throw new IOException("it broke off after %d of %d bytes".formatted(done, total));
    }
  }

  private FileChannel openPart(long offset) throws IOException {
    try {
      FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      out.truncate(offset).position(offset);
      return out;
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static void append(FileChannel out, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static void sync(FileChannel out) throws IOException {
    try {
      out.force(true);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private void clear() throws IOException {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private long size() {
    return part.toFile().length();
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(folder()).getUsableSpace();
    if (bytes > free) {
      throw TagwrightException.failure(
          "Cannot download %s to %s: it takes %s more and the disk has %s free"
              .formatted(name(), folder(), Units.bytes(bytes), Units.bytes(free)));
    }
  }

  private Path folder() {
    return Objects.requireNonNull(part.toAbsolutePath().getParent(), "a file's folder");
  }

  private String name() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private TagwrightException refused(int status) {
    String why = status == HttpURLConnection.HTTP_NOT_FOUND ? "has no such file" : "refuses";
    return TagwrightException.failure(
        "Cannot download %s: the server %s (%s answers %d). %s"
            .formatted(name(), why, address, status, byHand()));
  }

  private TagwrightException unreachable(IOException e) {
    String kept = size() > 0 ? " What came of it is kept; run it again to go on." : "";
    return TagwrightException.failure(
        "Cannot download %s from %s: %s.%s %s".formatted(name(), address, words(e), kept, byHand()),
        e);
  }

  private TagwrightException diskFull(IOException e) {
    return TagwrightException.failure(
        "Cannot write %s to %s: %s. Make room or choose another folder (model.weightsFolder)."
            .formatted(name(), folder(), e.getMessage()),
        e);
  }

  private static String words(IOException e) {
    if (e instanceof UnknownHostException) {
      return "no network, or no server named " + e.getMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String byHand() {
    return "Without a network: fetch %s on another machine and put it into %s."
        .formatted(address, folder());
  }
}
