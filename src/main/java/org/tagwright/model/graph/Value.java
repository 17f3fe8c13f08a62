package org.tagwright.model.graph;

import java.util.Arrays;

/**
 * What flows through a {@link Graph}: the images, a weight, a constant, or what an operation makes.
 */
public final class Value {
  /** Stands for a size that is known only when the network runs: that of a free batch. */
  public static final long FREE = -1;

  private final String name;
  private final long[] shape;

  Value(String name, long... shape) {
    this.name = name;
    this.shape = shape;
  }

  /** Unique in the graph; a weight's is its name in the state dict. */
  public String name() {
    return name;
  }

  /** As PyTorch has it, row-major. */
  public long[] shape() {
    return shape.clone();
  }

  /** Number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /**
   * One size of the shape.
   *
   * @param axis negative: counted from the last, which is -1
   */
  public long size(int axis) {
    return shape[axis < 0 ? axis + shape.length : axis];
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
