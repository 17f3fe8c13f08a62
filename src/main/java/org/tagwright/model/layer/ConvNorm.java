package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * Convolution, batch norm, activation: the unit that most backbones are built of. An evaluation
 * runs it as one convolution with the norm folded in, and on the CPU with the activation fused to
 * it.
 */
public final class ConvNorm implements Layer {
  private final Conv conv;
  private final BatchNorm norm;
  private final Activation activation;
  private Folded folded;

  /** Weights of the convolution that does the norm's work too, in an evaluation's format. */
  private record Folded(
      NDArray weight, NDArray bias, Precision precision, long weightsVersion, NDManager owner) {}

  public ConvNorm(Conv conv, BatchNorm norm, Activation activation) {
    this.conv = conv;
    this.norm = norm;
    this.activation = activation;
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    if (!pass.training()) {
      Folded with = folded(pass);
      return conv.forward(x, with.weight, with.bias, activation, pass);
    }
    NDArray normed;
    try (NDArray y = pass.made(conv.forward(x, pass))) {
      normed = pass.made(norm.forward(y, pass));
    }
    return activation.replace(normed, pass);
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return activation.describe(norm.describe(conv.describe(x, graph), graph), graph);
  }

  private synchronized Folded folded(Pass pass) {
    if (folded == null
        || folded.weightsVersion != pass.weightsVersion()
        || folded.precision != pass.precision()) {
      if (folded != null) {
        folded.owner.close();
      }
      folded = fold(pass);
    }
    return folded;
  }

  private Folded fold(Pass pass) {
    NDArray weight = conv.weight().array();
    NDManager owner = weight.getManager().newSubManager();
    try (NDManager scratch = owner.newSubManager()) {
      NDArray scale = norm.scale(scratch);
      NDArray scaled = weight.mul(scale.reshape(new Shape(-1, 1, 1, 1)));
      scaled.attach(scratch);
      Cast w = pass.precision().cast(scaled, owner);
      Cast b = pass.precision().cast(norm.shift(scratch, scale), owner);
      w.array().attach(owner);
      b.array().attach(owner);
      return new Folded(w.array(), b.array(), pass.precision(), pass.weightsVersion(), owner);
    }
  }
}
