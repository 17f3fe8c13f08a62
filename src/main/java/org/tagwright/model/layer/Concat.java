package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** What two layers make of the same, side by side in dimension 1. */
public record Concat(Layer first, Layer second) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray one = first.forward(x, pass);
    try (NDArray two = second.forward(x, pass)) {
      return NDArrays.concat(new NDList(one, two), 1);
    } finally {
      if (one != x) {
        one.close();
      }
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.concat(1, first.describe(x, graph), second.describe(x, graph));
  }
}
