package org.tagwright.common;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files so that a kill at any moment leaves the old content or the new one, whole: the new
 * content goes to a temporary file in the same folder, to the disk, and by a rename to its place.
 *
 * <p>A symbolic link stays one: the file that it points to is replaced. What is no ordinary file (a
 * device, a pipe) is written to as it is.
 */
public final class AtomicFile {
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Ends the name of an unfinished file. */
  private static final String TEMPORARY_SUFFIX = ".tmp";

  /** A temporary file that was not written to for so long belongs to a killed process. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private static final int MOST_LINKS = 40;

  private static final Pattern OWN_STREAM =
      Pattern.compile(
          "(?:/dev/fd|/proc/(?:self|thread-self|" + ProcessHandle.current().pid() + ")/fd)/([12])");

  private AtomicFile() {}

  /** What is done with an open stream or channel. */
  @FunctionalInterface
  public interface IOConsumer<T> {
    void accept(T target) throws IOException;
  }

  /** Replaces {@code file} by {@code text} in UTF-8. */
  public static void writeString(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Replaces {@code file} by what {@code body} writes. Missing parent folders are made. Whatever
   * fails, the old file stays as it was and no temporary file is left.
   */
  public static void write(Path file, IOConsumer<OutputStream> body) throws IOException {
    writeChannel(
        file,
        channel -> {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
          body.accept(out);
          out.flush();
        });
  }

  /** As {@link #write}, for a body that writes to a channel. */
  public static void writeChannel(Path file, IOConsumer<FileChannel> body) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    FileDescriptor own = ownStream(target);
    if (own != null) {
      // What was printed so far and what will be, into a file too, stand before and after it.
      System.out.flush();
      body.accept(new FileOutputStream(own).getChannel());
      return;
    }
    if (isSpecial(target)) {
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.APPEND)) {
        body.accept(channel);
      }
      return;
    }
    Path folder = folderOf(target);
    Files.createDirectories(folder);
    removeTemporaries(target, Instant.now().minus(ABANDONED_AFTER));
    replace(
        target, folder.resolve(prefix(target) + UUID.randomUUID() + TEMPORARY_SUFFIX), body, true);
  }

  /**
   * As {@link #write}, but quick in a folder of any number of files, for who holds the lock under
   * which the file is written and keeps a journal: looks for nothing that a killed writer left but
   * {@code file}'s only temporary one, {@link #temporaryOf}, which is overwritten, and does not
   * wait until the disk has the new name. The folder exists.
   */
  public static void writeAlone(Path file, IOConsumer<FileChannel> body) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    Path temporary = temporaryOf(target);
    Files.deleteIfExists(temporary);
    replace(target, temporary, body, false);
  }

  /** The unfinished file that a killed {@link #writeAlone} leaves. */
  public static Path temporaryOf(Path file) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    return target.resolveSibling(prefix(target) + TEMPORARY_SUFFIX.substring(1));
  }

  private static void replace(
      Path target, Path temporary, IOConsumer<FileChannel> body, boolean syncName)
      throws IOException {
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        body.accept(channel);
        channel.force(true);
      }
      replace(temporary, target);
      if (syncName) {
        syncFolder(folderOf(target));
      }
    } catch (IOException e) {
      throw Failures.naming(target, e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Deletes what killed writers of {@code file} left. Only for who holds the lock under which the
   * file is written: another writer's temporary file would go too.
   */
  public static void removeTemporaries(Path file) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    if (Files.isDirectory(folderOf(target))) {
      removeTemporaries(target, Instant.MAX);
    }
  }

  private static void removeTemporaries(Path target, Instant writtenBefore) throws IOException {
    String prefix = prefix(target);
    DirectoryStream.Filter<Path> ofTarget =
        path -> {
          String name = path.getFileName().toString();
          return name.startsWith(prefix) && name.endsWith(TEMPORARY_SUFFIX);
        };
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target.getParent(), ofTarget)) {
      for (Path temporary : found) {
        if (lastWrite(temporary).isBefore(writtenBefore)) {
          Files.deleteIfExists(temporary);
        }
      }
    }
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  private static Instant lastWrite(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX; // just renamed by its writer
    }
  }

  /** A root has no folder; it is not written to either. */
  private static Path folderOf(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new FileSystemException(target.toString(), null, "is a folder");
    }
    return folder;
  }

  /** The file that a link points to, whether it is there or not. */
  private static Path behindLinks(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target) && !isOpenStream(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "too many symbolic links");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static boolean isSpecial(Path target) {
    return isOpenStream(target) || (Files.exists(target) && !Files.isRegularFile(target));
  }

  /** Such as {@code /dev/stdout}: a link to what the process has open, which must stay that. */
  private static boolean isOpenStream(Path target) {
    return target.startsWith("/proc") || target.startsWith("/dev/fd");
  }

  /**
   * What the process prints to: opened anew by its name it would have a place of its own in the
   * file behind it, and either would overwrite the other. It is not to be closed.
   */
  private static @Nullable FileDescriptor ownStream(Path target) {
    Matcher matcher = OWN_STREAM.matcher(target.toString());
    if (!matcher.matches()) {
      return null;
    }
    return matcher.group(1).equals("1") ? FileDescriptor.out : FileDescriptor.err;
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
