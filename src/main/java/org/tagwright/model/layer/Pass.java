package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One run of a batch through the network: how its layers behave in it. */
public final class Pass {
  private final boolean training;
  private final boolean recorded;
  private final Precision precision;
  private final SplittableRandom noise;
  private final long weightsVersion;
  private Consumer<NDArray> watcher = array -> {};

  private Pass(
      boolean training,
      boolean recorded,
      Precision precision,
      SplittableRandom noise,
      long weightsVersion) {
    this.training = training;
    this.recorded = recorded;
    this.precision = precision;
    this.noise = noise;
    this.weightsVersion = weightsVersion;
  }

  /**
   * Batch norm takes and follows the batch's statistics; dropout drops what {@code noiseSeed} says,
   * the same on every device.
   */
  public static Pass training(Precision precision, long noiseSeed) {
    return new Pass(true, true, precision, new SplittableRandom(noiseSeed), 0);
  }

  /** As {@link #training}, but nothing is dropped. */
  public static Pass trainingWithoutNoise(Precision precision) {
    return new Pass(true, true, precision, null, 0);
  }

  /**
   * Batch norm takes the running statistics, and nothing is dropped.
   *
   * @param weightsVersion changes whenever the weights have changed: what layers derive from their
   *     weights is kept as long as it stays
   */
  public static Pass evaluation(Precision precision, long weightsVersion) {
    return new Pass(false, false, precision, null, weightsVersion);
  }

  /** As {@link #evaluation}, but gradients flow back through what is computed. */
  public static Pass recordedEvaluation(Precision precision, long weightsVersion) {
    return new Pass(false, true, precision, null, weightsVersion);
  }

  public boolean training() {
    return training;
  }

  /** Whether gradients may flow back: kernels that have none are out of the question. */
  boolean recorded() {
    return recorded;
  }

  /** The same pass, every array that flows between its layers shown to {@code watcher}. */
  Pass watched(Consumer<NDArray> watcher) {
    this.watcher = watcher;
    return this;
  }

  /** Shows an array to the watcher, if there is one; returns it. */
  NDArray made(NDArray array) {
    watcher.accept(array);
    return array;
  }

  /** Of an evaluation. */
  long weightsVersion() {
    return weightsVersion;
  }

  /** Whether dropout drops. */
  boolean noisy() {
    return noise != null;
  }

  /** Number format of the backbone's arrays. */
  public Precision precision() {
    return precision;
  }

  /**
   * A weight in the pass's number format, for a result that lives in {@code manager}. What an
   * evaluation casts is kept for the next one.
   */
  public Cast cast(Weight weight, NDManager manager) {
    if (weight == null) {
      return new Cast(null, false);
    }
    if (training) {
      weight.forget();
      return precision.cast(weight.array(), manager);
    }
    return new Cast(weight.array(precision, weightsVersion), false);
  }

  /**
   * What dropout multiplies an array of {@code shape} by: a mask, or 1 where nothing is dropped.
   */
  public NDArray noise(NDManager manager, double rate, Shape shape) {
    return noisy() ? mask(manager, rate, shape) : owned(manager.create(1f), manager);
  }

  /** A mask of 0 with probability {@code rate}, else 1 / (1 − rate), in the pass's format. */
  NDArray mask(NDManager manager, double rate, Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < values.length; i++) {
      values[i] = noise.nextDouble() < rate ? 0 : kept;
    }
    return owned(manager.create(values, shape), manager);
  }

  /**
   * A copy in the pass's format and in PyTorch's own memory: that of an array made of Java's
   * numbers goes with the array, although a backward pass may still need it.
   */
  private NDArray owned(NDArray ofJava, NDManager manager) {
    try (ofJava) {
      Cast cast = precision.cast(ofJava, manager);
      return cast.owned() ? cast.array() : ofJava.duplicate();
    }
  }
}
