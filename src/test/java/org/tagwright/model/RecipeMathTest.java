package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.model.Optimizer.Part;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/** The ingredients of a recipe are PyTorch's: {@code make_recipe_golden.py} asked it. */
class RecipeMathTest {
  /** What resnet18 gives to its head. */
  private static final int FEATURES = 512;

  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private static Classifier classifier;
  private static JsonNode golden;

  @BeforeAll
  static void start() {
    golden = Golden.read("recipe.json").json();
    classifier = Classifier.create(Backbone.of("resnet18"), ROWS, 0, Device.cpu(), Precision.FP32);
  }

  @AfterAll
  static void end() {
    classifier.close();
  }

  @TestFactory
  Stream<DynamicTest> optimizersFollowPyTorchsTrajectory() {
    return stream(golden.get("optimizers"))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("optimizer").asText() + " clip " + one.get("clip"),
                    () -> follows(one, step -> {})));
  }

  @TestFactory
  Stream<DynamicTest> optimizersGoOnAfterARestoreAsIfNothingHadHappened() {
    return stream(golden.get("optimizers"))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("optimizer").asText() + " clip " + one.get("clip"),
                    () -> follows(one, Session::reopen)));
  }

  private static void follows(JsonNode one, Consumer<Session> between) {
    Training config =
        training(
            "training.optimizer=" + one.get("optimizer").asText(),
            "training.momentum=" + one.get("momentum"),
            "training.weightDecay=" + one.get("weight_decay"),
            "training.gradientClip=" + one.get("clip"));
    set(matrix(), wide(wave(1, ROWS * COLUMNS)));
    set(bias(), wave(2, ROWS));
    try (Session session = new Session(config)) {
      for (int i = 0; i < one.get("steps").size(); i++) {
        try (NDManager step = classifier.newStep()) {
          NDList gradients =
              new NDList(
                  step.create(wide(wave(3 + i, ROWS * COLUMNS)), new Shape(matrix().shape())),
                  step.create(wave(9 + i, ROWS)));
          session.optimizer.step(gradients, new Part(List.of(matrix(), bias()), 0.1 / (i + 1)));
        }
        JsonNode expected = one.get("steps").get(i);
        close(narrow(matrix().array().toFloatArray()), expected.get("matrix"), 2e-6);
        close(bias().array().toFloatArray(), expected.get("bias"), 2e-6);
        between.accept(session);
      }
    }
  }

  /** An optimizer that can be put away and made anew. */
  private static final class Session implements AutoCloseable {
    final Training config;
    Optimizer optimizer;

    Session(Training config) {
      this.config = config;
      optimizer = new Optimizer(classifier, config);
    }

    void reopen() {
      Map<String, TorchTensor> saved = copies(optimizer.snapshot());
      optimizer.close();
      optimizer = new Optimizer(classifier, config);
      optimizer.restore(classifier.parameters(), saved);
    }

    @Override
    public void close() {
      optimizer.close();
    }
  }

  @Test
  void batchesOfAGroupMoveTheWeightsAsOneLargeBatch() {
    set(matrix(), wide(wave(1, ROWS * COLUMNS)));
    int[] batches = {4, 4, 4, 4, 2};
    float[] features = wave(5, 18 * COLUMNS);
    float[] targets = wave(6, 18 * ROWS);
    for (int i = 0; i < targets.length; i++) {
      targets[i] = targets[i] > 0.5 ? 1 : 0;
    }
    JsonNode expected = golden.get("accumulation");
    Training config = training("training.optimizer=sgd");
    try (Optimizer optimizer = new Optimizer(classifier, config);
        GradientSum sum = new GradientSum(classifier)) {
      int first = 0;
      for (int i = 0; i < batches.length; i++) {
        int images = i < 3 ? 12 : 6;
        try (NDManager step = classifier.newStep()) {
          NDArray x = step.create(rows(features, first, batches[i]));
          NDArray y = step.create(rows(targets, first, batches[i]));
          NDArray loss =
              Recording.on(
                  () ->
                      classifier.loss(
                          x.matMul(matrix().array().get(":, :" + COLUMNS).transpose()), y, null));
          sum.add(
              List.of(matrix()),
              optimizer.gradients(loss, List.of(matrix())),
              batches[i] / (double) images);
          first += batches[i];
          if (i == 1) {
            Map<String, TorchTensor> saved = copies(sum.snapshot());
            sum.clear();
            sum.restore(classifier.parameters(), saved);
          }
          if (i == 2 || i == 4) {
            optimizer.step(sum.gradients(), new Part(List.of(matrix()), 0.5));
            sum.clear();
            close(narrow(matrix().array().toFloatArray()), expected.get(i / 2 - 1), 2e-6);
          }
        }
      }
    }
  }

  @Test
  void theAverageOfWeightsAndStatisticsIsPyTorchs() {
    List<Weight> state = classifier.headState();
    List<Weight> followed = List.of(state.get(1), state.get(4)); // a bias and a running mean
    followed.forEach(weight -> set(weight, wave(1, ROWS)));
    JsonNode expected = golden.get("averages");
    try (WeightAverage average = new WeightAverage(classifier, 0.7)) {
      for (int step = 1; step <= expected.size(); step++) {
        float[] values = wave(step + 1, ROWS);
        followed.forEach(weight -> set(weight, values));
        average.follow(state, step);
        JsonNode wanted = expected.get(step - 1);
        for (Weight weight : followed) {
          float[] found = average.inForce(() -> weight.array().toFloatArray());
          assertThat(found[0]).isCloseTo((float) wanted.get(0).asDouble(), within(2e-6f));
          assertThat(found[1]).isCloseTo((float) wanted.get(1).asDouble(), within(2e-6f));
          assertThat(weight.array().toFloatArray()).containsExactly(values);
        }
      }
    }
  }

  private static float[][] rows(float[] values, int first, int count) {
    int width = values.length / 18;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, (first + i) * width, (first + i + 1) * width);
    }
    return rows;
  }

  private static Training training(String... sets) {
    ExperimentConfig config = ExperimentConfig.defaults();
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return config.training();
  }

  /** Two rows, of which the first columns are used; it decays. */
  private static Weight matrix() {
    return classifier.headParameters().get(0);
  }

  private static Weight bias() {
    return classifier.headParameters().get(1);
  }

  /** The same numbers as in the script. */
  private static float[] wave(int seed, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (Math.sin(i * 1.37 + seed) * (1 + i % 3));
    }
    return values;
  }

  private static float[] wide(float[] values) {
    int width = FEATURES;
    float[] wide = new float[ROWS * width];
    for (int i = 0; i < values.length; i++) {
      wide[i / COLUMNS * width + i % COLUMNS] = values[i];
    }
    return wide;
  }

  private static float[] narrow(float[] wide) {
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = wide[i / COLUMNS * FEATURES + i % COLUMNS];
    }
    return values;
  }

  private static void set(Weight weight, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    TorchFunctions.get().assign(weight.array(), bytes);
  }

  /** Values of their own: a snapshot's are fetched as they are read. */
  private static Map<String, TorchTensor> copies(Map<String, TorchTensor> tensors) {
    Map<String, TorchTensor> copies = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            copies.put(name, TorchTensor.of(tensor.floats().clone(), tensor.shape())));
    return copies;
  }

  private static void close(float[] found, JsonNode expected, double tolerance) {
    assertThat(found).hasSameSizeAs(Golden.numbers(expected));
    for (int i = 0; i < found.length; i++) {
      double wanted = expected.get(i).doubleValue();
      assertThat((double) found[i]).isCloseTo(wanted, within(tolerance * (1 + Math.abs(wanted))));
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(array::get);
  }
}
