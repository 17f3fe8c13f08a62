package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.OptimizerSettings.OptimizerKind;
import org.tagwright.model.layer.TorchFunctions;

/**
 * How weights are moved against their gradients, by PyTorch's fused kernels: one native call for
 * all weights that share learning rate and decay.
 *
 * <p>{@code adam} is Kingma and Ba 2014 and {@code adamw} Loshchilov and Hutter 2017 (β 0.9 and
 * 0.999, ε 1e-8), {@code sgd} has neither dampening nor Nesterov's momentum.
 *
 * @param momentum of {@code sgd}; the others ignore it
 */
record UpdateRule(OptimizerKind kind, double momentum) {
  /** Counts the steps of a weight; the others have its shape. */
  static final String STEP = "step";

  /** What is remembered of each weight, by PyTorch's names. */
  List<String> remembered() {
    if (kind != OptimizerKind.SGD) {
      return List.of("exp_avg", "exp_avg_sq", STEP);
    }
    return momentum == 0 ? List.of() : List.of("momentum_buffer");
  }

  /**
   * Moves weights.
   *
   * @param memory what is remembered of them, a list for each of {@link #remembered}
   * @param overflow a scalar that is 1 where nothing is to move, or {@code null}
   */
  void move(
      NDManager manager,
      List<NDArray> weights,
      List<NDArray> gradients,
      List<List<NDArray>> memory,
      double learningRate,
      double decay,
      NDArray overflow) {
    List<Object> arguments = new ArrayList<>(List.of(weights, gradients));
    // PyTorch's sgd takes an empty list of buffers where there is no momentum.
    arguments.addAll(memory.isEmpty() ? List.of(List.of()) : memory);
    arguments.add(learningRate);
    arguments.add(decay);
    String function = "adam";
    if (kind == OptimizerKind.ADAMW) {
      function = "adamw";
    } else if (kind == OptimizerKind.SGD) {
      function = "sgd";
      arguments.add(momentum);
    }
    if (overflow != null) {
      function += "_unless";
      arguments.add(overflow);
    }
    TorchFunctions.get().runForList(manager, function, arguments.toArray());
  }
}
