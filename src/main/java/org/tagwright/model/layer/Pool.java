package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Pooling, and flattening after it. */
public final class Pool {
  private Pool() {}

  /** The maximum of each square of {@code size}. */
  public static Layer max(int size, int stride, int padding) {
    Shape kernel = new Shape(size, size);
    Shape step = new Shape(stride, stride);
    Shape pad = new Shape(padding, padding);
    return (x, pass) -> x.getNDArrayInternal().maxPool(kernel, step, pad, false);
  }

  /** The mean of each square of {@code size}, without overlap. */
  public static Layer mean(int size) {
    Shape kernel = new Shape(size, size);
    Shape none = new Shape(0, 0);
    return (x, pass) -> x.getNDArrayInternal().avgPool(kernel, kernel, none, false, true);
  }

  /** The mean of each channel: N,C,H,W to N,C. */
  public static Layer globalMean() {
    return (x, pass) -> x.getNDArrayInternal().globalAvgPool();
  }

  /** Means such that {@code size} × {@code size} come out, then N,C,H,W to N,C·H·W row-major. */
  public static Layer adaptiveMeanFlattened(int size) {
    Shape target = new Shape(size, size);
    return (x, pass) -> {
      try (NDArray pooled = adaptiveMean(x, target)) {
        return pooled.reshape(x.getShape().get(0), -1);
      }
    };
  }

  private static NDArray adaptiveMean(NDArray x, Shape target) {
    return ai.djl.pytorch.jni.JniUtils.adaptiveAvgPool((ai.djl.pytorch.engine.PtNDArray) x, target);
  }
}
