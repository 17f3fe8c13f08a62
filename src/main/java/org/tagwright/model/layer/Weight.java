package org.tagwright.model.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.tagwright.model.graph.NamedTensor;

/** One entry of a model's state dict. */
public final class Weight implements NamedTensor {
  /** What becomes of it in training. */
  public enum Role {
    /** Learnt by gradient, float32. */
    PARAMETER,
    /** Not learnt by gradient, float32: what batch norm follows, or what stays as it was drawn. */
    STATISTIC,
    /** How many batches a batch norm has followed: an int64 scalar without an array. */
    COUNTER,
    /** int64 numbers that the architecture fixes, without an array: saved as torchvision does. */
    CONSTANT
  }

  private final String name;
  private final Role role;
  private final Fill fill;
  private long[] shape;
  private boolean decays;
  private boolean ofPlaces;
  private long[] constant = {};
  private NDArray array;
  private long count;
  private NDArray cast;
  private Precision castPrecision;
  private long castVersion;

  Weight(String name, Role role, Fill fill, long... shape) {
    this.name = name;
    this.role = role;
    this.fill = fill;
    this.shape = shape;
    decays = shape.length > 1;
  }

  static Weight constant(String name, long[] values) {
    Weight weight = new Weight(name, Role.CONSTANT, Fill.constant(0), values.length);
    weight.constant = values;
    return weight;
  }

  @Override
  public String name() {
    return name;
  }

  public Role role() {
    return role;
  }

  /** As PyTorch has it: convolutions are out, in, height, width. A counter has none. */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Whether weight decay pulls it to 0: not biases and the weights of norms, which have one
   * dimension, nor what says otherwise.
   */
  public boolean decays() {
    return decays;
  }

  /** Spares it weight decay, as embeddings and scales are although they have several dimensions. */
  public Weight withoutDecay() {
    decays = false;
    return this;
  }

  /** Says that it is 1 × (1 + places) × C with the places of a square, however many a file has. */
  public Weight ofPlaces() {
    ofPlaces = true;
    return this;
  }

  /** Side of the square of places that it has an embedding of each, or 0: it is no such weight. */
  public int placesSide() {
    return ofPlaces ? (int) Math.round(Math.sqrt(shape[1] - 1.0)) : 0;
  }

  /** Takes as many places as an array of a file has; to be called before {@link #create}. */
  public void takePlaces(long[] fileShape) {
    if (ofPlaces && fileShape.length == shape.length && fileShape[2] == shape[2]) {
      long side = Math.round(Math.sqrt(fileShape[1] - 1.0));
      if (fileShape[0] == 1 && side > 0 && side * side == fileShape[1] - 1) {
        shape = fileShape.clone();
      }
    }
  }

  /** Number of elements. */
  public long size() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** The values on the device; convolution weights lie there out, height, width, in. */
  public NDArray array() {
    if (array == null) {
      throw new IllegalStateException(name + " has no array");
    }
    return array;
  }

  /**
   * The values in another number format, kept until asked for again after the weights have changed.
   *
   * @param version changes whenever weights change
   */
  synchronized NDArray array(Precision precision, long version) {
    if (precision == Precision.FP32) {
      return array();
    }
    if (cast == null || castPrecision != precision || castVersion != version) {
      forget();
      cast = precision.cast(array(), array.getManager()).array();
      castPrecision = precision;
      castVersion = version;
    }
    return cast;
  }

  /** Frees what {@link #array(Precision, long)} keeps. */
  synchronized void forget() {
    if (cast != null) {
      cast.close();
      cast = null;
    }
  }

  /** Whether it has an array: not a counter or constant. */
  public boolean hasArray() {
    return role == Role.PARAMETER || role == Role.STATISTIC;
  }

  /** The numbers of a constant. */
  public long[] constant() {
    return constant.clone();
  }

  /** Puts another array of the same shape in the place of the present one, which it returns. */
  public NDArray exchange(NDArray other) {
    NDArray before = array();
    array = other;
    return before;
  }

  /** A counter's value. */
  public long count() {
    return count;
  }

  /** Sets a counter's value. */
  public void setCount(long count) {
    this.count = count;
  }

  /** Makes the array in {@code manager}, its values not set. */
  public void create(NDManager manager) {
    if (hasArray()) {
      array = emptyChannelsLast(manager);
      array.setRequiresGradient(role == Role.PARAMETER);
    }
  }

  /** Sets first values that depend on seed and name only. */
  public void draw(long seed) {
    if (!hasArray()) {
      return;
    }
    float[] values = new float[Math.toIntExact(size())];
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(UTF_8));
    fill.fill(values, shape, new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash.getValue()));
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    TorchFunctions.get().assign(array, bytes);
  }

  /** Channels-last strides come from making the array O,H,W,I and turning it. */
  private NDArray emptyChannelsLast(NDManager manager) {
    if (shape.length != 4) {
      return manager.create(new Shape(shape), DataType.FLOAT32);
    }
    try (NDArray turned =
        manager.create(new Shape(shape[0], shape[2], shape[3], shape[1]), DataType.FLOAT32)) {
      return turned.transpose(0, 3, 1, 2);
    }
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
