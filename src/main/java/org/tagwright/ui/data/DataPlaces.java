package org.tagwright.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Data;

/** Configurations of the same data in other places. */
final class DataPlaces {
  private DataPlaces() {}

  /** Whether there is anything. Imported labels and their images may lie outside the root. */
  static boolean there(Data data) {
    return Files.isDirectory(data.root()) || Files.isDirectory(data.trainLabelsFolder());
  }

  /** Another root with the usual layout; what is not about places stays. */
  static Data withRoot(Data data, Path root) {
    Data usual = ExperimentConfig.defaults().data();
    return at(data, root, usual.trainImages(), usual.testImages(), usual.trainLabels(), null);
  }

  /**
   * Other labels for images, wherever they lie.
   *
   * @param classes the file of the class names, or {@code null}
   */
  static Data withLabels(Data data, Path images, Path labels, Path classes) {
    Path root = images.startsWith(data.root()) ? data.root() : rootOf(images, labels);
    return at(data, root, images, data.testImages(), labels, classes);
  }

  /** The folder that both are in, but for the whole disk. */
  private static Path rootOf(Path images, Path labels) {
    Path root = labels.getParent();
    while (root != null && !images.startsWith(root)) {
      root = root.getParent();
    }
    return root == null || root.getParent() == null ? labels.getParent() : root;
  }

  private static Data at(
      Data data, Path root, Path trainImages, Path testImages, Path trainLabels, Path classes) {
    return new Data(
        root,
        trainImages,
        testImages,
        trainLabels,
        classes,
        data.valSplit(),
        data.split(),
        data.imageSize(),
        data.resize(),
        data.onProblem(),
        data.workers(),
        data.pixelCache());
  }
}
