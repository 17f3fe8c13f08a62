package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The numbers of training that need no network, against PyTorch's. */
class PlainMathTest {

  @Test
  void positivesWeighNegativesOverPositives() throws IOException {
    JsonNode cases = golden().get("pos_weight");
    assertThat(cases).isNotEmpty();
    for (JsonNode one : cases) {
      assertThat(PosWeight.balanced(floats(one.get("targets")), one.get("pos").size()))
          .containsExactly(floats(one.get("pos_weight")));
    }
  }

  @Test
  void theEvaluationsLossIsBceWithLogits() throws IOException {
    JsonNode bce = golden().get("bce_with_logits");
    float[] logits = floats(bce.get("logits"));
    float[] targets = floats(bce.get("targets"));
    float[] weights = floats(bce.get("pos_weight"));
    assertThat(BinaryLoss.sum(logits, targets, weights) / logits.length)
        .isCloseTo(bce.get("loss_mean").asDouble(), within(1e-6));
    assertThat(BinaryLoss.sum(logits, targets, PosWeight.none(weights.length)) / logits.length)
        .isCloseTo(bce.get("loss_mean_no_pos_weight").asDouble(), within(1e-6));
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

  private static JsonNode golden() throws IOException {
    try (InputStream in = PlainMathTest.class.getResourceAsStream("/golden/training_math.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
