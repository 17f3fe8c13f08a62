package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * x times what another layer makes of it.
 *
 * @param scale from N,C,H,W to factors of a shape that goes with it, such as N,C,1,1
 */
public record Scaled(Layer scale) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    try (NDArray factors = scale.forward(x, pass)) {
      return x.mul(factors);
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.mul(x, scale.describe(x, graph));
  }
}
