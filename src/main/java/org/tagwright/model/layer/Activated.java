package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * A layer and an activation after it.
 *
 * @param layer a convolution, a batch norm or a linear layer
 */
public record Activated(Layer layer, Activation activation) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    return activation.replace(layer.forward(x, pass), pass);
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return activation.describe(layer.describe(x, graph), graph);
  }
}
