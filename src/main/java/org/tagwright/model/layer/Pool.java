package org.tagwright.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;

/** Pooling. */
public final class Pool {
  private Pool() {}

  /** The maximum of each square of {@code size}. */
  public static Layer max(int size, int stride, int padding) {
    Shape kernel = new Shape(size, size);
    Shape step = new Shape(stride, stride);
    Shape pad = new Shape(padding, padding);
    return Layer.of(
        (x, pass) -> x.getNDArrayInternal().maxPool(kernel, step, pad, false),
        (x, graph) -> graph.maxPool(x, size, stride, padding));
  }

  /** The mean of each square of {@code size}, without overlap. */
  public static Layer mean(int size) {
    Shape kernel = new Shape(size, size);
    Shape none = new Shape(0, 0);
    return Layer.of(
        (x, pass) -> x.getNDArrayInternal().avgPool(kernel, kernel, none, false, true),
        (x, graph) -> graph.averagePool(x, size, size));
  }

  /** The mean of each channel: N,C,H,W to N,C. */
  public static Layer globalMean() {
    return Layer.of(
        (x, pass) -> x.getNDArrayInternal().globalAvgPool(),
        (x, graph) -> graph.flatten(graph.globalAveragePool(x)));
  }

  /** The maximum of each channel: N,C,H,W to N,C. */
  public static Layer globalMax() {
    return Layer.of(
        (x, pass) -> x.getNDArrayInternal().globalMaxPool(),
        (x, graph) -> graph.flatten(graph.globalMaxPool(x)));
  }

  /** Means of equal parts, {@code side} · {@code side} of them per channel. */
  public static Layer adaptiveMean(int side) {
    Shape target = new Shape(side, side);
    return Layer.of(
        (x, pass) -> JniUtils.adaptiveAvgPool((PtNDArray) x, target),
        (x, graph) -> adaptiveMean(x, side, graph));
  }

  /** One row of channels per place, as transformers take them: N,C,H,W to N,H·W,C. */
  public static Layer tokens() {
    return Layer.of(
        (x, pass) -> {
          Shape shape = x.getShape();
          try (NDArray turned = x.transpose(0, 2, 3, 1)) {
            return turned.reshape(shape.get(0), shape.get(2) * shape.get(3), shape.get(1));
          }
        },
        (x, graph) -> graph.transpose(graph.reshape(x, 0, 0, -1), 0, 2, 1));
  }

  /** N,C,H,W to N,C·H·W, row-major. */
  public static Layer flatten() {
    return Layer.of(
        (x, pass) -> x.reshape(x.getShape().get(0), -1), (x, graph) -> graph.flatten(x));
  }

  private static Value adaptiveMean(Value x, int side, GraphBuilder graph) {
    int height = Math.toIntExact(x.size(2));
    int width = Math.toIntExact(x.size(3));
    if (side == 1) {
      return graph.globalAveragePool(x);
    }
    if (height % side == 0 && width % side == 0) {
      return graph.averagePool(x, height / side, width / side);
    }
    Value rows = graph.constant(shares(side, height), side, height);
    Value columns = graph.transpose(graph.constant(shares(side, width), side, width), 1, 0);
    return graph.matMul(graph.matMul(rows, x), columns);
  }

  /** Parts × places: what each place has in the mean of each part; parts may overlap. */
  private static float[] shares(int parts, int places) {
    float[] shares = new float[parts * places];
    for (int part = 0; part < parts; part++) {
      int start = part * places / parts;
      int end = ((part + 1) * places + parts - 1) / parts;
      Arrays.fill(shares, part * places + start, part * places + end, 1f / (end - start));
    }
    return shares;
  }
}
