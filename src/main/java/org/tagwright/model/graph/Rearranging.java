package org.tagwright.model.graph;

import static org.tagwright.model.graph.Value.FREE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The operations of a {@link GraphBuilder} that move elements and compute nothing. */
interface Rearranging {
  /** Whole numbers as an operand, row-major. */
  Value integers(long[] values, long... shape);

  /** Adds any operation, in ONNX's terms. */
  Value node(String operation, List<Value> inputs, Map<String, Object> attributes, long... shape);

  default Value concat(int axis, Value... parts) {
    long[] shape = parts[0].shape();
    int at = axis < 0 ? axis + shape.length : axis;
    shape[at] = Arrays.stream(parts).mapToLong(part -> part.size(at)).sum();
    return node("Concat", List.of(parts), Map.of("axis", (long) at), shape);
  }

  /**
   * The same elements, row-major, in another shape.
   *
   * @param shape leading zeros keep those sizes, and one -1 stands for what is left over
   */
  default Value reshape(Value x, long... shape) {
    List<Value> inputs = List.of(x, integers(shape.clone(), shape.length));
    return node("Reshape", inputs, Map.of(), Shapes.reshaped(x, shape));
  }

  /** N,… to N × all the rest. */
  default Value flatten(Value x) {
    long rest = LongStream.of(x.shape()).skip(1).reduce(1, (a, b) -> a * b);
    return node("Flatten", List.of(x), Map.of("axis", 1L), x.size(0), rest);
  }

  /** Its dimension i is that number {@code axes[i]} of x. */
  default Value transpose(Value x, int... axes) {
    long[] shape = IntStream.of(axes).mapToLong(x::size).toArray();
    long[] permutation = IntStream.of(axes).asLongStream().toArray();
    return node("Transpose", List.of(x), Map.of("perm", permutation), shape);
  }

  /** The elements {@code from} to {@code to}, which is left out, along one dimension. */
  default Value slice(Value x, int axis, long from, long to) {
    long[] shape = x.shape();
    shape[axis < 0 ? axis + shape.length : axis] = to - from;
    List<Value> inputs =
        List.of(
            x,
            integers(new long[] {from}, 1),
            integers(new long[] {to}, 1),
            integers(new long[] {axis}, 1));
    return node("Slice", inputs, Map.of(), shape);
  }

  /** Element i moves to i + {@code shift}, what leaves at one end comes in at the other. */
  default Value roll(Value x, int axis, long shift) {
    long size = x.size(axis);
    long start = Math.floorMod(-shift, size);
    return start == 0 ? x : concat(axis, slice(x, axis, start, size), slice(x, axis, 0, start));
  }

  /** Zeros before and after, one number per dimension each. */
  default Value pad(Value x, long[] before, long[] after) {
    long[] shape = x.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] == FREE ? FREE : shape[i] + before[i] + after[i];
    }
    long[] pads = LongStream.concat(LongStream.of(before), LongStream.of(after)).toArray();
    return node("Pad", List.of(x, integers(pads, pads.length)), Map.of(), shape);
  }

  /** The rows of a table (dimension 0) that {@code indices} say. */
  default Value gather(Value table, Value indices) {
    long[] row = Arrays.copyOfRange(table.shape(), 1, table.rank());
    long[] shape = LongStream.concat(LongStream.of(indices.shape()), LongStream.of(row)).toArray();
    return node("Gather", List.of(table, indices), Map.of(), shape);
  }
}
