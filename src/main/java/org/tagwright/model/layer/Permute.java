package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Views of the same memory with another order of dimensions. */
public enum Permute implements Layer {
  /**
   * N,C,H,W to N,H,W,C, as linear layers and layer norm take it: row-major where that lay channels
   * last.
   */
  CHANNELS_TO_END {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.transpose(0, 2, 3, 1);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.transpose(x, 0, 2, 3, 1);
    }
  },
  /** N,H,W,C to N,C,H,W, channels last. */
  CHANNELS_TO_FRONT {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.transpose(0, 3, 1, 2);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.transpose(x, 0, 3, 1, 2);
    }
  }
}
