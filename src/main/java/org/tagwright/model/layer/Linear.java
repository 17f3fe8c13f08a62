package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** x·Wᵀ + b. */
public final class Linear implements Layer {
  private final Weight weight;
  private final Weight bias;

  /** Starts as PyTorch's own linear layer does. */
  public Linear(Scope at, int in, int out) {
    this(at, in, out, Fill.uniform(1 / Math.sqrt(in)), Fill.uniform(1 / Math.sqrt(in)));
  }

  public Linear(Scope at, int in, int out, Fill weightFill, Fill biasFill) {
    weight = at.weight("weight", Weight.Role.PARAMETER, weightFill, out, in);
    bias = at.weight("bias", Weight.Role.PARAMETER, biasFill, out);
  }

  /** x·Wᵀ alone. */
  public Linear(Scope at, int in, int out, Fill fill) {
    weight = at.weight("weight", Weight.Role.PARAMETER, fill, out, in);
    bias = null;
  }

  /** PyTorch adds the bias in a pass of its own where there are more than three dimensions. */
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    Shape shape = x.getShape();
    if (shape.dimension() <= 3) {
      return product(x, pass);
    }
    try (NDArray rows = x.reshape(-1, shape.getLastDimension());
        NDArray y = product(rows, pass)) {
      return y.reshape(shape.slice(0, shape.dimension() - 1).add(y.getShape().get(1)));
    }
  }

  private NDArray product(NDArray x, Pass pass) {
    try (Cast w = pass.cast(weight, x.getManager());
        Cast b = pass.cast(bias, x.getManager())) {
      return x.getNDArrayInternal().linear(x, w.array(), b.array()).singletonOrThrow();
    }
  }

  /** A function of x and the weights; not recorded. */
  NDArray run(TorchFunctions functions, String function, NDArray x, Pass pass) {
    try (Cast w = pass.cast(weight, x.getManager());
        Cast b = pass.cast(bias, x.getManager())) {
      return functions.run(function, x, w.array(), b.array());
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.linear(x, weight, bias);
  }
}
