package org.tagwright.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConstantPredictionTest {
  @Test
  void noLabelSetPredictedEverywhereDoesBetter() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      int samples = 1 + random.nextInt(10);
      int classes = 5;
      boolean[] targets = new boolean[samples * classes];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = random.nextInt(4) == 0;
      }
      double best = -1;
      for (int set = 0; set < 1 << classes; set++) {
        float[] scores = new float[targets.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = set >> (i % classes) & 1;
        }
        LabelledScores data = new LabelledScores(scores, targets, samples, classes);
        best = Math.max(best, MultiLabelScores.at(data, 0.5).get(Metric.WEIGHTED_F1));
      }
      LabelledScores data =
          new LabelledScores(new float[targets.length], targets, samples, classes);
      ConstantPrediction found = ConstantPrediction.best(data);
      assertThat(found.weightedF1()).isCloseTo(best, within(1e-12));
      assertThat(found.labels()).allMatch(k -> data.support(k) > 0);
    }
  }
}
