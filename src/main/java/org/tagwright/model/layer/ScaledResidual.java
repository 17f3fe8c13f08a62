package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * x + branch(x), the branch multiplied by a learnt scale per channel and dropped for whole samples.
 *
 * @param branch ends in a linear layer, a norm or a view of one
 * @param scale layer scale, C × 1 × 1, Touvron et al. 2021; {@code null}: 1
 * @param drop rate of stochastic depth, Huang et al. 2016
 */
public record ScaledResidual(Layer branch, Weight scale, double drop) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray y = pass.made(branch.forward(x, pass));
    boolean drops = drop > 0 && pass.noisy();
    if (scale == null && !drops) {
      return sum(x, y, pass);
    }
    try (y;
        Cast learnt = pass.cast(scale, x.getManager());
        NDArray mask = drops ? mask(x, pass) : null;
        NDArray both = drops && scale != null ? mask.mul(learnt.array()) : null) {
      NDArray factor = both != null ? both : drops ? mask : learnt.array();
      return TorchFunctions.get().differentiable("add_times_array", x, y, factor);
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    Value y = branch.describe(x, graph);
    return graph.add(x, scale == null ? y : graph.mul(y, graph.weight(scale)));
  }

  /** Overwriting a view, as y may be, would cost the backward pass copies. */
  private static NDArray sum(NDArray x, NDArray y, Pass pass) {
    if (!pass.recorded()) {
      return TorchFunctions.get().overwrite("add_in_place", pass, y, x);
    }
    try (y) {
      return x.add(y);
    }
  }

  private NDArray mask(NDArray x, Pass pass) {
    return pass.mask(x.getManager(), drop, new Shape(x.getShape().get(0), 1, 1, 1));
  }
}
