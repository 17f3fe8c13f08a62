package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * Linear, GELU, linear over the last dimension: a transformer's multilayer perceptron. An
 * evaluation on the CPU computes the GELU in the first linear layer's kernel.
 */
public record Mlp(Linear wide, Linear narrow) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    try (NDArray inner = inner(x, pass)) {
      return narrow.forward(inner, pass);
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return narrow.describe(graph.gelu(wide.describe(x, graph)), graph);
  }

  private NDArray inner(NDArray x, Pass pass) {
    Optional<TorchFunctions> fused =
        pass.recorded() || x.getDevice().isGpu() ? Optional.empty() : TorchFunctions.fused();
    if (fused.isPresent()) {
      return wide.run(fused.get(), "linear_gelu", x, pass);
    }
    try (NDArray y = wide.forward(x, pass)) {
      return Activation.GELU.forward(y, pass);
    }
  }
}
