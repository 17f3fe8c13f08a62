package org.tagwright.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The cases of {@code golden/metrics.json}: scores, targets and what scikit-learn says of them. */
record GoldenMetrics(String name, LabelledScores data, JsonNode expected) {

  static List<GoldenMetrics> cases() {
    try (InputStream in = GoldenMetrics.class.getResourceAsStream("/golden/metrics.json")) {
      List<GoldenMetrics> cases = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(in).get("cases")) {
        int samples = node.get("scores").size();
        int classes = node.get("scores").get(0).size();
        float[] scores = new float[samples * classes];
        boolean[] targets = new boolean[samples * classes];
        for (int i = 0; i < samples; i++) {
          for (int k = 0; k < classes; k++) {
            scores[i * classes + k] = node.get("scores").get(i).get(k).floatValue();
            targets[i * classes + k] = node.get("targets").get(i).get(k).asInt() == 1;
          }
        }
        cases.add(
            new GoldenMetrics(
                node.get("name").asText(),
                new LabelledScores(scores, targets, samples, classes),
                node));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
