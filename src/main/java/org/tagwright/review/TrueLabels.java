package org.tagwright.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataProblem;
import org.tagwright.data.FileTree;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;

/**
 * Finds and reads the true labels of a folder of images: one {@code .cls} file per image.
 *
 * @param labels the folder of label files
 * @param unknown the folder of unknown classes, which need not exist
 */
public record TrueLabels(Path labels, Path unknown) {
  /**
   * With the unknown classes that belong to them: those of the data set where the labels are beside
   * its training labels, else the folder {@code unknown} beside them.
   */
  public static TrueLabels of(Path labels, ExperimentConfig.Data data) {
    Path folder = labels.toAbsolutePath().normalize();
    Path training = data.trainLabelsFolder().toAbsolutePath().normalize();
    boolean ofData =
        data.unknownLabels() != null
            && folder.resolveSibling("").equals(training.resolveSibling(""));
    return new TrueLabels(
        labels, ofData ? data.unknownLabelsFolder() : folder.resolveSibling("unknown"));
  }

  /**
   * Where the labels of an image folder usually are: in it, or beside it as {@code labels/train}
   * for {@code images/train-resized}. {@code null} where there are none.
   */
  public static @Nullable Path folderOf(Path images) {
    if (hasLabels(images)) {
      return images;
    }
    Path absolute = images.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || parent.getParent() == null) {
      return null;
    }
    String name = absolute.getFileName().toString();
    Path labels = parent.getParent().resolve("labels");
    for (String candidate : List.of(name, name.replaceFirst("[-_].*$", ""))) {
      if (hasLabels(labels.resolve(candidate))) {
        return labels.resolve(candidate);
      }
    }
    return null;
  }

  /**
   * The labels of the images, {@code null} where an image has no label file.
   *
   * @param folder the images' folder; below it and below {@code labels} sub-folders are the same
   * @param classes names by class index, as the scores are given
   * @throws TagwrightException where a line is no class index, with file and line, or where the
   *     labels name other classes
   */
  public List<ScoredImages.Truth> read(Path folder, List<Path> images, List<String> classes) {
    new LabelSet(classes).requireSameFor(labels, Path.of("the checkpoint"));
    List<ScoredImages.Truth> truths = new ArrayList<>(images.size());
    for (Path image : images) {
      String stem = stem(folder, image);
      Path file = labelFile(labels, stem);
      Path hidden = labelFile(unknown, stem);
      truths.add(
          file == null
              ? null
              : new ScoredImages.Truth(
                  readOne(file, classes.size()),
                  hidden == null ? List.of() : readOne(hidden, classes.size())));
    }
    return truths;
  }

  /** The name under which an image has its label file, with {@code /} between folders. */
  public static String stem(Path folder, Path image) {
    String stem = ImageFolder.stem(folder.relativize(image).toString());
    return stem.replace(folder.getFileSystem().getSeparator(), "/");
  }

  /**
   * @throws TagwrightException of kind input where no image of the folder has a label file there
   */
  static void requireAny(Path labels, Path images) {
    List<String> stems = ImageFolder.list(images).stream().map(ImageFolder::stem).toList();
    boolean any = stems.stream().anyMatch(stem -> labelFile(labels, stem) != null);
    if (!any && !stems.isEmpty()) {
      throw TagwrightException.input(
          "No image in "
              + images
              + " has its label file (such as "
              + stems.get(0)
              + ".cls) in "
              + labels
              + ". Choose another folder of true labels, or choose the images again to go"
              + " without.");
    }
  }

  private static @Nullable Path labelFile(Path labels, String stem) {
    Path file = LabelFile.of(labels, stem);
    return Files.isRegularFile(file) ? file : null;
  }

  private static List<Integer> readOne(Path file, int classes) {
    List<DataProblem> problems = new ArrayList<>();
    BitSet found = LabelFile.read(file, classes, problems);
    if (problems.isEmpty()) {
      return found.stream().boxed().toList();
    }
    DataProblem first = problems.get(0);
    String advice =
        switch (first.kind()) {
          case INDEX_OUT_OF_RANGE ->
              ": these are labels of another set of classes than the checkpoint's. Choose the"
                  + " folder of true labels that fits the checkpoint.";
          case LABEL_UNREADABLE -> ".";
          default -> ". Fix the file.";
        };
    throw TagwrightException.input(first.toText() + advice);
  }

  private static boolean hasLabels(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      return !FileTree.names(folder, name -> name.endsWith(LabelFile.EXTENSION)).isEmpty();
    } catch (IOException e) {
      return false; // a folder that cannot be listed offers no labels
    }
  }
}
