package org.tagwright.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A training run of the quality benchmark that has finished: a line of the results file.
 *
 * @param map mean average precision on the test images, after each epoch
 * @param weightedF1 likewise, at the threshold that is best there
 * @param seconds of all epochs, validation included
 * @param cpuSeconds processor time of the whole program meanwhile
 * @param finished time of day, ISO 8601
 */
public record QualityTrial(
    Key key,
    List<String> ingredients,
    List<Double> map,
    @JsonProperty("weighted_f1") List<Double> weightedF1,
    double seconds,
    @JsonProperty("cpu_seconds") double cpuSeconds,
    String device,
    String precision,
    String finished) {
  /**
   * What determines the outcome; equal trials are not run again.
   *
   * @param settings by path, those of the regime included
   */
  public record Key(String regime, Map<String, String> settings, QualitySizes sizes, long seed) {}

  double lastMap() {
    return map.get(map.size() - 1);
  }

  double lastWeightedF1() {
    return weightedF1.get(weightedF1.size() - 1);
  }

  /** The first epoch that reaches a mean average precision, or 0 if none does. */
  int epochsTo(double wanted) {
    for (int epoch = 1; epoch <= map.size(); epoch++) {
      if (map.get(epoch - 1) >= wanted) {
        return epoch;
      }
    }
    return 0;
  }
}
