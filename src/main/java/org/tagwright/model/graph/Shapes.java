package org.tagwright.model.graph;

import static org.tagwright.model.graph.Value.FREE;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The shapes of what operations make. */
final class Shapes {
  private Shapes() {}

  /** Of an operation of two operands that is the same for each of their elements. */
  static long[] broadcast(Value x, Value y) {
    return broadcast(x, y, Math.max(x.rank(), y.rank()));
  }

  private static long[] broadcast(Value x, Value y, int dimensions) {
    int rank = Math.max(x.rank(), y.rank());
    long[] shape = new long[rank];
    for (int i = 0; i < dimensions; i++) {
      long size = fromLast(x, rank - i);
      shape[i] = size == 1 ? fromLast(y, rank - i) : size;
    }
    return shape;
  }

  private static long fromLast(Value x, int number) {
    return number > x.rank() ? 1 : x.size(-number);
  }

  /** Of a product of matrices. */
  static long[] product(Value x, Value y) {
    int rank = Math.max(x.rank(), y.rank());
    long[] shape = broadcast(x, y, rank - 2);
    shape[rank - 2] = x.size(-2);
    shape[rank - 1] = y.size(-1);
    return shape;
  }

  /** Without some of the dimensions. */
  static long[] without(Value x, int... axes) {
    return IntStream.range(0, x.rank())
        .filter(i -> IntStream.of(axes).noneMatch(a -> Math.floorMod(a, x.rank()) == i))
        .mapToLong(x::size)
        .toArray();
  }

  /** Of what a window that slides over the last two dimensions makes. */
  static long[] slid(Value x, long height, long width, long stride, long padding) {
    long[] shape = x.shape();
    shape[2] = (shape[2] + 2 * padding - height) / stride + 1;
    shape[3] = (shape[3] + 2 * padding - width) / stride + 1;
    return shape;
  }

  /** Of {@link GraphBuilder#reshape}. */
  static long[] reshaped(Value x, long... shape) {
    long[] to = shape.clone();
    int kept = 0; // leading sizes that stay cancel out, so that a free batch does not matter there
    while (kept < to.length && to[kept] == 0) {
      to[kept] = x.size(kept);
      kept++;
    }
    long elements = LongStream.of(x.shape()).skip(kept).reduce(1, (a, b) -> a * b);
    long others = LongStream.of(to).skip(kept).reduce(1, (a, b) -> b == FREE ? a : a * b);
    for (int i = kept; i < to.length; i++) {
      to[i] = to[i] == FREE && elements >= 0 ? elements / others : to[i];
    }
    return to;
  }
}
