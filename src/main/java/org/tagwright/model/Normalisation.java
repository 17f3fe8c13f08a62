package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;

/**
 * From decoded images to a backbone's input: per channel less ImageNet's mean, in units of its
 * standard deviation, as all published weights expect.
 */
public final class Normalisation {
  /** Of the values of pixels from 0 to 1, one per channel. */
  public static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);

  /** The standard deviations, as {@link #MEAN}. */
  public static final List<Float> DEVIATION = List.of(0.229f, 0.224f, 0.225f);

  private static final Shape PER_CHANNEL = new Shape(1, 1, 1, 3);

  private final Precision precision;
  private final NDArray mean;
  private final NDArray deviation;

  /**
   * @param manager owns the constants, on the backbone's device
   */
  Normalisation(NDManager manager, Precision precision) {
    this.precision = precision;
    mean = manager.create(ofBytes(MEAN), PER_CHANNEL);
    deviation = manager.create(ofBytes(DEVIATION), PER_CHANNEL);
  }

  private static float[] ofBytes(List<Float> values) {
    float[] ofBytes = new float[values.size()];
    for (int c = 0; c < ofBytes.length; c++) {
      ofBytes[c] = 255 * values.get(c);
    }
    return ofBytes;
  }

  /** Describes {@link #apply} for bytes N,H,W,3. */
  static Value describe(Value images, GraphBuilder graph) {
    Value mean = graph.constant(ofBytes(MEAN), PER_CHANNEL.getShape());
    Value deviation = graph.constant(ofBytes(DEVIATION), PER_CHANNEL.getShape());
    Value centred = graph.both("Sub", graph.toFloat32(images), mean);
    return graph.transpose(graph.both("Div", centred, deviation), 0, 3, 1, 2);
  }

  /**
   * N,3,H,W, channels last in memory, in the backbone's number format: a new array.
   *
   * @param images uint8 N,H,W,3, or float32 N,3,H,W already normalised
   */
  NDArray apply(NDArray images) {
    NDManager step = images.getManager();
    try (NDManager scratch = step.newSubManager()) {
      NDArray normalised = images;
      if (images.getDataType() == DataType.UINT8) {
        NDArray floats = images.toType(DataType.FLOAT32, false);
        floats.attach(scratch);
        normalised = floats.subi(mean).divi(deviation).transpose(0, 3, 1, 2);
      }
      NDArray lastChannels = TorchFunctions.get().differentiable("channels_last", normalised);
      lastChannels.attach(scratch);
      NDArray input = precision.cast(lastChannels, step).array();
      input.attach(step);
      return input;
    }
  }
}
