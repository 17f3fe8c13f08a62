package org.tagwright.model.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** What is added to the attention of one place to another of the window, by their offset. */
interface PositionBias {
  /**
   * 1 × heads × places × places, float32.
   *
   * @param offsets as {@link Windows#offsets}
   */
  NDArray of(NDArray offsets, NDManager owner);

  /** Offsets × heads. */
  Value describe(GraphBuilder graph);
}
