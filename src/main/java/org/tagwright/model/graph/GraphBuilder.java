package org.tagwright.model.graph;

import static org.tagwright.model.graph.Graph.module;
import static org.tagwright.model.graph.Value.FREE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The operations in which layers describe what they compute; each is added to a {@link Graph}. */
public final class GraphBuilder {
  private final Graph graph;

  public GraphBuilder(Graph graph) {
    this.graph = graph;
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

  /** An operation on each element without attributes, such as HardSwish, Sqrt or Exp. */
  public Value each(String operation, Value x) {
    return graph.node(operation, List.of(x), Map.of(), x.shape());
  }

  public Value relu(Value x) {
    return each("Relu", x);
  }

  /** min(max(x, least), most). */
  public Value clip(Value x, float least, float most) {
    return graph.node("Clip", List.of(x, constant(least), constant(most)), Map.of(), x.shape());
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
    return graph.node("HardSigmoid", List.of(x), Map.of("alpha", 1f / 6), x.shape());
  }

  /** x · Φ(x), without approximation. */
  public Value gelu(Value x) {
    Value phi = add(each("Erf", mul(x, constant((float) Math.sqrt(0.5)))), constant(1));
    return mul(mul(x, phi), constant(0.5f));
  }

  public Value softmax(Value x, int axis) {
    return graph.node("Softmax", List.of(x), Map.of("axis", (long) axis), x.shape());
  }

  /** An operation of two operands, such as Sub or Div; repeats along dimensions of size 1. */
  public Value both(String operation, Value x, Value y) {
    return graph.node(operation, List.of(x, y), Map.of(), Shapes.broadcast(x, y));
  }

  public Value add(Value x, Value y) {
    return both("Add", x, y);
  }

  public Value mul(Value x, Value y) {
    return both("Mul", x, y);
  }

  /** The matrix product of the last two dimensions, for all of the others. */
  public Value matMul(Value x, Value y) {
    return graph.node("MatMul", List.of(x, y), Map.of(), Shapes.product(x, y));
  }

  public Value concat(int axis, Value... parts) {
    long[] shape = parts[0].shape();
    int at = axis < 0 ? axis + shape.length : axis;
    shape[at] = Arrays.stream(parts).mapToLong(part -> part.size(at)).sum();
    return graph.node("Concat", List.of(parts), Map.of("axis", (long) at), shape);
  }

  public Value maxPool(Value x, int size, int stride, int padding) {
    long[] shape = Shapes.slid(x, size, size, stride, padding);
    return graph.node("MaxPool", List.of(x), window(size, size, stride, padding), shape);
  }

  /** Means of rectangles of {@code height} × {@code width}, without overlap. */
  public Value averagePool(Value x, long height, long width) {
    long[] size = {height, width};
    Map<String, Object> attributes = Map.of("kernel_shape", size, "strides", size);
    long[] shape = x.shape();
    shape[2] /= height;
    shape[3] /= width;
    return graph.node("AveragePool", List.of(x), attributes, shape);
  }

  /** The mean of each channel: N,C,H,W to N,C,1,1. */
  public Value globalAveragePool(Value x) {
    return graph.node("GlobalAveragePool", List.of(x), Map.of(), x.size(0), x.size(1), 1, 1);
  }

  /** The maximum of each channel: N,C,H,W to N,C,1,1. */
  public Value globalMaxPool(Value x) {
    return graph.node("GlobalMaxPool", List.of(x), Map.of(), x.size(0), x.size(1), 1, 1);
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
    return graph.node("ReduceSum", inputs, Map.of("keepdims", 0L), Shapes.without(x, axis));
  }

  private Value reduce(String operation, Value x, int... axes) {
    long[] removed = IntStream.of(axes).asLongStream().toArray();
    Map<String, Object> attributes = Map.of("keepdims", 0L, "axes", removed);
    return graph.node(operation, List.of(x), attributes, Shapes.without(x, axes));
  }

  /**
   * The same elements, row-major, in another shape.
   *
   * @param shape leading zeros keep those sizes, and one -1 stands for what is left over
   */
  public Value reshape(Value x, long... shape) {
    List<Value> inputs = List.of(x, integers(shape.clone(), shape.length));
    return graph.node("Reshape", inputs, Map.of(), Shapes.reshaped(x, shape));
  }

  /** N,… to N × all the rest. */
  public Value flatten(Value x) {
    long rest = LongStream.of(x.shape()).skip(1).reduce(1, (a, b) -> a * b);
    return graph.node("Flatten", List.of(x), Map.of("axis", 1L), x.size(0), rest);
  }

  /** Its dimension i is that number {@code axes[i]} of x. */
  public Value transpose(Value x, int... axes) {
    long[] shape = IntStream.of(axes).mapToLong(x::size).toArray();
    long[] permutation = IntStream.of(axes).asLongStream().toArray();
    return graph.node("Transpose", List.of(x), Map.of("perm", permutation), shape);
  }

  /** The elements {@code from} to {@code to}, which is left out, along one dimension. */
  public Value slice(Value x, int axis, long from, long to) {
    long[] shape = x.shape();
    shape[axis < 0 ? axis + shape.length : axis] = to - from;
    List<Value> inputs =
        List.of(
            x,
            integers(new long[] {from}, 1),
            integers(new long[] {to}, 1),
            integers(new long[] {axis}, 1));
    return graph.node("Slice", inputs, Map.of(), shape);
  }

  /** Element i moves to i + {@code shift}, what leaves at one end comes in at the other. */
  public Value roll(Value x, int axis, long shift) {
    long size = x.size(axis);
    long start = Math.floorMod(-shift, size);
    return start == 0 ? x : concat(axis, slice(x, axis, start, size), slice(x, axis, 0, start));
  }

  /** Zeros before and after, one number per dimension each. */
  public Value pad(Value x, long[] before, long[] after) {
    long[] shape = x.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] == FREE ? FREE : shape[i] + before[i] + after[i];
    }
    long[] pads = LongStream.concat(LongStream.of(before), LongStream.of(after)).toArray();
    return graph.node("Pad", List.of(x, integers(pads, pads.length)), Map.of(), shape);
  }

  /** The rows of a table (dimension 0) that {@code indices} say. */
  public Value gather(Value table, Value indices) {
    long[] row = Arrays.copyOfRange(table.shape(), 1, table.rank());
    long[] shape = LongStream.concat(LongStream.of(indices.shape()), LongStream.of(row)).toArray();
    return graph.node("Gather", List.of(table, indices), Map.of(), shape);
  }

  private static Map<String, Object> window(long height, long width, long stride, long padding) {
    return Map.of(
        "kernel_shape", new long[] {height, width},
        "strides", new long[] {stride, stride},
        "pads", new long[] {padding, padding, padding, padding});
  }
}
