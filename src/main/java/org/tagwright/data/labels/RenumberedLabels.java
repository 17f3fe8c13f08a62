package org.tagwright.data.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ClassChange.Members;
import org.tagwright.data.labels.ImageLabels.State;

/** All labels of a data set, as they are and as a change of the class list makes them. */
final class RenumberedLabels {
  private static final int MOST_PROBLEMS = 10;

  private final ImageLabelFiles files;
  private final List<String> stems;
  private final List<ImageLabels> labels;

  private RenumberedLabels(ImageLabelFiles files, List<String> stems, List<ImageLabels> labels) {
    this.files = files;
    this.stems = stems;
    this.labels = labels;
  }

  /**
   * Reads all label files.
   *
   * @throws TagwrightException of kind input with what is wrong with them
   */
  static RenumberedLabels read(ImageLabelFiles files, Progress progress) {
    try {
      Set<String> stems = new TreeSet<>(stems(files.labels()));
      stems.addAll(stems(files.unknown()));
      List<String> all = List.copyOf(stems);
      List<String> problems = new ArrayList<>();
      List<ImageLabels> labels =
          Parallel.map(
              all.size(),
              "reading labels",
              progress,
              i -> {
                try {
                  return files.read(all.get(i));
                } catch (TagwrightException e) {
                  synchronized (problems) {
                    problems.add(e.getMessage());
                  }
                  return ImageLabels.NO_FILE;
                }
              });
      if (!problems.isEmpty()) {
        throw TagwrightException.input(
            String.join("\n", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())))
                + (problems.size() > MOST_PROBLEMS
                    ? "\n… and " + (problems.size() - MOST_PROBLEMS) + " more files"
                    : ""));
      }
      return new RenumberedLabels(files, all, labels);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(files.labels(), e);
    }
  }

  private static List<String> stems(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? FileTree.names(folder, LabelFile::isLabel).stream()
            .map(name -> name.substring(0, name.length() - LabelFile.EXTENSION.length()))
            .toList()
        : List.of();
  }

  int size() {
    return stems.size();
  }

  List<ImageLabels> labels() {
    return labels;
  }

  /** The images of a class. */
  Members members(int classIndex) {
    List<String> present = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < stems.size(); i++) {
      switch (labels.get(i).state(classIndex)) {
        case PRESENT -> present.add(stems.get(i));
        case UNKNOWN -> unknown.add(stems.get(i));
        case ABSENT -> {}
      }
    }
    return new Members(classIndex, present, unknown);
  }

  /** The labels after a change, in the order of {@link #labels}. */
  List<ImageLabels> after(ClassChange change) {
    Map<String, Map<Integer, State>> given = new HashMap<>();
    for (Members members : change.given()) {
      members.present().forEach(stem -> put(given, stem, members.classIndex(), State.PRESENT));
      members.unknown().forEach(stem -> put(given, stem, members.classIndex(), State.UNKNOWN));
    }
    List<ImageLabels> after = new ArrayList<>();
    for (int i = 0; i < stems.size(); i++) {
      ImageLabels now = change.of(labels.get(i));
      for (Map.Entry<Integer, State> one : given.getOrDefault(stems.get(i), Map.of()).entrySet()) {
        now = now.with(one.getKey(), one.getValue());
      }
      after.add(now);
    }
    return after;
  }

  private static void put(
      Map<String, Map<Integer, State>> given, String stem, int classIndex, State state) {
    given.computeIfAbsent(stem, s -> new HashMap<>()).put(classIndex, state);
  }

  /**
   * Makes the new folders, with whatever else is in the old ones.
   *
   * @param made where; a folder of unknown classes is made only where there are any
   */
  void write(ClassChange change, ImageLabelFiles made, Progress progress) throws IOException {
    copyOthers(files.labels(), made.labels());
    if (Files.isRegularFile(made.labels().resolve(LabelSet.FILE_NAME))) {
      Files.write(made.labels().resolve(LabelSet.FILE_NAME), change.after());
    }
    if (Files.isDirectory(files.unknown())) {
      copyOthers(files.unknown(), made.unknown());
    }
    List<ImageLabels> after = after(change);
    try {
      Parallel.map(
          stems.size(),
          "writing labels",
          progress,
          i -> {
            try {
              made.make(stems.get(i), after.get(i));
              return true;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Folders, and the files that are no label files; a link stays one. */
  private static void copyOthers(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path each : (Iterable<Path>) tree::iterator) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(copy);
        } else if (!LabelFile.isLabel(each.getFileName().toString())) {
          Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }
}
