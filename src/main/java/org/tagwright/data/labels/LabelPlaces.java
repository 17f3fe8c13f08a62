package org.tagwright.data.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;

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

  LabelHistory history() {
    return history(labels);
  }

  static LabelHistory history(Path labels) {
    return new LabelHistory(
        labels.resolveSibling("labels-history.jsonl"), labels.getFileName().toString());
  }

  Path lock() {
    return labels.resolveSibling("labels-history.lock");
  }
}
