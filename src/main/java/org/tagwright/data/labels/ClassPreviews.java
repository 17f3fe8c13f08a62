package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;

/** Works out what a change of the class list would do. */
final class ClassPreviews {
  private ClassPreviews() {}

  static ClassPreview of(
      ClassEdit edit, ClassChange change, ImageLabelFiles files, Progress progress) {
    RenumberedLabels all = RenumberedLabels.read(files, progress);
    boolean same = change.keepsIndices();
    int subject = new LabelSet(change.before()).indexOf(edit.name().strip()); // -1: a new class
    int present = 0;
    int unknown = 0;
    int emptied = 0;
    for (ImageLabels labels : all.labels()) {
      if (subject >= 0) {
        present += labels.state(subject) == ImageLabels.State.PRESENT ? 1 : 0;
        unknown += labels.state(subject) == ImageLabels.State.UNKNOWN ? 1 : 0;
      }
      emptied += !labels.present().isEmpty() && change.of(labels).present().isEmpty() ? 1 : 0;
    }
    int renumbered =
        (int)
            IntStream.range(0, change.to().size())
                .filter(k -> k != subject && change.to().get(k) != k)
                .count();
    return new ClassPreview(
        edit.toText(),
        change,
        present,
        unknown,
        emptied,
        renumbered,
        same ? 0 : all.size(),
        same ? List.of() : otherLabels(files));
  }

  /**
   * @throws TagwrightException of kind input where other labels would keep the old indices
   */
  static void requireAlone(ClassChange change, ImageLabelFiles files) {
    List<Path> others = change.keepsIndices() ? List.of() : otherLabels(files);
    if (!others.isEmpty()) {
      throw TagwrightException.input(
          "This would change the indices of classes in "
              + files.labels()
              + ", but not in the label files of "
              + others.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ", which may be of the same class list and would then mean other classes. Move"
              + " these elsewhere first.");
    }
  }

  /** Folders beside the label folder that have label files. */
  private static List<Path> otherLabels(ImageLabelFiles files) {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(files.labels().resolveSibling(""), Files::isDirectory)) {
      for (Path folder : beside) {
        boolean own = folder.equals(files.labels()) || folder.equals(files.unknown());
        if (!own && !folder.getFileName().toString().startsWith(".") && hasLabels(folder)) {
          others.add(folder);
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(files.labels().resolveSibling(""), e);
    }
    return others;
  }

  private static boolean hasLabels(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.anyMatch(file -> LabelFile.isLabel(file.getFileName().toString()));
    }
  }
}
