package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Locale;

/**
 * Number format of the backbone's convolutions and of what flows between them. Weights, optimizer
 * state, batch-norm statistics, head and loss are float32 in any case.
 */
public enum Precision {
  FP32("to_float32"),
  BF16("to_bfloat16"),
  FP16("to_float16");

  private final String conversion;

  Precision(String conversion) {
    this.conversion = conversion;
  }

  /** The name in configurations and checkpoints: {@code fp32}, {@code bf16}, {@code fp16}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A float32 array in this format, owned by {@code manager} if it is a new one. */
  public Cast cast(NDArray array, NDManager manager) {
    return this == FP32
        ? new Cast(array, false)
        : new Cast(TorchFunctions.get().differentiable(manager, conversion, array), true);
  }

  /** A new float32 array of {@code array}'s values, or {@code array} itself if it is float32. */
  public static NDArray toFloat32(NDArray array, Precision from) {
    return from == FP32 ? array : TorchFunctions.get().differentiable("to_float32", array);
  }
}
