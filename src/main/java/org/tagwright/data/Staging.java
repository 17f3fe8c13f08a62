package org.tagwright.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A folder beside the place where files will be, in which they are made first: what is cancelled or
 * fails leaves nothing behind. Being on the same disk, the move at the end is a rename.
 */
public final class Staging implements AutoCloseable {
  private final Path folder;

  private Staging(Path folder) {
    this.folder = folder;
  }

  /**
   * @param parent an existing folder
   */
  public static Staging in(Path parent) throws IOException {
    return new Staging(Files.createTempDirectory(parent, ".tagwright-part-"));
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
    delete(folder);
  }

  /** Deletes a file or a folder with all that is in it; links are not followed. */
  static void delete(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
