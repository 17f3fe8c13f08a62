package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;

/**
 * From decoded images to a backbone's input: per channel less ImageNet's mean, in units of its
 * standard deviation, as all published weights expect.
 */
final class Normalisation {
  private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] IMAGENET_DEVIATION = {0.229f, 0.224f, 0.225f};

  private final Precision precision;
  private final NDArray mean;
  private final NDArray deviation;

  /**
   * @param manager owns the constants, on the backbone's device
   */
  Normalisation(NDManager manager, Precision precision) {
    this.precision = precision;
    mean = perChannel(manager, IMAGENET_MEAN);
    deviation = perChannel(manager, IMAGENET_DEVIATION);
  }

  private static NDArray perChannel(NDManager manager, float[] values) {
    float[] ofBytes = new float[values.length];
    for (int c = 0; c < values.length; c++) {
      ofBytes[c] = 255 * values[c];
    }
    return manager.create(ofBytes, new Shape(1, 1, 1, values.length));
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
