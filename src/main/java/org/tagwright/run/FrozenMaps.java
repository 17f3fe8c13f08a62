package org.tagwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Head;
import org.tagwright.config.backbone.BackboneFacts;

/**
 * The feature maps that an attention head reads of each image while the backbone is frozen. They
 * are kept on disk as long as they take at most half of what is free there; else they are computed
 * again in each epoch.
 *
 * @param bytes of the maps of all images
 * @param budget what they may take, bytes
 */
public record FrozenMaps(long bytes, long budget) {
  private static final int FREE_SPACE_DIVISOR = 2;

  /**
   * The maps of a run.
   *
   * @param images training and validation
   * @param folder where the run's folder is, or is going to be
   * @return empty where no backbone is frozen or a linear head needs no maps
   */
  public static Optional<FrozenMaps> of(ExperimentConfig config, long images, Path folder) {
    if (config.model().head() == Head.LINEAR || !config.training().frozenIn(1)) {
      return Optional.empty();
    }
    long each = BackboneFacts.of(config.model().backbone()).mapBytes(config.data().imageSize());
    return Optional.of(new FrozenMaps(images * each, freeBytes(folder) / FREE_SPACE_DIVISOR));
  }

  private static long freeBytes(Path folder) {
    Path there = folder.toAbsolutePath();
    for (Path up = there; up != null; up = up.getParent()) {
      if (Files.exists(up)) {
        there = up;
        break;
      }
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      throw TagwrightException.cannotRead(there, e);
    }
  }

  public boolean kept() {
    return bytes <= budget;
  }

  /** One or two sentences. */
  public String inWords() {
    return kept()
        ? "While the backbone is frozen, its feature maps are kept on disk (%s)."
            .formatted(Units.bytes(bytes))
        : "While the backbone is frozen, its feature maps are computed in every epoch: at %s they would take more than half of the free disk space (%s)."
            .formatted(Units.bytes(bytes), Units.bytes(budget));
  }
}
