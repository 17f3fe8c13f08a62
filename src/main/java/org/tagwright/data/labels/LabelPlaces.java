package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;

/**
 * Where the labels of a data set are, behind links: who comes through a link and who does not see
 * one history.
 *
 * @param labels the label folder; missing for the moment where a swap was interrupted
 * @param unknown the folder of unknown classes, which need not exist
 */
record LabelPlaces(Path labels, Path unknown, ClassFiles classFiles) {

  static LabelPlaces of(ExperimentConfig.Data data) {
    Path labels = real(data.trainLabelsFolder());
    Path unknown = real(data.unknownLabelsFolder());
    if (labels.equals(unknown)) {
      throw TagwrightException.input(
          "data.unknownLabels is the label folder itself: " + labels + ". Choose another one.");
    }
    return new LabelPlaces(labels, unknown, ClassFiles.of(data, labels));
  }

  static Path real(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (NoSuchFileException e) {
      return realOfMissing(absolute);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(folder, e);
    }
  }

  private static Path realOfMissing(Path absolute) {
    try {
      Path target =
          Files.isSymbolicLink(absolute)
              ? absolute.resolveSibling(Files.readSymbolicLink(absolute)).normalize()
              : absolute;
      Path parent = target.getParent();
      return parent != null && Files.isDirectory(parent)
          ? parent.toRealPath().resolve(target.getFileName())
          : target;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(absolute, e);
    }
  }

  /** A label folder beside this one. */
  Path beside(String name) {
    return real(labels.resolveSibling(name));
  }

  /**
   * The names of the label folders beside this one that have the same classes: that bring the same
   * list, or none. What has a list of its own is of another data set.
   */
  List<String> beside(List<String> classes) {
    List<String> found = new ArrayList<>();
    Set<Path> seen = new HashSet<>(Set.of(labels, unknown));
    try (Stream<Path> all = Files.list(labels.resolveSibling(""))) {
      for (Path each : (Iterable<Path>) all.sorted()::iterator) {
        String name = each.getFileName().toString();
        if (Files.isDirectory(each) && !name.startsWith(".")) {
          Path folder = real(each);
          if (hasLabels(folder) && isOf(folder, classes) && seen.add(folder)) {
            found.add(name);
          }
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(labels.resolveSibling(""), e);
    }
    return found;
  }

  private static boolean isOf(Path folder, List<String> classes) {
    return !ClassFiles.hasOwn(folder)
        || LabelSet.read(folder.resolve(LabelSet.FILE_NAME)).names().equals(classes);
  }

  private static boolean hasLabels(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.anyMatch(file -> LabelFile.isLabel(file.getFileName().toString()));
    }
  }

  LabelHistory history() {
    return history(labels);
  }

  static LabelHistory history(Path labels) {
    return new LabelHistory(
        labels.resolveSibling("labels-history.jsonl"), labels.getFileName().toString());
  }

  /** The label folder's name, by which the history knows it. */
  String name() {
    return labels.getFileName().toString();
  }

  Path lock() {
    return labels.resolveSibling("labels-history.lock");
  }
}
