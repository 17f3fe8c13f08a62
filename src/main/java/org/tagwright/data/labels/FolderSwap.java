package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.tagwright.common.Folders;

/**
 * A folder that takes another's place by two renames. Each step may be repeated after a kill.
 *
 * @param folder what is replaced; it need not exist
 * @param made the new folder beside it
 * @param old where the old folder is meanwhile
 */
record FolderSwap(Path folder, Path made, Path old) {

  static FolderSwap of(Path folder, long change) {
    return new FolderSwap(
        folder,
        folder.resolveSibling(prefix(folder) + "new-" + change),
        folder.resolveSibling(prefix(folder) + "old-" + change));
  }

  private static String prefix(Path folder) {
    return ".tagwright-" + folder.getFileName() + "-";
  }

  /** Swaps the folders, or finishes doing so. */
  void swap() throws IOException {
    if (Files.isDirectory(made)) {
      if (Files.isDirectory(folder)) {
        Files.move(folder, old);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now())); // renaming leaves it
      } else {
        Files.createDirectories(old); // there was none
      }
      Files.move(made, folder);
    }
  }

  /** Undoes what {@link #swap} has done so far; it can then be done again. */
  void takeBack() throws IOException {
    if (Files.isDirectory(old)) {
      if (Files.isDirectory(folder)) {
        Files.move(folder, made);
      }
      Files.move(old, folder);
    }
  }

  /** Deletes what is left under the names of this swap, which is not begun or not made. */
  void delete() {
    Folders.delete(made);
    Folders.delete(old);
  }

  /**
   * Deletes old folders, and what killed changes have left of new ones. Old folders are kept for a
   * while, so that no power cut takes labels that only the new one has, in files that the disk may
   * not have yet; to wait for each of these would take minutes.
   *
   * @param before left alone is what was made later
   */
  void deleteAbandoned(Instant before) throws IOException {
    DirectoryStream.Filter<Path> ours =
        path ->
            path.getFileName().toString().startsWith(prefix(folder))
                && Files.getLastModifiedTime(path).toInstant().isBefore(before);
    if (Files.isDirectory(folder.resolveSibling(""))) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(folder.resolveSibling(""), ours)) {
        for (Path each : found) {
          Folders.delete(each);
        }
      }
    }
  }
}
