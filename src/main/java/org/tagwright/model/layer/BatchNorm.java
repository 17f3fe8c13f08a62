package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Batch norm over the second dimension, Ioffe and Szegedy 2015. */
public final class BatchNorm implements Layer {
  /** PyTorch's defaults. */
  private static final float EPSILON = 1e-5f;

  private static final float MOMENTUM = 0.1f;

  /** Lets DJL hand the array to PyTorch as it is instead of swapping axes to and fro. */
  private static final int AXIS_AS_IT_IS = -1;

  private final float epsilon;
  private final float momentum;
  private final Weight weight;
  private final Weight bias;
  private final Weight runningMean;
  private final Weight runningVar;
  private final Weight batches;

  public BatchNorm(Scope at, int channels) {
    this(at, channels, EPSILON, MOMENTUM);
  }

  /**
   * Of other constants than PyTorch's defaults.
   *
   * @param epsilon variance floor
   * @param momentum share of a batch's statistics in the running ones
   */
  public BatchNorm(Scope at, int channels, float epsilon, float momentum) {
    this.epsilon = epsilon;
    this.momentum = momentum;
    weight = at.weight("weight", Weight.Role.PARAMETER, Fill.constant(1), channels);
    bias = at.weight("bias", Weight.Role.PARAMETER, Fill.constant(0), channels);
    runningMean = at.weight("running_mean", Weight.Role.STATISTIC, Fill.constant(0), channels);
    runningVar = at.weight("running_var", Weight.Role.STATISTIC, Fill.constant(1), channels);
    batches = at.weight("num_batches_tracked", Weight.Role.COUNTER, Fill.constant(0));
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    if (pass.training()) {
      batches.setCount(batches.count() + 1);
    }
    return x.getNDArrayInternal()
        .batchNorm(
            x,
            runningMean.array(),
            runningVar.array(),
            weight.array(),
            bias.array(),
            AXIS_AS_IT_IS,
            1 - momentum, // what DJL calls momentum
            epsilon,
            pass.training())
        .singletonOrThrow();
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.batchNorm(x, weight, bias, runningMean, runningVar, epsilon);
  }

  /** weight / √(running variance + ε): what an evaluation multiplies by. */
  NDArray scale(NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray variance = runningVar.array().add(epsilon);
      variance.attach(scratch);
      NDArray deviation = variance.sqrt();
      NDArray scale = weight.array().div(deviation);
      scale.attach(manager);
      return scale;
    }
  }

  /** bias − running mean · scale: what an evaluation adds. */
  NDArray shift(NDManager manager, NDArray scale) {
    try (NDArray offset = runningMean.array().mul(scale)) {
      NDArray shift = bias.array().sub(offset);
      shift.attach(manager);
      return shift;
    }
  }
}
