package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/**
 * activation(branch(x) + shortcut(x)), He et al. 2015.
 *
 * @param branch ends in a batch norm or in dropout
 * @param shortcut {@link Activation#NONE} for x itself
 */
public record Residual(Layer branch, Layer shortcut, Activation activation) implements Layer {
  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDArray past = shortcut.forward(x, pass);
    NDArray sum =
        TorchFunctions.get().overwrite("add_in_place", pass, branch.forward(x, pass), past);
    pass.made(sum);
    if (past != x) {
      past.close();
    }
    return activation.replace(sum, pass);
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    Value past = shortcut.describe(x, graph);
    return activation.describe(graph.add(branch.describe(x, graph), past), graph);
  }
}
