package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;

/**
 * Images listed in a file: one name without extension a line, with {@code /} between folders,
 * UTF-8. Blank lines are nothing.
 *
 * @param file where the list is, for messages
 */
public record StemList(Path file, Set<String> stems) {

  /**
   * Reads a list.
   *
   * @throws TagwrightException of kind input where the file cannot be read or lists nothing
   */
  public static StemList read(Path file) {
    Set<String> stems = new LinkedHashSet<>();
    try {
      TextFile.read(file)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(FileTree::composed)
          .forEach(stems::add);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
    if (stems.isEmpty()) {
      throw TagwrightException.input(
          file + " lists no images. Write one name per line, without its extension.");
    }
    return new StemList(file, stems);
  }

  /** Writes a list, atomically. */
  public static void write(Path file, Collection<String> stems) {
    try {
      AtomicFile.writeString(file, String.join("\n", stems) + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /**
   * The listed ones of a folder's images.
   *
   * @param names relative to the folder
   * @throws TagwrightException of kind input where a listed image is not there
   */
  public List<String> among(List<String> names, Path folder) {
    List<String> found = names.stream().filter(name -> stems.contains(stem(name))).toList();
    Set<String> missing = new HashSet<>(stems);
    found.forEach(name -> missing.remove(stem(name)));
    if (!missing.isEmpty()) {
      throw TagwrightException.input(
          "%s lists %s, of which there is no image in %s%s. Correct the list."
              .formatted(
                  file,
                  missing.stream().sorted().findFirst().orElseThrow(),
                  folder,
                  missing.size() == 1 ? "" : ", and " + (missing.size() - 1) + " more"));
    }
    return found;
  }

  /** What a list calls an image or its label file. */
  static String stem(String name) {
    return FileTree.composed(ImageFolder.stem(name));
  }
}
