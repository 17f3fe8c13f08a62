package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Layer norm over the last dimension, Ba et al. 2016. */
public final class LayerNorm implements Layer {
  private final Weight weight;
  private final Weight bias;
  private final Shape normalised;
  private final float epsilon;

  /**
   * @param epsilon variance floor
   */
  public LayerNorm(Scope at, int channels, double epsilon) {
    weight = at.weight("weight", Weight.Role.PARAMETER, Fill.constant(1), channels);
    bias = at.weight("bias", Weight.Role.PARAMETER, Fill.constant(0), channels);
    normalised = new Shape(channels);
    this.epsilon = (float) epsilon;
  }

  /** The CPU's kernel takes float32 weights with any format, the GPU's only weights of the same. */
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    if (!x.getDevice().isGpu()) {
      return forward(x, weight.array(), bias.array());
    }
    try (Cast w = pass.cast(weight, x.getManager());
        Cast b = pass.cast(bias, x.getManager())) {
      return forward(x, w.array(), b.array());
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.layerNorm(x, weight, bias, epsilon);
  }

  private NDArray forward(NDArray x, NDArray w, NDArray b) {
    return x.getNDArrayInternal().layerNorm(x, normalised, w, b, epsilon).singletonOrThrow();
  }
}
