package org.tagwright;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java files below a folder, counted as a reader meets them: by package and by line. */
record SourceTree(Path root) {
  private static final String PACKAGE_INFO = "package-info.java";

  /** Packages by name with the number of their files, {@code package-info} left out. */
  Map<String, Integer> packageSizes() {
    return files()
        .filter(file -> !file.endsWith(PACKAGE_INFO))
        .collect(
            Collectors.groupingBy(
                file -> name(file.getParent()), TreeMap::new, Collectors.summingInt(file -> 1)));
  }

  List<String> packagesWithoutInfo() {
    return packageSizes().keySet().stream()
        .filter(name -> !Files.exists(root.resolve(name.replace('.', '/')).resolve(PACKAGE_INFO)))
        .toList();
  }

  /** Files by path below the root with the number of their lines. */
  Map<String, Integer> lines() {
    return files()
        .collect(
            Collectors.toMap(
                file -> root.relativize(file).toString().replace('\\', '/'),
                SourceTree::lines,
                Integer::sum,
                TreeMap::new));
  }

  /** Those of {@code sizes} over {@code limit}. */
  static List<String> tooLarge(Map<String, Integer> sizes, int limit) {
    return sizes.entrySet().stream()
        .filter(entry -> entry.getValue() > limit)
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  private String name(Path folder) {
    return root.relativize(folder).toString().replace('\\', '.').replace('/', '.');
  }

  private static int lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return Math.toIntExact(lines.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Path> files() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
