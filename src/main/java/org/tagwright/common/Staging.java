package org.tagwright.common;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/**
 * A folder beside the place where files will be, in which they are made first: what is cancelled or
 * fails leaves nothing behind. Being on the same disk, the move at the end is a rename.
 *
 * <p>A locked file of the folder's name and {@code .lock} says that somebody is at work there. A
 * folder without one was left behind by a kill; the next staging in the same place deletes it.
 */
public final class Staging implements AutoCloseable {
  private static final String PREFIX = ".tagwright-part-";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel locked;

  private Staging(Path folder, Path lockFile, FileChannel locked) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.locked = locked;
  }

  /**
   * Also deletes what a killed process left here.
   *
   * @param parent an existing folder
   */
  public static Staging in(Path parent) throws IOException {
    deleteAbandoned(parent);
    while (true) {
      String name = PREFIX + UUID.randomUUID();
      Path lockFile = parent.resolve(name + LOCK);
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Staging(Files.createDirectory(parent.resolve(name)), lockFile, channel);
      }
      channel.close(); // someone who tidies up was quicker, and deletes it
    }
  }

  /** Deletes what killed processes left in a folder. */
  public static void deleteAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path path : found) {
        String name = path.getFileName().toString();
        boolean lock = name.endsWith(LOCK);
        String folder = lock ? name.substring(0, name.length() - LOCK.length()) : name;
        deleteUnlessInUse(parent.resolve(folder), parent.resolve(folder + LOCK));
      }
    }
  }

  private static void deleteUnlessInUse(Path folder, Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        return;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      return;
    } catch (NoSuchFileException noLock) {
      // The lock is made before the folder and deleted after it: nobody is at work there.
    }
    Folders.delete(folder);
    Files.deleteIfExists(lockFile);
  }

  public Path folder() {
    return folder;
  }

  /** Puts what was made under these names into {@code target}, in place of what is there. */
  public void moveInto(Path target, List<String> names) throws IOException {
    for (String name : names) {
      Path old = target.resolve(name);
      if (Files.exists(old)) {
        Files.move(old, folder.resolve("old-" + name));
      }
      Files.move(folder.resolve(name), old);
    }
  }

  /** Deletes what was not moved. */
  @Override
  public void close() throws IOException {
    try (locked) {
      Folders.delete(folder);
    }
    Files.deleteIfExists(lockFile);
  }
}
