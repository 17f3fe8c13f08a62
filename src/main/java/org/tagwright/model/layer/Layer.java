package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;

/** A differentiable function with weights of its own. */
@FunctionalInterface
public interface Layer {
  /**
   * The layer's output for {@code x}. The result belongs to {@code x}'s manager; {@code x} stays
   * open and must not be changed unless this layer made it.
   */
  NDArray forward(NDArray x, Pass pass);
}
