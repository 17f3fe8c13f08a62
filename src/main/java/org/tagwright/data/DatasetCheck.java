package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataProblem.Kind;
import org.tagwright.image.ImageProbe;

/** Finds everything that is wrong with a training set before the training. */
public final class DatasetCheck {
  private record Checked(
      BitSet classes, BitSet unknown, List<DataProblem> problems, boolean turned) {}

  private final ExperimentConfig.Data data;
  private final ImageProbe.Depth depth;
  private final Progress progress;
  private final DecodedImages decoded;

  /** Of unknown classes, or {@code null} where there is none. */
  private Path unknownFolder;

  private final List<DataProblem> problems = new ArrayList<>();

  /** Classes that are known without the data set, or {@code null}. */
  private final LabelSet knownClasses;

  private DatasetCheck(
      ExperimentConfig.Data data,
      LabelSet knownClasses,
      ImageProbe.Depth depth,
      Progress progress) {
    this.data = data;
    this.knownClasses = knownClasses;
    this.depth = depth;
    this.progress = progress;
    this.decoded =
        depth == ImageProbe.Depth.DECODE_CHANGED
            ? new DecodedImages(data.trainImagesFolder(), image -> ImageProbe.check(image, depth))
            : null;
  }

  /**
   * Checks the training set, images by structure.
   *
   * @throws CancellationException when cancelled
   */
  public static DatasetReport run(ExperimentConfig.Data data, Progress progress) {
    return run(data, ImageProbe.Depth.STRUCTURE, progress);
  }

  /**
   * Checks the training set.
   *
   * @throws CancellationException when cancelled
   */
  public static DatasetReport run(
      ExperimentConfig.Data data, ImageProbe.Depth depth, Progress progress) {
    return new DatasetCheck(data, null, depth, progress).run();
  }

  /**
   * Checks labelled images whose classes are known already, such as a checkpoint's.
   *
   * @param unknown folder of unknown classes; {@code null}: {@code unknown} beside the labels
   * @throws CancellationException when cancelled
   */
  public static DatasetReport run(
      Path images, Path labels, @Nullable Path unknown, LabelSet classes, Progress progress) {
    ExperimentConfig.Data data =
        ExperimentConfig.defaults()
            .data()
            .with(DataSettings.ROOT, images.toAbsolutePath())
            .with(DataSettings.TRAIN_IMAGES, images.toAbsolutePath())
            .with(DataSettings.TRAIN_LABELS, labels.toAbsolutePath())
            .with(DataSettings.UNKNOWN_LABELS, unknown == null ? null : unknown.toAbsolutePath());
    return new DatasetCheck(data, classes, ImageProbe.Depth.STRUCTURE, progress).run();
  }

  private DatasetReport run() {
    progress.update("listing files", 0, -1);
    LabelSet labels = labels();
    List<String> labelNames =
        list(data.trainLabelsFolder(), "label", "data.trainLabels", LabelFile.EXTENSION);
    findUnknownLabels();
    List<String> imageNames = list(data.trainImagesFolder(), "image", "data.trainImages", null);
    if (!problems.isEmpty()) {
      DatasetIndex none =
          DatasetIndex.unlabelled(
              labels == null ? LabelSet.COCO : labels, data.trainImagesFolder(), List.of());
      int files = labelNames.size();
      return new DatasetReport(none, problems, files, files, 0, 0, 0, data.orientation());
    }
    return check(labels, withoutUnknown(labelNames), imagesOfStem(imageNames), imageNames.size());
  }

  private void findUnknownLabels() {
    Path folder = data.unknownLabelsFolder();
    if (folder.normalize().equals(data.trainLabelsFolder().normalize())) {
      String message = "is the folder of labels and, by data.unknownLabels, that of unknown ones";
      problems.add(new DataProblem(Kind.FOLDER, folder, 0, message));
    } else if (Files.isDirectory(folder)) {
      unknownFolder = folder;
    } else if (data.unknownLabels() != null) {
      String message = "there is no such folder; data.unknownLabels says it has unknown labels";
      problems.add(new DataProblem(Kind.FOLDER, folder, 0, message));
    }
  }

  /** Unknown classes are no labels, also where their folder is inside that of the labels. */
  private List<String> withoutUnknown(List<String> labelNames) {
    Path labels = data.trainLabelsFolder().normalize();
    if (unknownFolder == null || !unknownFolder.normalize().startsWith(labels)) {
      return labelNames;
    }
    String inside = labels.relativize(unknownFolder.normalize()).toString().replace('\\', '/');
    return labelNames.stream().filter(name -> !name.startsWith(inside + "/")).toList();
  }

  private LabelSet labels() {
    if (knownClasses != null) {
      return knownClasses;
    }
    return LabelSet.of(data, problems);
  }

