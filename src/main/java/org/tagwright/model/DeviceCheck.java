package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.tagwright.common.SplitMix;
import org.tagwright.common.Units;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.Weight;

/**
 * One training step of a small network on a device: forward, backward and update of a resnet18 in
 * float32, the same on every device.
 *
 * @param before loss of the batch before the step
 * @param after loss of the same batch after it
 * @param logits of the batch before the step, N · classes
 */
public record DeviceCheck(double before, double after, float[] logits) {
  private static final int BATCH = 4;
  private static final int SIZE = 64;
  private static final int CLASSES = 5;
  private static final double LEARNING_RATE = 1e-3;

  /** GPUs multiply float32 with ten bits of mantissa where cuDNN is free to choose (TF32). */
  private static final double LIKE = 2e-2;

  /**
   * Computes the step.
   *
   * @param device {@code cpu} or {@code gpu:N}
   * @throws org.tagwright.common.TagwrightException if the device is not there
   * @throws ai.djl.engine.EngineException if it does not compute
   */
  public static DeviceCheck on(String device) {
    try (Classifier network =
            Classifier.create(
                Backbone.of("resnet18"), CLASSES, 0, Devices.resolve(device), Precision.FP32);
        Optimizer optimizer = new Optimizer(network);
        NDManager step = network.newStep()) {
      NDArray images = network.images(step, pixels(), BATCH, SIZE);
      NDArray targets = targets(step);
      List<Weight> parameters = network.parameters();
      NDArray logits = Recording.on(() -> network.logits(images, Mode.TRAIN, 0));
      NDArray loss = network.loss(logits, targets, null);
      NDList gradients = optimizer.gradients(loss, parameters);
      double before = loss.toFloatArray()[0];
      float[] scores = logits.toFloatArray();
      optimizer.step(parameters, gradients, LEARNING_RATE);
      NDArray again = Recording.on(() -> network.logits(images, Mode.TRAIN, 0));
      return new DeviceCheck(before, network.loss(again, targets, null).toFloatArray()[0], scores);
    }
  }

  /** Whether another device computed the same, but for rounding. */
  public boolean agreesWith(DeviceCheck other) {
    double scale = 0;
    double apart = 0;
    for (int i = 0; i < logits.length; i++) {
      scale = Math.max(scale, Math.abs(logits[i]));
      apart = Math.max(apart, Math.abs(logits[i] - other.logits[i]));
    }
    // Written so that a value that is no number never agrees.
    return apart <= LIKE * scale
        && Math.abs(before - other.before) <= LIKE * before
        && Math.abs(after - other.after) <= LIKE * before;
  }

  /** Whether the step made the loss smaller, as it must. */
  public boolean learned() {
    return after < before;
  }

  @Override
  public String toString() {
    return Units.text("loss %.4f, after the step %.4f", before, after);
  }

  private static ByteBuffer pixels() {
    ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * SIZE * SIZE * 3);
    SplitMix random = new SplitMix(1);
    while (pixels.hasRemaining()) {
      pixels.put((byte) random.nextLong());
    }
    return pixels.flip();
  }

  private static NDArray targets(NDManager step) {
    float[] targets = new float[BATCH * CLASSES];
    for (int i = 0; i < targets.length; i += 3) {
      targets[i] = 1;
    }
    return step.create(targets, new Shape(BATCH, CLASSES));
  }
}
