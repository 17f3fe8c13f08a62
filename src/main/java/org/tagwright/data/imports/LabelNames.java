package org.tagwright.data.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.ImageFolder;

/**
 * The names of label files, by the names that annotations call images. Annotations often put
 * folders before a name. Those below the folder of the images count; where that is not known, none
 * counts as long as the names differ without, else those in which the names differ.
 */
final class LabelNames {
  private static final int TRIED = 200;

  private final Path images;

  /**
   * @param images may be {@code null}
   */
  LabelNames(Path images) {
    this.images = images;
  }

  /**
   * The stem of each image's label file, with {@code /} between folders.
   *
   * @throws TagwrightException of kind input where two images would share a label file
   */
  Map<String, String> of(Collection<String> imageNames) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    imageNames.forEach(name -> parts.put(name, parts(name)));
    int leading = leading(parts.values());
    Map<String, String> stems = new LinkedHashMap<>();
    Map<String, String> owners = new HashMap<>();
    parts.forEach(
        (name, own) -> {
          String stem =
              stem(String.join("/", own.subList(Math.min(leading, own.size() - 1), own.size())));
          String other = owners.put(FileTree.composed(stem), name);
          if (other != null) {
            throw TagwrightException.input(
                "The images "
                    + other
                    + " and "
                    + name
                    + " would share the label file "
                    + stem
                    + ".cls. Rename one of them, there and in the annotations.");
          }
          stems.put(name, stem);
        });
    return stems;
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("[/\\\\]+")) {
      if (part.equals("..")) {
        throw TagwrightException.input(
            "The image name " + name + " leads out of its folder; write it without \"..\".");
      }
      if (!part.isBlank() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      throw TagwrightException.input("An image has no name ('" + name + "').");
    }
    return parts;
  }

  /** How many folders before the names do not count. */
  private int leading(Collection<List<String>> names) {
    int deepest = names.stream().mapToInt(List::size).max().orElse(1) - 1;
    int leading = deepest;
    long most = 0;
    for (int skipped = 0; images != null && skipped <= deepest; skipped++) {
      int from = skipped;
      long found = names.stream().limit(TRIED).filter(name -> isImage(name, from)).count();
      if (found > most) {
        most = found;
        leading = skipped;
      }
    }
    return most > 0 || differ(names) ? leading : common(names);
  }

  private boolean isImage(List<String> name, int from) {
    if (from >= name.size()) {
      return false;
    }
    String path = String.join("/", name.subList(from, name.size()));
    return Files.isRegularFile(images.resolve(path))
        || ImageFolder.EXTENSIONS.stream()
            .anyMatch(end -> Files.isRegularFile(images.resolve(path + "." + end)));
  }

  private static boolean differ(Collection<List<String>> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().allMatch(name -> seen.add(stem(name.get(name.size() - 1))));
  }

  private static int common(Collection<List<String>> names) {
    List<String> shared = names.iterator().next();
    int common = shared.size() - 1;
    for (List<String> name : names) {
      common = Math.min(common, name.size() - 1);
      while (!shared.subList(0, common).equals(name.subList(0, common))) {
        common--;
      }
    }
    return common;
  }

  /** Video frames are often named without an extension: {@code frame.0001} is whole. */
  private static String stem(String name) {
    return name.matches(".*\\.\\d+") ? name : ImageFolder.stem(name);
  }
}
