package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;

/**
 * activation(branch(x) + shortcut(x)), He et al. 2015.
 *
 * @param shortcut {@link Activation#NONE} for x itself
 */
public record Residual(Layer branch, Layer shortcut, Activation activation) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray past = shortcut.forward(x, pass);
    NDArray sum;
    try (NDArray y = branch.forward(x, pass)) {
      sum = pass.made(y.add(past));
    } finally {
      if (past != x) {
        past.close();
      }
    }
    return activation.replace(sum, pass);
  }
}
