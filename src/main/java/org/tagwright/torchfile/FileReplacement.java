package org.tagwright.torchfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Replaces a file in one step: the new content goes to a temporary file in the same folder, to the
 * disk, and by a rename to its place.
 */
final class FileReplacement {
  private static final String SUFFIX = ".tmp";

  /** A temporary file that was not written to for so long belongs to a killed process. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private FileReplacement() {}

  /** Writes the content to an open channel, from its beginning. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  static void write(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    String prefix = "." + target.getFileName() + ".";
    removeAbandoned(folder, prefix);
    Path temporary = folder.resolve(prefix + UUID.randomUUID() + SUFFIX);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  private static void removeAbandoned(Path folder, String prefix) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED_AFTER);
    DirectoryStream.Filter<Path> ours =
        path -> {
          String name = path.getFileName().toString();
          return name.startsWith(prefix) && name.endsWith(SUFFIX);
        };
    try (DirectoryStream<Path> temporaries = Files.newDirectoryStream(folder, ours)) {
      for (Path temporary : temporaries) {
        if (lastWrite(temporary).isBefore(limit)) {
          Files.deleteIfExists(temporary);
        }
      }
    }
  }

  private static Instant lastWrite(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.now(); // just renamed by its writer
    }
  }

  /** So that the rename is on the disk too; Windows has no such thing for folders. */
  private static void forceFolder(Path folder) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
