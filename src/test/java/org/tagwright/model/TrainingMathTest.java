package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/** Loss and optimizer are PyTorch's, element by element. */
class TrainingMathTest {
  private static Classifier classifier;
  private static Golden golden;

  @BeforeAll
  static void start() {
    golden = Golden.read("training_math.json");
    classifier = Classifier.create(Backbone.of("resnet18"), 2, 0, Device.cpu(), Precision.FP32);
  }

  @AfterAll
  static void end() {
    classifier.close();
  }

  @Test
  void adamFollowsPyTorchsTrajectory() {
    JsonNode adam = golden.json().get("adam");
    Weight pair = headBias();
    set(pair, Golden.numbers(adam.get("start")));
    try (Optimizer optimizer = new Optimizer(classifier)) {
      for (int i = 0; i < adam.get("grads").size(); i++) {
        try (NDManager step = classifier.newStep()) {
          NDArray gradient = step.create(floats(Golden.numbers(adam.get("grads").get(i))));
          optimizer.step(List.of(pair), new NDList(gradient), adam.get("lr").doubleValue());
        }
        double[] expected = Golden.numbers(adam.get("trajectory").get(i));
        float[] found = pair.array().toFloatArray();
        assertThat((double) found[0]).isCloseTo(expected[0], within(5e-7));
        assertThat((double) found[1]).isCloseTo(expected[1], within(5e-7));
      }
    }
  }

  @Test
  void aParameterThatJoinsLateTakesAFirstStepOfTheLearningRate() {
    List<Weight> head = classifier.headParameters();
    Weight early = head.get(2);
    Weight late = head.get(3);
    set(early, new double[] {1, 1});
    set(late, new double[] {1, 1});
    try (Optimizer optimizer = new Optimizer(classifier);
        NDManager step = classifier.newStep()) {
      NDArray gradient = step.create(new float[] {1, -1});
      for (int i = 0; i < 50; i++) {
        optimizer.step(List.of(early), new NDList(gradient), 1e-3);
      }
      optimizer.step(List.of(late), new NDList(gradient), 1e-3);
    }
    assertThat(late.array().toFloatArray()[0]).isCloseTo(0.999f, within(1e-6f));
    assertThat(late.array().toFloatArray()[1]).isCloseTo(1.001f, within(1e-6f));
  }

  @Test
  void lossIsPyTorchsAlsoForLargeLogits() {
    JsonNode bce = golden.json().get("bce_with_logits");
    try (NDManager step = classifier.newStep()) {
      NDArray logits = matrix(step, bce.get("logits"));
      NDArray targets = matrix(step, bce.get("targets"));
      NDArray weights = step.create(floats(Golden.numbers(bce.get("pos_weight"))));
      assertThat((double) classifier.loss(logits, targets, weights).getFloat())
          .isCloseTo(bce.get("loss_mean").doubleValue(), within(1e-5));
      assertThat((double) classifier.loss(logits, targets, null).getFloat())
          .isCloseTo(bce.get("loss_mean_no_pos_weight").doubleValue(), within(1e-5));
    }
  }

  private static Weight headBias() {
    return classifier.headParameters().get(1);
  }

  private static void set(Weight weight, double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(floats(values));
    TorchFunctions.get().assign(weight.array(), bytes);
  }

  private static NDArray matrix(NDManager manager, JsonNode rows) {
    float[][] values = new float[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats(Golden.numbers(rows.get(i)));
    }
    return manager.create(values);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
