package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRatePlanTest {

  @Test
  void decaysAfterEachMilestoneAsPyTorchDoes() throws IOException {
    JsonNode cases = golden("schedule.json").get("cases");
    assertThat(cases).hasSizeGreaterThan(3);
    for (JsonNode one : cases) {
      double first = one.get("base").get(0).asDouble();
      double last = one.get("base").get(one.get("base").size() - 1).asDouble();
      LearningRatePlan plan =
          new LearningRatePlan(
              first, last, integers(one.get("milestones")), one.get("factor").asDouble());
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
          new LearningRatePlan(
              one.get(backboneField).asDouble(),
              one.get(headField).asDouble(),
              integers(one.get("LR_MILESTONES")),
              one.get("LR_DECAY_FACTOR").asDouble());
      for (JsonNode row : one.get("rows")) {
        int epoch = row.get("epoch").asInt();
        JsonNode rates = row.get("lr");
        assertThat(plan.backboneRate(epoch)).isCloseTo(rates.get(0).asDouble(), within(1e-18));
        assertThat(plan.headRate(epoch))
            .isCloseTo(rates.get(rates.size() - 1).asDouble(), within(1e-18));
      }
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
