package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.layer.TorchFunctions;

/** The numbers of training that need no network, against PyTorch's. */
class PlainMathTest {
  private static NDManager manager;

  @BeforeAll
  static void start() {
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterAll
  static void end() {
    manager.close();
  }

  @Test
  void positivesWeighNegativesOverPositives() throws IOException {
    JsonNode cases = golden("training_math.json").get("pos_weight");
    assertThat(cases).isNotEmpty();
    for (JsonNode one : cases) {
      assertThat(PosWeight.balanced(floats(one.get("targets")), one.get("pos").size()))
          .containsExactly(floats(one.get("pos_weight")));
    }
  }

  @Test
  void theEvaluationsLossIsBceWithLogits() throws IOException {
    JsonNode bce = golden("training_math.json").get("bce_with_logits");
    float[] logits = floats(bce.get("logits"));
    float[] targets = floats(bce.get("targets"));
    float[] weights = floats(bce.get("pos_weight"));
    assertThat(loss(weights, "training.loss=bce").of(logits, targets))
        .isCloseTo(bce.get("loss_mean").asDouble(), within(1e-6));
    assertThat(loss(PosWeight.none(weights.length), "training.loss=bce").of(logits, targets))
        .isCloseTo(bce.get("loss_mean_no_pos_weight").asDouble(), within(1e-6));
  }

  /** On plain numbers and on the device, values and gradients; smoothed and mixed targets, too. */
  @TestFactory
  Stream<DynamicTest> lossesArePyTorchs() throws IOException {
    JsonNode golden = golden("recipe.json").get("losses");
    float[] logits = floats(golden.get("logits"));
    float[] targets = floats(golden.get("targets"));
    int classes = golden.get("classes").asInt();
    return StreamSupport.stream(golden.get("cases").spliterator(), false)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("set").toString(),
                    () -> {
                      List<String> sets = new ArrayList<>();
                      one.get("set").forEach(set -> sets.add(set.asText()));
                      TrainingLoss loss =
                          loss(PosWeight.none(classes), sets.toArray(String[]::new));
                      double expected = one.get("value").asDouble();
                      assertThat(loss.of(logits, targets))
                          .isCloseTo(expected, within(1e-6 * expected));
                      NDArray x =
                          manager.create(logits, new Shape(logits.length / classes, classes));
                      NDArray y = manager.create(loss.smoothed(targets), x.getShape());
                      x.setRequiresGradient(true);
                      NDArray value = loss.of(x, y);
                      assertThat((double) value.getFloat())
                          .isCloseTo(expected, within(1e-5 * expected));
                      float[] gradient =
                          TorchFunctions.get()
                              .runForList(manager, "gradients", value, List.of(x))
                              .get(0)
                              .toFloatArray();
                      float[] wanted = floats(one.get("gradient"));
                      for (int i = 0; i < wanted.length; i++) {
                        assertThat(gradient[i]).isCloseTo(wanted[i], within(1e-5f));
                      }
                    }));
  }

  private static TrainingLoss loss(float[] positiveWeights, String... sets) {
    ExperimentConfig config = ExperimentConfig.defaults();
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return new TrainingLoss(config.training(), positiveWeights, manager);
  }

  @Test
  void everySampleIsInOneBatchAndNoneIsAlone() {
    for (int samples = 2; samples < 30; samples++) {
      int[] all = new int[samples];
      Arrays.setAll(all, i -> i);
      for (int batchSize = 2; batchSize < 8; batchSize++) {
        int[][] batches = BatchPlan.of(all, batchSize, 42, 1);
        assertThat(Arrays.stream(batches)).allMatch(batch -> batch.length >= 2);
        assertThat(Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray())
            .isEqualTo(all);
      }
    }
  }

  @Test
  void theOrderDependsOnSeedAndEpochOnly() {
    int[] all = new int[20];
    Arrays.setAll(all, i -> i);
    assertThat(BatchPlan.of(all, 4, 42, 1)).isDeepEqualTo(BatchPlan.of(all, 4, 42, 1));
    assertThat(Arrays.deepEquals(BatchPlan.of(all, 4, 42, 1), BatchPlan.of(all, 4, 42, 2)))
        .isFalse();
    assertThat(Arrays.deepEquals(BatchPlan.of(all, 4, 42, 1), BatchPlan.of(all, 4, 43, 1)))
        .isFalse();
  }

  private static float[] floats(JsonNode node) {
    if (!node.isArray()) {
      return new float[] {(float) node.asDouble()};
    }
    float[] values = new float[0];
    for (JsonNode inner : node) {
      float[] more = floats(inner);
      int length = values.length;
      values = Arrays.copyOf(values, length + more.length);
      System.arraycopy(more, 0, values, length, more.length);
    }
    return values;
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = PlainMathTest.class.getResourceAsStream("/golden/" + name)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
