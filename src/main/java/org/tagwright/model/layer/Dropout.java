package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Noise that training passes add against overfitting. */
public final class Dropout {
  private Dropout() {}

  /** Each element is 0 with probability {@code rate}, else scaled up by as much. */
  public static Layer elements(double rate) {
    return Layer.of((x, pass) -> dropped(x, pass, rate, x.getShape()), (x, graph) -> x);
  }

  /** Each sample of the batch is 0 as a whole: stochastic depth, Huang et al. 2016. */
  public static Layer samples(double rate) {
    return Layer.of(
        (x, pass) -> dropped(x, pass, rate, new Shape(x.getShape().get(0), 1, 1, 1)),
        (x, graph) -> x);
  }

  private static NDArray dropped(NDArray x, Pass pass, double rate, Shape shape) {
    if (!pass.noisy() || rate == 0) {
      return x;
    }
    try (NDArray mask = pass.mask(x.getManager(), rate, shape)) {
      return x.mul(mask);
    }
  }
}
