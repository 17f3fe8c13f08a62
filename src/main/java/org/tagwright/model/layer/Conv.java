package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.Optional;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** A two-dimensional convolution with a square kernel. */
public final class Conv implements Layer {
  private static final Shape UNIT = new Shape(1, 1);

  private final Weight weight;
  private final Weight bias;
  private final int stride;
  private final int padding;
  private final int groups;

  /**
   * oneDNN's bfloat16 backward pass of these on a CPU is up to twenty times slower than float32's
   * (measured with 2.7.1: 144 channels of 56², 5 × 5, stride 2: 203 ms for 20 ms). With several
   * channels per group it is not, as in RegNet.
   */
  private final boolean slowBackward;

  private Conv(Spec spec, Scope at) {
    weight =
        at.weight(
            "weight",
            Weight.Role.PARAMETER,
            spec.fill,
            spec.out,
            spec.in / spec.groups,
            spec.kernel,
            spec.kernel);
    bias = spec.bias == null ? null : at.weight("bias", Weight.Role.PARAMETER, spec.bias, spec.out);
    stride = spec.stride;
    padding = spec.padding;
    groups = spec.groups;
    slowBackward = groups == spec.in && (spec.stride > 1 || spec.kernel > 3);
  }

  /** A convolution's settings; padding keeps the size unless said otherwise. */
  public static final class Spec {
    private final int in;
    private final int out;
    private final int kernel;
    private int stride = 1;
    private int padding;
    private int groups = 1;
    private Fill bias;
    private Fill fill = Fill.kaimingFanOut();

    private Spec(int in, int out, int kernel) {
      this.in = in;
      this.out = out;
      this.kernel = kernel;
      padding = (kernel - 1) / 2;
    }

    public Spec stride(int stride) {
      this.stride = stride;
      return this;
    }

    /** Squares of the kernel's size side by side, without overlap or padding. */
    public Spec patches() {
      stride = kernel;
      padding = 0;
      return this;
    }

    /** Every channel convolved by itself. */
    public Spec depthwise() {
      return groups(in);
    }

    /** The channels in groups of their own. */
    public Spec groups(int groups) {
      this.groups = groups;
      return this;
    }

    /** With a bias that starts at 0. */
    public Spec bias() {
      return bias(Fill.constant(0));
    }

    public Spec bias(Fill fill) {
      bias = fill;
      return this;
    }

    public Spec fill(Fill fill) {
      this.fill = fill;
      return this;
    }

    public Conv at(Scope at) {
      return new Conv(this, at);
    }
  }

  /** From {@code in} to {@code out} channels with a kernel of {@code kernel} × {@code kernel}. */
  public static Spec of(int in, int out, int kernel) {
    return new Spec(in, out, kernel);
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    if (slowBackward && pass.training() && pass.precision() != Precision.FP32) {
      return x.getDevice().isGpu() ? inFormat(x, pass) : inFloat32(x, pass);
    }
    return inFormat(x, pass);
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return graph.conv(x, weight, bias, stride, padding, groups);
  }

  private NDArray inFormat(NDArray x, Pass pass) {
    try (Cast w = pass.cast(weight, x.getManager());
        Cast b = pass.cast(bias, x.getManager())) {
      return forward(x, w.array(), b.array());
    }
  }

  private NDArray inFloat32(NDArray x, Pass pass) {
    try (NDArray exact = Precision.toFloat32(x, pass.precision());
        NDArray y = forward(exact, weight.array(), bias == null ? null : bias.array())) {
      return pass.precision().cast(y, x.getManager()).array();
    }
  }

  private NDArray forward(NDArray x, NDArray w, NDArray b) {
    Shape step = new Shape(stride, stride);
    Shape pad = new Shape(padding, padding);
    return x.getNDArrayInternal().convolution(x, w, b, step, pad, UNIT, groups).singletonOrThrow();
  }

  /** With other weights and an activation, in one kernel where there is one. */
  NDArray forward(NDArray x, NDArray w, NDArray b, Activation activation, Pass pass) {
    Optional<TorchFunctions> fused = TorchFunctions.fused();
    if (pass.recorded() || x.getDevice().isGpu() || fused.isEmpty()) {
      return activation.replace(forward(x, w, b), pass);
    }
    String function = "fused_" + activation.name().toLowerCase(Locale.ROOT);
    return fused.get().run(function, x, w, b, (long) stride, (long) padding, (long) groups);
  }

  Weight weight() {
    return weight;
  }

  /** {@code null} where there is none. */
  Weight bias() {
    return bias;
  }
}
