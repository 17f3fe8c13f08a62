package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Functions applied element by element. */
public enum Activation implements Layer {
  /** x itself. */
  NONE {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x;
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
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

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.relu(x);
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

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.clip(x, 0, 6);
    }
  },
  /** x · sigmoid(x), also called swish. */
  SILU {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("silu", x);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.silu(x);
    }
  },
  /** x · Φ(x) with the normal distribution's Φ, exactly. */
  GELU {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("gelu", x);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.gelu(x);
    }
  },
  /** x · min(max(x + 3, 0), 6) / 6, Howard et al. 2019. */
  HARDSWISH {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("hardswish", x);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.each("HardSwish", x);
    }
  },
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.getNDArrayInternal().sigmoid();
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.sigmoid(x);
    }
  },
  /** min(max(x + 3, 0), 6) / 6. */
  HARDSIGMOID {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return TorchFunctions.get().differentiable("hardsigmoid", x);
    }

    @Override
    public Value describe(Value x, GraphBuilder graph) {
      return graph.hardSigmoid(x);
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
