package org.tagwright.common;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** Writes files so that a kill at any moment leaves the old content or the new one, whole. */
public final class AtomicFile {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Ends the name of an unfinished file. One that a kill left behind may be deleted. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private AtomicFile() {}

  /** What is done with an open stream. */
  @FunctionalInterface
  public interface IOConsumer<T> {
    void accept(T target) throws IOException;
  }

  /**
   * Replaces {@code file} by what {@code body} writes. Missing parent folders are made. Whatever
   * fails, the old file stays as it was and no temporary file is left.
   */
  public static void write(Path file, IOConsumer<OutputStream> body) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    Files.createDirectories(folder);
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        body.accept(out);
        out.flush();
        channel.force(true);
      }
      replace(temporary, target);
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Replaces {@code file} by {@code text} in UTF-8. */
  public static void writeString(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Windows refuses to replace a file that somebody reads at this moment: try for a second. */
  private static void replace(Path temporary, Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AccessDeniedException e) {
        if (!WINDOWS || attempt == 20) {
          throw e;
        }
        pause(50);
      }
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while replacing a file", e);
    }
  }

  /** Makes the rename itself survive a power cut. Windows has no such call for folders. */
  private static void syncFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
