package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;

/** Functions applied element by element. */
public enum Activation implements Layer {
  /** x itself. */
  NONE {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x;
    }
  },
  /** max(x, 0). */
  RELU {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.getNDArrayInternal().relu();
    }

    @Override
    public NDArray replace(NDArray x, Pass pass) {
      return TorchFunctions.get().overwrite("relu_in_place", pass, x);
    }
  },
  /** min(max(x, 0), 6). */
  RELU6 {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("relu6", x);
    }

    @Override
    public NDArray replace(NDArray x, Pass pass) {
      return TorchFunctions.get().overwrite("relu6_in_place", pass, x);
    }
  },
  /** x · sigmoid(x), also called swish. */
  SILU {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("silu", x);
    }
  },
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.getNDArrayInternal().sigmoid();
    }
  };

  /**
   * The activation of {@code x}, which is not needed any more: written over it where PyTorch can,
   * which saves a pass through memory.
   *
   * @param x made by a convolution, a batch norm, a sum or a linear layer
   */
  public NDArray replace(NDArray x, Pass pass) {
    NDArray y = forward(x, pass);
    if (y != x) {
      x.close();
    }
    return y;
  }
}
