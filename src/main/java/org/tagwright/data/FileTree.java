package org.tagwright.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The files of a folder and its sub-folders, by names that are the same on every machine. */
public final class FileTree {
  private FileTree() {}

  /**
   * Names relative to the folder, with {@code /} between folders, sorted as strings of UTF-16
   * units. Hidden folders and links to folders are left out.
   *
   * @param wanted told a file's own name
   */
  public static List<String> names(Path folder, Predicate<String> wanted) throws IOException {
    Path root = folder.toRealPath(); // the folder itself may well be a link
    List<String> names = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          private String prefix = "";

          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            if (inner.equals(root)) {
              return FileVisitResult.CONTINUE;
            }
            String name = inner.getFileName().toString();
            if (name.startsWith(".")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            prefix += name + "/";
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (wanted.test(name)) {
              names.add(prefix + name);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!inner.equals(root)) {
              prefix = prefix.substring(0, prefix.lastIndexOf('/', prefix.length() - 2) + 1);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /**
   * The name as it is compared: an accent that is a character of its own, as macOS and some
   * archives write it, equals one that is part of its letter.
   */
  public static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
