package org.tagwright.model.graph;

import static org.tagwright.model.graph.Graph.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The operations in which layers describe what they compute; each is added to a {@link Graph}. */
public final class GraphBuilder implements Rearranging {
  private final Graph graph;

  public GraphBuilder(Graph graph) {
    this.graph = graph;
  }

  @Override
  public Value node(
      String operation, List<Value> inputs, Map<String, Object> attributes, long... shape) {
    return graph.node(operation, inputs, attributes, shape);
  }

  /** A weight as an operand. */
  public Value weight(NamedTensor weight) {
    return graph.weight(weight);
  }

  /** Row-major numbers as an operand; no shape makes a scalar. */
  public Value constant(float[] values, long... shape) {
    return graph.constant(values, shape);
  }

  public Value constant(float value) {
    return constant(new float[] {value});
  }

  /** Row-major whole numbers as an operand, such as indices. */
  @Override
  public Value integers(long[] values, long... shape) {
    return graph.constant(values, shape);
  }

  /**
   * A convolution of N,C,H,W.
   *
   * @param bias or {@code null}
   */
  public Value conv(
      Value x,
      NamedTensor weight,
      @Nullable NamedTensor bias,
      int stride,
      int padding,
      int groups) {
    long[] w = weight.shape();
    Map<String, Object> attributes = new HashMap<>(window(w[2], w[3], stride, padding));
    attributes.put("group", (long) groups);
    List<Value> inputs = new ArrayList<>(List.of(x, graph.weight(weight)));
    if (bias != null) {
      inputs.add(graph.weight(bias));
    }
    long[] shape = Shapes.slid(x, w[2], w[3], stride, padding);
    shape[1] = w[0];
    return graph.named(module(weight.name()), "Conv", inputs, attributes, shape);
  }

  /**
   * x·Wᵀ + b over the last dimension of x, whatever its other dimensions.
   *
   * @param bias or {@code null}
   */
  public Value linear(Value x, NamedTensor weight, @Nullable NamedTensor bias) {
    Value w = graph.weight(weight);
    return linear(module(weight.name()), x, w, bias == null ? null : graph.weight(bias));
  }

  /** The same with parts of weights. */
  public Value linear(Value x, Value weight, @Nullable Value bias) {
    return linear(module(module(weight.name())) + ".linear", x, weight, bias);
  }

  private Value linear(String name, Value x, Value weight, @Nullable Value bias) {
    long[] shape = x.shape();
    shape[shape.length - 1] = weight.size(0);
    if (x.rank() == 2) {
      List<Value> inputs = bias == null ? List.of(x, weight) : List.of(x, weight, bias);
      return graph.named(name, "Gemm", inputs, Map.of("transB", 1L), shape);
    }
    List<Value> factors = List.of(x, transpose(weight, 1, 0));
    Value product = graph.named(name, "MatMul", factors, Map.of(), shape);
    return bias == null ? product : add(product, bias);
  }

  /** Batch norm with running statistics over dimension 1. */
  public Value batchNorm(
      Value x,
      NamedTensor weight,
      NamedTensor bias,
      NamedTensor mean,
      NamedTensor variance,
      float epsilon) {
    List<Value> inputs =
        List.of(
            x,
            graph.weight(weight),
            graph.weight(bias),
            graph.weight(mean),
            graph.weight(variance));
    String name = module(weight.name());
    return graph.named(name, "BatchNormalization", inputs, Map.of("epsilon", epsilon), x.shape());
  }

  /** Layer norm over the last dimension. */
  public Value layerNorm(Value x, NamedTensor weight, NamedTensor bias, float epsilon) {
    Map<String, Object> attributes = Map.of("epsilon", epsilon, "axis", -1L);
    List<Value> inputs = List.of(x, graph.weight(weight), graph.weight(bias));
    return graph.named(module(weight.name()), "LayerNormalization", inputs, attributes, x.shape());
  }

  /** Whole numbers as float32. */
  public Value toFloat32(Value x) {
    return node("Cast", List.of(x), Map.of("to", 1L), x.shape());
  }

  /** An operation on each element without attributes, such as HardSwish, Sqrt or Exp. */
  public Value each(String operation, Value x) {
    return node(operation, List.of(x), Map.of(), x.shape());
  }