  /**
   * Names of the files that matter, also in sub-folders; a folder that cannot be used is a problem.
   */
  private List<String> list(Path folder, String what, String field, String extension) {
    String setting =
        knownClasses == null ? "; " + field + " and data.root say where the " + what + "s lie" : "";
    if (!Files.isDirectory(folder)) {
      problems.add(
          new DataProblem(
              Kind.FOLDER,
              folder,
              0,
              (Files.exists(folder) ? "is no folder" : "there is no such folder") + setting));
      return List.of();
    }
    List<String> names;
    try {
      names =
          FileTree.names(
              folder,
              name -> extension == null ? ImageFolder.isImage(name) : LabelFile.isLabel(name));
    } catch (IOException e) {
      String reason = "cannot be read: " + Failures.reason(e);
      problems.add(new DataProblem(Kind.FOLDER, folder, 0, reason));
      return List.of();
    }
    if (names.isEmpty()) {
      problems.add(
          new DataProblem(
              Kind.FOLDER,
              folder,
              0,
              "has no "
                  + (extension == null
                      ? "images (" + ImageFolder.FORMATS + ")"
                      : "label files (.cls)")
                  + setting));
    }
    return names;
  }

  private static Map<String, List<String>> imagesOfStem(List<String> imageNames) {
    Map<String, List<String>> images = new HashMap<>();
    imageNames.forEach(
        name -> images.computeIfAbsent(StemList.stem(name), k -> new ArrayList<>(1)).add(name));
    return images;
  }

  private DatasetReport check(
      LabelSet labels, List<String> labelNames, Map<String, List<String>> images, int imageCount) {
    List<Checked> results =
        Parallel.map(
            labelNames.size(),
            "checking samples",
            progress,
            i -> checkSample(labelNames.get(i), images, labels.size()));
    if (decoded != null) {
      decoded.save();
    }
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    List<BitSet> unknown = new ArrayList<>();
    Set<String> labelled = new HashSet<>();
    int withoutClasses = 0;
    int turned = 0;
    for (int i = 0; i < labelNames.size(); i++) {
      Checked checked = results.get(i);
      List<String> image = images.getOrDefault(StemList.stem(labelNames.get(i)), List.of());
      labelled.addAll(image);
      problems.addAll(checked.problems);
      if (checked.problems.isEmpty()) {
        names.add(image.get(0));
        classes.add(checked.classes);
        unknown.add(checked.unknown);
        withoutClasses += checked.classes.isEmpty() ? 1 : 0;
        turned += checked.turned ? 1 : 0;
      }
    }
    if (ValidationList.file(data) != null) {
      ValidationList.check(ValidationList.file(data), labelNames, problems);
    }
    problems.sort(Comparator.comparing(DataProblem::kind)); // stable: by file within a kind
    return new DatasetReport(
        DatasetIndex.of(labels, data.trainImagesFolder(), names, classes, unknown),
        problems,
        labelNames.size(),
        labelNames.size() - names.size(),
        withoutClasses,
        imageCount - labelled.size(),
        turned,
        data.orientation());
  }

  private Checked checkSample(String labelName, Map<String, List<String>> images, int classes) {
    List<DataProblem> found = new ArrayList<>();
    boolean turned = false;
    Path labelFile = data.trainLabelsFolder().resolve(labelName);
    BitSet labels = LabelFile.read(labelFile, classes, found);
    BitSet unknown = new BitSet();
    if (unknownFolder != null) {
      Path file = LabelFile.of(unknownFolder, ImageFolder.stem(labelName));
      unknown = Files.exists(file) ? LabelFile.read(file, classes, found) : unknown;
    }
    List<String> image = images.getOrDefault(StemList.stem(labelName), List.of());
    if (image.isEmpty()) {
      String stem = ImageFolder.stem(labelName);
      String message = "there is no image " + stem + ".jpg for it in " + data.trainImagesFolder();
      found.add(new DataProblem(Kind.IMAGE_MISSING, labelFile, 0, message));
    } else if (image.size() > 1) {
      String message =
          "several images are meant: " + String.join(", ", image) + "; rename all but one";
      found.add(new DataProblem(Kind.IMAGE_AMBIGUOUS, labelFile, 0, message));
    } else {
      Path file = data.trainImagesFolder().resolve(image.get(0));
      try {
        if (decoded != null) {
          decoded.check(image.get(0), file);
        }
        turned =
            ImageProbe.check(file, decoded == null ? depth : ImageProbe.Depth.STRUCTURE).turned();
      } catch (IOException e) {
        String reason = Failures.reason(e);
        found.add(new DataProblem(Kind.IMAGE_UNDECODABLE, file, 0, reason));
      }
    }
    return new Checked(labels, unknown, found, turned);
  }
}
