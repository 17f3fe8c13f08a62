package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Batch norm over the second dimension, Ioffe and Szegedy 2015. */
public final class BatchNorm implements Layer {
  /** Variance floor. */
  private static final float EPSILON = 1e-5f;

  /** Share of the running statistics that stays at each batch; PyTorch's 0.1 is the rest. */
  private static final float MOMENTUM = 0.9f;

  /** Lets DJL hand the array to PyTorch as it is instead of swapping axes to and fro. */
  private static final int AXIS_AS_IT_IS = -1;

  private final Weight weight;
  private final Weight bias;
  private final Weight runningMean;
  private final Weight runningVar;
  private final Weight batches;

  public BatchNorm(Scope at, int channels) {
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
            MOMENTUM,
            EPSILON,
            pass.training())
        .singletonOrThrow();
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.batchNorm(x, weight, bias, runningMean, runningVar, EPSILON);
  }

  /** weight / √(running variance + ε): what an evaluation multiplies by. */
  NDArray scale(NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray variance = runningVar.array().add(EPSILON);
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
