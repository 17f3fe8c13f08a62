package org.tagwright.ui.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    boolean inside = images.startsWith(data.root()) && labels.startsWith(data.root());
    Path root = inside ? data.root() : rootOf(images, labels);
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

  /**
   * What a data set is called: its root, or where its labels are, if that is not the usual place.
   */
  static String title(Data data) {
    return (usual(data) ? data.root() : data.trainLabelsFolder()).toString();
  }

  private static boolean usual(Data data) {
    return data.equals(withRoot(data, data.root()));
  }

  /** The places of a data set as one text, to be remembered. */
  static String toText(Data data) {
    return usual(data)
        ? data.root().toString()
        : Stream.of(
                data.root(),
                data.trainImages(),
                data.testImages(),
                data.trainLabels(),
                data.classes() == null ? "" : data.classes())
            .map(Object::toString)
            .collect(Collectors.joining("\t"));
  }

  /** The data set in the places that {@link #toText} wrote. */
  static Data of(Data data, String text) {
    String[] places = text.split("\t", -1);
    if (places.length != 5) {
      return withRoot(data, Path.of(text));
    }
    Path classes = places[4].isEmpty() ? null : Path.of(places[4]);
    return data.with(DataSettings.ROOT, Path.of(places[0]))
        .with(DataSettings.TRAIN_IMAGES, Path.of(places[1]))
        .with(DataSettings.TEST_IMAGES, Path.of(places[2]))
        .with(DataSettings.TRAIN_LABELS, Path.of(places[3]))
        .with(DataSettings.CLASSES, classes);
  }

  /** Whether images and labels are where the configuration has them. */
  static boolean complete(Data data) {
    return Files.isDirectory(data.trainLabelsFolder())
        && Files.isDirectory(data.trainImagesFolder());
  }

  static String incomplete(Data data) {
    return "%s has no %s and %s. Labels in another form can be imported."
        .formatted(data.root(), data.trainImages(), data.trainLabels());
  }
}
