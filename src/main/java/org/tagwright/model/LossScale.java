package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * What the loss is multiplied by in float16, so that small gradients do not become 0 on their way
 * (Micikevicius et al. 2018), as PyTorch's {@code GradScaler} does it: a step whose gradients
 * overflow is left out and the scale halved; after many steps without that it is doubled.
 *
 * <p>All of it stays on the device: no step waits to learn whether the one before was taken.
 */
final class LossScale {
  /** Steps without overflow after which the scale is doubled. */
  static final int USUAL_GROWTH_INTERVAL = 2000;

  private static final float FIRST = 65_536;
  private static final String SCALE = "loss_scale";
  private static final String GROWTH = "loss_scale_steps";

  private final NDManager manager;
  private final long growthInterval;
  private NDArray scale;
  private NDArray stepsSinceChange;

  LossScale(NDManager manager, int growthInterval) {
    this.manager = manager;
    this.growthInterval = growthInterval;
    set(FIRST, 0);
  }

  private void set(float value, int steps) {
    if (scale != null) {
      scale.close();
      stepsSinceChange.close();
    }
    scale = manager.create(value);
    stepsSinceChange = manager.create(steps);
  }

  /** The loss to take gradients of. */
  NDArray scaled(NDArray loss) {
    return Recording.on(() -> loss.mul(scale));
  }

  /**
   * Divides the gradients of a scaled loss by the scale, and changes the scale for the next step.
   *
   * @return 1 where a gradient is infinite or no number, else 0; a scalar of theirs
   */
  NDArray unscale(NDList gradients) {
    NDArray overflow =
        TorchFunctions.get().run("unscale", scale, stepsSinceChange, gradients, growthInterval);
    overflow.attach(gradients.get(0).getManager());
    return overflow;
  }

  /** Waits for the device. */
  double value() {
    return scale.getFloat();
  }

  Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    tensors.put(SCALE, TorchTensor.of(new float[] {scale.getFloat()}));
    tensors.put(GROWTH, TorchTensor.of(new long[] {stepsSinceChange.getInt()}));
    return tensors;
  }

  void restore(Map<String, TorchTensor> tensors) {
    if (tensors.containsKey(SCALE) && tensors.containsKey(GROWTH)) {
      set(tensors.get(SCALE).floats()[0], Math.toIntExact(tensors.get(GROWTH).longs()[0]));
    }
  }
}
