package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Scaling in float32, where it must change nothing: a power of two is exact. */
class LossScaleTest {
  /** Of mobilenet_v2. */
  private static final int FEATURES = 1280;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void aScaledStepIsTheSameStep() {
    Head plain = new Head(0);
    Head scaled = new Head(1000);
    for (int i = 0; i < 3; i++) {
      assertThat(scaled.step(1)).isEqualTo(plain.step(1));
    }
    assertThat(scaled.values()).usingRecursiveComparison().isEqualTo(plain.values());
    assertThat(plain.optimizer.lossScale()).isEqualTo(1);
    assertThat(scaled.optimizer.lossScale()).isEqualTo(65_536);
  }

  @Test
  void aStepThatOverflowsIsLeftOutAsIfItHadNotBeenAndTheScaleHalved() {
    Head plain = new Head(0);
    Head scaled = new Head(1000);
    plain.step(1);
    scaled.step(1);
    List<float[]> before = scaled.values();
    scaled.step(1e38f);
    assertThat(scaled.values()).usingRecursiveComparison().isEqualTo(before);
    assertThat(scaled.optimizer.lossScale()).isEqualTo(32_768);
    // Neither moments nor step counts have moved either.
    plain.step(1);
    scaled.step(1);
    assertThat(scaled.values()).usingRecursiveComparison().isEqualTo(plain.values());
  }

  @Test
  void theScaleIsDoubledAfterManyGoodStepsInARow() {
    Head scaled = new Head(3);
    scaled.step(1);
    scaled.step(1);
    scaled.step(1e38f);
    scaled.step(1);
    scaled.step(1);
    assertThat(scaled.optimizer.lossScale()).isEqualTo(32_768);
    scaled.step(1);
    assertThat(scaled.optimizer.lossScale()).isEqualTo(65_536);
  }

  @Test
  void aResumedOptimizerGoesOnWithItsScale() {
    Head first = new Head(3);
    first.step(1e38f);
    first.step(1);
    first.step(1);
    Map<String, TorchTensor> saved = first.optimizer.snapshot();
    assertThat(saved).containsKeys("loss_scale", "loss_scale_steps");
    Head second = new Head(3);
    second.optimizer.restore(second.parameters, saved);
    assertThat(second.optimizer.lossScale()).isEqualTo(32_768);
    second.step(1);
    assertThat(second.optimizer.lossScale()).isEqualTo(65_536);
  }

  /** The head of a network, trained on features of ours. */
  private final class Head {
    final Classifier classifier =
        Classifier.create(Backbone.of("mobilenet_v2"), 2, 7, Device.cpu(), Precision.FP32);
    final Optimizer optimizer;
    final List<Weight> parameters = classifier.headParameters();

    Head(int growthInterval) {
      optimizer = new Optimizer(classifier, growthInterval);
      open.add(optimizer);
      open.add(classifier);
    }

    /** One step on the loss times {@code factor}; returns the loss. */
    float step(float factor) {
      try (NDManager step = classifier.newStep()) {
        float[] values = new float[4 * FEATURES];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) Math.sin(i * 0.37);
        }
        NDArray features = step.create(values, new Shape(4, FEATURES));
        NDArray targets = step.create(new float[] {1, 0, 0, 1, 1, 1, 0, 0}, new Shape(4, 2));
        NDArray logits = classifier.head(features, Mode.TRAIN_FROZEN_BACKBONE, 1);
        NDArray loss = classifier.loss(logits, targets, null);
        NDArray larger = Recording.on(() -> loss.mul(factor));
        optimizer.step(parameters, optimizer.gradients(larger, parameters), 1e-2);
        return loss.getFloat();
      }
    }

    List<float[]> values() {
      return parameters.stream().map(weight -> weight.array().toFloatArray()).toList();
    }
  }
}
