package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Layers one after another. */
public final class Sequence implements Layer {
  private final List<Layer> layers;

  public Sequence(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  public Sequence(Layer... layers) {
    this(List.of(layers));
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray y = x;
    for (Layer layer : layers) {
      NDArray next = pass.made(layer.forward(y, pass));
      if (y != x && y != next) {
        y.close();
      }
      y = next;
    }
    return y;
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    Value y = x;
    for (Layer layer : layers) {
      y = layer.describe(y, graph);
    }
    return y;
  }
}
