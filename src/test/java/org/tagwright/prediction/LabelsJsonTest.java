package org.tagwright.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsJsonTest {
  @TempDir Path folder;

  @Test
  void hasTheOlderProjectsLayout() {
    TreeMap<String, int[]> labels = new TreeMap<>();
    labels.put("000000000285", new int[] {21});
    labels.put("000000000139", new int[] {0, 56, 57, 60, 62});
    labels.put("q\"uote", new int[0]);
    Path file = folder.resolve("p.json");
    LabelsJson.write(file, labels);
    assertThat(file)
        .hasContent(
            """
            {
                "000000000139": [0, 56, 57, 60, 62],
                "000000000285": [21],
                "q\\"uote": []
            }
            """);
  }

  @Test
  void anEmptyPredictionIsAnEmptyObject() {
    Path file = folder.resolve("p.json");
    LabelsJson.write(file, new TreeMap<>());
    assertThat(file).hasContent("{}\n");
  }

  @Test
  void onlyScoresAboveTheThresholdAreLabels() {
    assertThat(LabelsJson.labels(new float[] {0.5f, 0.51f, 0.2f}, new double[] {0.5, 0.5, 0.1}))
        .containsExactly(1, 2);
  }

  @Test
  void theNameSaysWhatItWasMadeWith() {
    assertThat(
            new PredictionName("resnet18", 0.61234567, 7, 18, 32, List.of(1e-4), 0.35, 64, 0.351235)
                .toString())
        .isEqualTo(
            "predictions_resnet18_f1-0.6123_ep-7of18_bs-32_lr-0.0001_th-0.35_testbs-64_testth-0.3512");
    assertThat(new PredictionName("vgg16", null, null, null, null, null, null, 64, 0.5).toString())
        .isEqualTo("predictions_vgg16_f1-na_ep-naofna_bs-na_lr-na_th-na_testbs-64_testth-0.5");
  }
}
