package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;

/** Convolution, batch norm, activation: the unit that most backbones are built of. */
public final class ConvNorm implements Layer {
  private final Conv conv;
  private final BatchNorm norm;
  private final Activation activation;

  public ConvNorm(Conv conv, BatchNorm norm, Activation activation) {
    this.conv = conv;
    this.norm = norm;
    this.activation = activation;
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray normed;
    try (NDArray y = conv.forward(x, pass)) {
      normed = norm.forward(y, pass);
    }
    return activation.replace(normed, pass);
  }
}
