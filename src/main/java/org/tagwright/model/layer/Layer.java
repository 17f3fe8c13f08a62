package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** A differentiable function with weights of its own, which can say what it computes. */
public interface Layer {
  /**
   * The layer's output for {@code x}. The result belongs to {@code x}'s manager; {@code x} stays
   * open and must not be changed unless this layer made it.
   */
  NDArray forward(NDArray x, Pass pass);

  /**
   * Adds to a graph what {@link #forward} computes of {@code x} in an evaluation; returns the
   * output.
   */
  Value describe(Value x, GraphBuilder graph);

  /** A layer without weights. */
  static Layer of(
      BiFunction<NDArray, Pass, NDArray> forward,
      BiFunction<Value, GraphBuilder, Value> description) {
    return new Layer() {
      @Override
      public NDArray forward(NDArray x, Pass pass) {
        return forward.apply(x, pass);
      }

      @Override
      public Value describe(Value x, GraphBuilder graph) {
        return description.apply(x, graph);
      }
    };
  }
}
