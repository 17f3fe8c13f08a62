package org.tagwright.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.config.DataSettings;
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
    return data.with(DataSettings.ROOT, root)
        .with(DataSettings.TRAIN_IMAGES, DataSettings.TRAIN_IMAGES.defaultValue())
        .with(DataSettings.TEST_IMAGES, DataSettings.TEST_IMAGES.defaultValue())
        .with(DataSettings.TRAIN_LABELS, DataSettings.TRAIN_LABELS.defaultValue())
        .with(DataSettings.CLASSES, null);
  }

  /**
   * Other labels for images, wherever they lie.
   *
   * @param classes the file of the class names, or {@code null}
   */
  static Data withLabels(Data data, Path images, Path labels, Path classes) {
    Path root = images.startsWith(data.root()) ? data.root() : rootOf(images, labels);
    return data.with(DataSettings.ROOT, root)
        .with(DataSettings.TRAIN_IMAGES, images)
        .with(DataSettings.TRAIN_LABELS, labels)
        .with(DataSettings.CLASSES, classes);
  }

  /** The folder that both are in, but for the whole disk. */
  private static Path rootOf(Path images, Path labels) {
    Path root = labels.getParent();
    while (root != null && !images.startsWith(root)) {
      root = root.getParent();
    }
    return root == null || root.getParent() == null ? labels.getParent() : root;
  }
}
