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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                      x.setRequiresGradient(true);
                      NDArray value = loss.of(x, targets);
                      assertThat((double) value.getFloat())
                          .isCloseTo(expected, within(1e-5 * expected));
                      float[] gradient = gradient(value, x);
                      float[] wanted = floats(one.get("gradient"));
                      for (int i = 0; i < wanted.length; i++) {
                        assertThat(gradient[i]).isCloseTo(wanted[i], within(1e-5f));
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bce", "focal", "asl"})
  void unknownTargetsAreAsIfTheirCellsWereNotThere(String kind) {
    float[] logits = {2, -1, 0.5f, -3, 1, 0.1f};
    float[] targets = {1, Float.NaN, 0, 1, Float.NaN, 0};
    float[] keptLogits = {2, 0.5f, -3, 0.1f};
    float[] keptTargets = {1, 0, 1, 0};
    // Of one class, removing a cell removes a row.
    TrainingLoss loss =
        loss(new float[] {3}, "training.loss=" + kind, "training.labelSmoothing=0.1");
    double expected = loss.of(keptLogits, keptTargets);
    assertThat(loss.of(logits, targets)).isEqualTo(expected);
    NDArray x = manager.create(logits, new Shape(6, 1));
    x.setRequiresGradient(true);
    NDArray value = loss.of(x, targets);
    assertThat((double) value.getFloat()).isCloseTo(expected, within(1e-6));
    float[] gradient = gradient(value, x);
    assertThat(gradient[1]).isZero();
    assertThat(gradient[4]).isZero();
    NDArray kept = manager.create(keptLogits, new Shape(4, 1));
    kept.setRequiresGradient(true);
    float[] wanted = gradient(loss.of(kept, keptTargets), kept);
    assertThat(new float[] {gradient[0], gradient[2], gradient[3], gradient[5]})
        .containsExactly(wanted, within(1e-7f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bce", "focal", "asl"})
  void unknownTargetsOfSeveralClassesHaveNoGradientAndBothFormsAgree(String kind) {
    TrainingLoss loss = loss(new float[] {2, 1, 4}, "training.loss=" + kind);
    float[] logits = {2, -1, 0.5f, -3, 1, 0.1f};
    float[] targets = {1, Float.NaN, 0, Float.NaN, Float.NaN, 0.4f};
    NDArray x = manager.create(logits, new Shape(2, 3));
    x.setRequiresGradient(true);
    NDArray value = loss.of(x, targets);
    assertThat((double) value.getFloat()).isCloseTo(loss.of(logits, targets), within(1e-6));
    float[] gradient = gradient(value, x);
    assertThat(new float[] {gradient[1], gradient[3], gradient[4]}).containsOnly(0);
    assertThat(gradient[0]).isNotZero();
  }

  @Test
  void whereAllIsUnknownNothingIsLearned() {
    TrainingLoss loss = loss(new float[] {2}, "training.loss=bce");
    NDArray x = manager.create(new float[] {2, -1}, new Shape(2, 1));
    x.setRequiresGradient(true);
    NDArray value = loss.of(x, new float[] {Float.NaN, Float.NaN});
    assertThat(value.getFloat()).isZero();
    assertThat(gradient(value, x)).containsOnly(0);
  }

  @Test
  void unknownTargetsCountNeitherAsPositivesNorAsNegatives() {
    float[] targets = {1, 0, Float.NaN, 1, 0, Float.NaN, 0, Float.NaN};
    assertThat(PosWeight.balanced(targets, 2)).containsExactly(2, 1);
  }

  private static float[] gradient(NDArray value, NDArray of) {
    return TorchFunctions.get()
        .runForList(manager, "gradients", value, List.of(of))
        .get(0)
        .toFloatArray();
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
