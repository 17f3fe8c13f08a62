package org.tagwright.data.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ClassChange.Members;
import org.tagwright.data.labels.ImageLabels.State;

/**
 * All labels of a data set, as they are and as a change of the class list makes them: those of its
 * label folder and of the folders beside it with the same classes.
 */
final class RenumberedLabels {
  private static final int MOST_PROBLEMS = 10;

  /**
   * A label folder. All share one folder of unknown classes; what it lists of an image that several
   * of them label goes with the first.
   */
  private record Part(
      String name, ImageLabelFiles files, List<String> stems, List<ImageLabels> labels) {}

  private final List<Part> parts;

  private RenumberedLabels(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads all label files.
   *
   * @param beside names of further label folders
   * @param classes their number
   * @throws TagwrightException of kind input with what is wrong with them
   */
  static RenumberedLabels read(
      LabelPlaces places, List<String> beside, int classes, Progress progress) {
    List<String> problems = new ArrayList<>();
    try {
      List<Part> parts = new ArrayList<>();
      Set<String> unlabelled = new TreeSet<>(stems(places.unknown()));
      for (String name : beside) {
        Path folder = places.beside(name);
        ImageLabelFiles files = new ImageLabelFiles(folder, places.unknown(), classes);
        List<String> stems = stems(folder);
        parts.add(new Part(name, files, stems, read(files, stems, problems, progress)));
        stems.forEach(unlabelled::remove);
      }
      ImageLabelFiles files = new ImageLabelFiles(places.labels(), places.unknown(), classes);
      Set<String> own = new TreeSet<>(stems(places.labels()));
      own.addAll(unlabelled);
      List<String> stems = List.copyOf(own);
      List<ImageLabels> labels = read(files, stems, problems, progress);
      parts.add(0, new Part(places.name(), files, stems, labels));
      if (!problems.isEmpty()) {
        throw TagwrightException.input(
            String.join("\n", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())))
                + (problems.size() > MOST_PROBLEMS
                    ? "\n… and " + (problems.size() - MOST_PROBLEMS) + " more files"
                    : ""));
      }
      return new RenumberedLabels(parts);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(places.labels(), e);
    }
  }

  private static List<ImageLabels> read(
      ImageLabelFiles files, List<String> stems, List<String> problems, Progress progress) {
    return Parallel.map(
        stems.size(),
        "reading labels",
        progress,
        i -> {
          try {
            return files.read(stems.get(i));
          } catch (TagwrightException e) {
            synchronized (problems) {
              problems.add(e.getMessage());
            }
            return ImageLabels.NO_FILE;
          }
        });
  }

  private static List<String> stems(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? FileTree.names(folder, LabelFile::isLabel).stream()
            .map(name -> name.substring(0, name.length() - LabelFile.EXTENSION.length()))
            .toList()
        : List.of();
  }

  List<ImageLabels> labels() {
    return parts.stream().flatMap(part -> part.labels.stream()).toList();
  }

  /** The images of a class, by folder. */
  List<Members> members(int classIndex) {
    List<Members> members = new ArrayList<>();
    for (Part part : parts) {
      List<String> present = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      for (int i = 0; i < part.stems.size(); i++) {
        switch (part.labels.get(i).state(classIndex)) {
          case PRESENT -> present.add(part.stems.get(i));
          case UNKNOWN -> unknown.add(part.stems.get(i));
          case ABSENT -> {}
        }
      }
      members.add(new Members(part.name, classIndex, present, unknown));
    }
    return members;
  }

  /** The labels of a folder's images after a change. */
  private Map<String, ImageLabels> after(ClassChange change, Part part) {
    Map<String, ImageLabels> after = new LinkedHashMap<>();
    for (int i = 0; i < part.stems.size(); i++) {
      after.put(part.stems.get(i), change.of(part.labels.get(i)));
    }
    for (Members members : change.given()) {
      String folder = members.folder() == null ? parts.get(0).name : members.folder();
      if (folder.equals(part.name)) {
        int c = members.classIndex();
        // An image without labels is listed only where a class is unknown in it.
        members.unknown().forEach(stem -> after.putIfAbsent(stem, ImageLabels.NO_FILE));
        members.present().forEach(stem -> after.computeIfPresent(stem, given(c, State.PRESENT)));
        members.unknown().forEach(stem -> after.computeIfPresent(stem, given(c, State.UNKNOWN)));
      }
    }
    return after;
  }

  private static BiFunction<String, ImageLabels, ImageLabels> given(int classIndex, State state) {
    return (stem, labels) -> {
      ImageLabels with = labels.with(classIndex, state);
      return new ImageLabels(labels.labelled(), with.present(), with.unknown());
    };
  }

  /**
   * Makes the new folders, with whatever else is in the old ones; one of unknown classes only where
   * there are any.
   *
   * @param id the change's number, by which {@link FolderSwap} names the folders
   */
  void write(ClassChange change, long id, Progress progress) throws IOException {
    Path unknown = parts.get(0).files.unknown();
    Path madeUnknown = FolderSwap.of(unknown, id).made();
    if (Files.isDirectory(unknown)) {
      copyOthers(unknown, madeUnknown);
    }
    Set<String> seen = new HashSet<>();
    for (Part part : parts) {
      Path made = FolderSwap.of(part.files.labels(), id).made();
      copyOthers(part.files.labels(), made);
      if (ClassFiles.hasOwn(made)) {
        Files.write(made.resolve(LabelSet.FILE_NAME), change.after());
      }
      Map<String, ImageLabels> after = after(change, part);
      Set<String> first = after.keySet().stream().filter(seen::add).collect(Collectors.toSet());
      List<Map.Entry<String, ImageLabels>> images = List.copyOf(after.entrySet());
      ImageLabelFiles files = new ImageLabelFiles(made, madeUnknown, change.after().size());
      try {
        Parallel.map(
            images.size(),
            "writing labels",
            progress,
            i -> {
              String stem = images.get(i).getKey();
              try {
                files.make(stem, images.get(i).getValue(), first.contains(stem));
                return true;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
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
