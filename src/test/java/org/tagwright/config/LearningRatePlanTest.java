package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LearningRatePlanTest {

  @Test
  void decaysAfterEachMilestoneAsPyTorchDoes() throws IOException {
    JsonNode cases = golden("schedule.json").get("cases");
    assertThat(cases).hasSizeGreaterThan(3);
    for (JsonNode one : cases) {
      double first = one.get("base").get(0).asDouble();
      double last = one.get("base").get(one.get("base").size() - 1).asDouble();
      LearningRatePlan plan = plan(first, last, one.get("milestones"), one.get("factor"), 1000);
      for (int epoch = 1; epoch <= one.get("epochs").asInt(); epoch++) {
        JsonNode rates = one.get("lr").get(epoch - 1);
        assertThat(plan.backboneRate(epoch)).isEqualTo(rates.get(0).asDouble());
        assertThat(plan.headRate(epoch)).isEqualTo(rates.get(rates.size() - 1).asDouble());
      }
    }
  }

  @Test
  void followsFreezeAndDifferentialCasesOfPyTorch() throws IOException {
    JsonNode cases = golden("training_math.json").get("multistep");
    assertThat(cases).hasSizeGreaterThan(3);
    for (JsonNode one : cases) {
      boolean differential = one.get("differential").asBoolean();
      String backboneField = differential ? "BACKBONE_BASE_LR" : "LEARNING_RATE";
      String headField = differential ? "HEAD_BASE_LR" : "LEARNING_RATE";
      LearningRatePlan plan =
          plan(
              one.get(backboneField).asDouble(),
              one.get(headField).asDouble(),
              one.get("LR_MILESTONES"),
              one.get("LR_DECAY_FACTOR"),
              1000);
      for (JsonNode row : one.get("rows")) {
        int epoch = row.get("epoch").asInt();
        JsonNode rates = row.get("lr");
        assertThat(plan.backboneRate(epoch)).isCloseTo(rates.get(0).asDouble(), within(1e-18));
        assertThat(plan.headRate(epoch))
            .isCloseTo(rates.get(rates.size() - 1).asDouble(), within(1e-18));
      }
    }
  }

  private static LearningRatePlan plan(
      double backbone, double head, JsonNode milestones, JsonNode factor, int samples) {
    return LearningRatePlan.of(
        ExperimentConfig.defaults()
            .training()
            .with(LearningRateSettings.DIFFERENTIAL, true)
            .with(LearningRateSettings.BACKBONE_LR, backbone)
            .with(LearningRateSettings.HEAD_LR, head)
            .with(LearningRateSettings.MILESTONES, integers(milestones))
            .with(LearningRateSettings.DECAY_FACTOR, factor.asDouble()),
        samples);
  }

  /** Seven epochs of twelve steps, the first two frozen in batches of twice the size: six steps. */
  @TestFactory
  Stream<DynamicTest> everyScheduleIsPyTorchsStepByStep() throws IOException {
    return StreamSupport.stream(golden("recipe.json").get("schedules").spliterator(), false)
        .map(one -> DynamicTest.dynamicTest(one.get("set").toString(), () -> follows(one)));
  }

  private static void follows(JsonNode one) {
    ExperimentConfig config = ExperimentConfig.defaults();
    for (JsonNode set : one.get("set")) {
      String[] parts = set.asText().split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    LearningRatePlan plan = LearningRatePlan.of(config.training(), 48);
    int at = 0;
    for (int epoch = 1; epoch <= 7; epoch++) {
      assertThat(plan.steps(epoch)).isEqualTo(epoch <= 2 ? 6 : 12);
      for (int step = 1; step <= plan.steps(epoch); step++) {
        JsonNode rates = one.get("rates").get(at++);
        close(plan.backboneRate(epoch, step), rates.get(0).asDouble());
        close(plan.headRate(epoch, step), rates.get(1).asDouble());
      }
    }
    assertThat(at).isEqualTo(one.get("rates").size());
  }

  private static void close(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-12 + 1e-9 * expected));
  }

  @Test
  void beyondItsEndAPlanGoesOnAtTheRateOfItsLastStep() {
    for (String schedule : List.of("cosine", "oneCycle")) {
      ExperimentConfig config =
          ConfigJson.with(ExperimentConfig.defaults(), "training.schedule", schedule);
      LearningRatePlan plan = LearningRatePlan.of(config.training(), 3200);
      double last = plan.headRate(18, plan.steps(18));
      assertThat(last).isBetween(1e-13, 1e-7);
      assertThat(plan.headRate(19, 1)).isEqualTo(last);
      assertThat(plan.headRate(99, 7)).isEqualTo(last);
    }
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>();
    array.forEach(v -> values.add(v.asInt()));
    return values;
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = LearningRatePlanTest.class.getResourceAsStream("/golden/" + name)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
