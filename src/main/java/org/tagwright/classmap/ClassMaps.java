package org.tagwright.classmap;

import java.nio.file.Path;

/** Class maps (Grad-CAM) of images, by a checkpoint. */
public interface ClassMaps extends AutoCloseable {
  /**
   * Computes the map of a class in an image. May block for seconds.
   *
   * @throws org.tagwright.common.TagwrightException where checkpoint or image will not do
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  ScoredClassMap of(Path checkpoint, Path image, int classIndex);

  /** Whether the next map of this checkpoint needs no loading first. */
  boolean ready(Path checkpoint);

  /** Gives up the map under way. May come from any thread. */
  void cancel();

  @Override
  void close();
}
