package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Pooling. */
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

  /** The maximum of each channel: N,C,H,W to N,C. */
  public static Layer globalMax() {
    return (x, pass) -> x.getNDArrayInternal().globalMaxPool();
  }

  /** Means of equal parts, {@code side} · {@code side} of them a channel. */
  public static Layer adaptiveMean(int side) {
    Shape target = new Shape(side, side);
    return (x, pass) -> JniUtils.adaptiveAvgPool((PtNDArray) x, target);
  }

  /** One row of channels per place, as transformers take them: N,C,H,W to N,H·W,C. */
  public static Layer tokens() {
    return (x, pass) -> {
      Shape shape = x.getShape();
      try (NDArray turned = x.transpose(0, 2, 3, 1)) {
        return turned.reshape(shape.get(0), shape.get(2) * shape.get(3), shape.get(1));
      }
    };
  }

  /** N,C,H,W to N,C·H·W, row-major. */
  public static Layer flatten() {
    return (x, pass) -> x.reshape(x.getShape().get(0), -1);
  }
}
