package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Deletes what killed changes have left of their new folders. */
  void deleteAbandoned() throws IOException {
    DirectoryStream.Filter<Path> ours =
        path -> path.getFileName().toString().startsWith(prefix(folder));
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