  public Value relu(Value x) {
    return each("Relu", x);
  }

  /** min(max(x, least), most). */
  public Value clip(Value x, float least, float most) {
    return node("Clip", List.of(x, constant(least), constant(most)), Map.of(), x.shape());
  }

  public Value sigmoid(Value x) {
    return each("Sigmoid", x);
  }

  /** x · sigmoid(x). */
  public Value silu(Value x) {
    return mul(x, sigmoid(x));
  }

  /** min(max(x / 6 + 0.5, 0), 1). */
  public Value hardSigmoid(Value x) {
    return node("HardSigmoid", List.of(x), Map.of("alpha", 1f / 6), x.shape());
  }

  /** x · Φ(x), without approximation. */
  public Value gelu(Value x) {
    Value phi = add(each("Erf", mul(x, constant((float) Math.sqrt(0.5)))), constant(1));
    return mul(mul(x, phi), constant(0.5f));
  }

  public Value softmax(Value x, int axis) {
    return node("Softmax", List.of(x), Map.of("axis", (long) axis), x.shape());
  }

  /** An operation of two operands, such as Sub or Div; repeats along dimensions of size 1. */
  public Value both(String operation, Value x, Value y) {
    return node(operation, List.of(x, y), Map.of(), Shapes.broadcast(x, y));
  }

  public Value add(Value x, Value y) {
    return both("Add", x, y);
  }

  public Value mul(Value x, Value y) {
    return both("Mul", x, y);
  }

  /** The matrix product of the last two dimensions, for all of the others. */
  public Value matMul(Value x, Value y) {
    return node("MatMul", List.of(x, y), Map.of(), Shapes.product(x, y));
  }

  public Value maxPool(Value x, int size, int stride, int padding) {
    long[] shape = Shapes.slid(x, size, size, stride, padding);
    return node("MaxPool", List.of(x), window(size, size, stride, padding), shape);
  }

  /** Means of rectangles of {@code height} × {@code width}, without overlap. */
  public Value averagePool(Value x, long height, long width) {
    long[] size = {height, width};
    Map<String, Object> attributes = Map.of("kernel_shape", size, "strides", size);
    long[] shape = x.shape();
    shape[2] /= height;
    shape[3] /= width;
    return node("AveragePool", List.of(x), attributes, shape);
  }

  /** The mean of each channel: N,C,H,W to N,C,1,1. */
  public Value globalAveragePool(Value x) {
    return node("GlobalAveragePool", List.of(x), Map.of(), x.size(0), x.size(1), 1, 1);
  }

  /** The maximum of each channel: N,C,H,W to N,C,1,1. */
  public Value globalMaxPool(Value x) {
    return node("GlobalMaxPool", List.of(x), Map.of(), x.size(0), x.size(1), 1, 1);
  }

  /** Means over some dimensions, which disappear. */
  public Value mean(Value x, int... axes) {
    return reduce("ReduceMean", x, axes);
  }

  /** Maxima over some dimensions, which disappear. */
  public Value greatest(Value x, int... axes) {
    return reduce("ReduceMax", x, axes);
  }

  /** Square roots of the sums of squares over some dimensions, which disappear. */
  public Value norm(Value x, int... axes) {
    return reduce("ReduceL2", x, axes);
  }

  /** Sums over one dimension, which disappears. */
  public Value sum(Value x, int axis) {
    List<Value> inputs = List.of(x, integers(new long[] {axis}, 1));
    return node("ReduceSum", inputs, Map.of("keepdims", 0L), Shapes.without(x, axis));
  }

  private Value reduce(String operation, Value x, int... axes) {
    long[] removed = IntStream.of(axes).asLongStream().toArray();
    Map<String, Object> attributes = Map.of("keepdims", 0L, "axes", removed);
    return node(operation, List.of(x), attributes, Shapes.without(x, axes));
  }

  private static Map<String, Object> window(long height, long width, long stride, long padding) {
    return Map.of(
        "kernel_shape", new long[] {height, width},
        "strides", new long[] {stride, stride},
        "pads", new long[] {padding, padding, padding, padding});
  }
}
