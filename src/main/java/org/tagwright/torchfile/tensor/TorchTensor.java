package org.tagwright.torchfile.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A tensor in a PyTorch file: a view of a {@link TorchStorage} by offset, shape and stride, all
 * counted in elements.
 */
public final class TorchTensor {
  private final TorchStorage storage;
  private final long offset;
  private final long[] shape;
  private final long[] stride;

  /** Package-private: who calls it has checked that the view lies in the storage. */
  public TorchTensor(TorchStorage storage, long offset, long[] shape, long[] stride) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape.clone();
    this.stride = stride.clone();
  }

  /**
   * A contiguous tensor over little-endian, row-major {@code bytes} (position to limit), not
   * copied.
   */
  public static TorchTensor of(ElementType type, ByteBuffer bytes, long... shape) {
    ByteBuffer view = bytes.slice();
    return supplied(type, view::duplicate, shape);
  }

  /**
   * A contiguous tensor whose little-endian, row-major bytes are fetched only while they are
   * written, so that a model on a device is saved without a second copy of all of it. The supplier
   * is called more than once.
   */
  public static TorchTensor supplied(ElementType type, Supplier<ByteBuffer> bytes, long... shape) {
    long count = elementCount(shape);
    return new TorchTensor(
        TorchStorage.supplied(type, count, bytes), 0, shape, contiguousStride(shape));
  }

  /** A float32 tensor with the row-major {@code values}. No shape makes a scalar. */
  public static TorchTensor of(float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, ElementType.FLOAT32);
    bytes.asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, bytes, shape);
  }

  /** An int64 tensor with the row-major {@code values}. No shape makes a scalar. */
  public static TorchTensor of(long[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, ElementType.INT64);
    bytes.asLongBuffer().put(values);
    return of(ElementType.INT64, bytes, shape);
  }

  private static ByteBuffer buffer(int count, ElementType type) {
    return ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  public TorchStorage storage() {
    return storage;
  }

  public ElementType type() {
    return storage.type();
  }

  public long[] shape() {
    return shape.clone();
  }

  /** Step between neighbours of each dimension, in elements. */
  public long[] stride() {
    return stride.clone();
  }

  /** First element's place in the storage, in elements. */
  public long offset() {
    return offset;
  }

  public long elementCount() {
    return elementCount(shape);
  }

  /** Whether the elements lie row-major without gaps. */
  public boolean isContiguous() {
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] != 1 && stride[d] != expected) {
        return elementCount() == 0;
      }
      expected *= shape[d];
    }
    return true;
  }

  /**
   * The elements, row-major without gaps, as little-endian bytes. A direct, read-only view of the
   * mapped file when the tensor is contiguous (never write through it, also not by native code),
   * else a new direct buffer.
   *
   * @throws IllegalStateException if the tensor is larger than 2 GB or only metadata was read
   */
  public ByteBuffer bytes() {
    long count = elementCount();
    if (count * type().bytes() > Integer.MAX_VALUE) {
      throw new IllegalStateException("a tensor of more than 2 GB: " + this);
    }
    if (isContiguous()) {
      return storage.bytes(offset, count);
    }
    ByteBuffer target =
        ByteBuffer.allocateDirect((int) (count * type().bytes())).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer window = storage.bytes(offset, span(shape, stride));
    gather(0, 0, window, target);
    return target.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void gather(int dimension, long at, ByteBuffer from, ByteBuffer to) {
    int size = type().bytes();
    if (dimension == shape.length) {
      to.put(to.position(), from, (int) (at * size), size);
      to.position(to.position() + size);
      return;
    }
    for (long i = 0; i < shape[dimension]; i++) {
      gather(dimension + 1, at + i * stride[dimension], from, to);
    }
  }

  /** The elements as float32, row-major; integers and booleans are converted. */
  public float[] floats() {
    ByteBuffer bytes = bytes();
    float[] values = new float[(int) elementCount()];
    if (type() == ElementType.FLOAT32) {
      bytes.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Elements.asDouble(type(), bytes, i);
    }
    return values;
  }

  /** The elements as float64, row-major; integers and booleans are converted. */
  public double[] doubles() {
    ByteBuffer bytes = bytes();
    double[] values = new double[(int) elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Elements.asDouble(type(), bytes, i);
    }
    return values;
  }

  /** The elements as int64, row-major; fractions are cut off. */
  public long[] longs() {
    ByteBuffer bytes = bytes();
    long[] values = new long[(int) elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Elements.asLong(type(), bytes, i);
    }
    return values;
  }

  /** Elements from the first to the last that the view touches, in the storage. */
  public static long span(long[] shape, long[] stride) {
    long span = 1;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] == 0) {
        return 0;
      }
      span = Math.addExact(span, Math.multiplyExact(shape[d] - 1, stride[d]));
    }
    return span;
  }

  public static long elementCount(long[] shape) {
    long count = 1;
    for (long side : shape) {
      count = Math.multiplyExact(count, side);
    }
    return count;
  }

  static long[] contiguousStride(long[] shape) {
    long[] stride = new long[shape.length];
    long step = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      stride[d] = step;
      step *= Math.max(1, shape[d]);
    }
    return stride;
  }

  @Override
  public String toString() {
    return type().torchName() + Arrays.toString(shape);
  }
}
