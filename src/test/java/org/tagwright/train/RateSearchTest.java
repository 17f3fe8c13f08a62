package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.train.RateSearch.Point;

class RateSearchTest {
  @TempDir Path root;

  @Test
  void theRateAtWhichTheLossFallsFastestIsSuggested() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 60; i++) {
      double power = -6 + i / 10.0;
      // Falls along a sigmoid around 1e-3, and explodes from 1e-1 on.
      double loss = 1 - 0.5 / (1 + Math.exp(-4 * (power + 3))) + Math.exp(6 * (power + 0.5));
      points.add(new Point(Math.pow(10, power), loss));
    }
    assertThat(Math.log10(RateSearch.suggestion(points))).isCloseTo(-3, within(0.15));
  }

  @Test
  void whereTheLossNeverFallsNothingIsSuggested() {
    assertThat(RateSearch.suggestion(List.of(new Point(1e-3, 1), new Point(1e-2, 2)))).isNaN();
    assertThat(RateSearch.suggestion(List.of())).isNaN();
  }

  @Test
  void theTestRaisesTheRateAndLeavesNothingBehind() throws IOException {
    TinyDataset.write(root, 24);
    ExperimentConfig config =
        ConfigJson.with(
            TinyDataset.config(root, "mobilenet_v2", 3),
            "output.trainedModels",
            root.resolve("models").toString());
    List<Path> before = files();
    RateSearch.Found found = RateSearch.run(config, Progress.NONE);
    assertThat(files()).isEqualTo(before);
    assertThat(found.points().get(0).rate()).isEqualTo(RateSearch.LEAST);
    assertThat(found.points())
        .isSortedAccordingTo((a, b) -> Double.compare(a.rate(), b.rate()))
        .hasSizeBetween(20, 100);
  }

  @Test
  void theLargestBatchIsAtMostAllSamplesAndNothingIsLeftBehind() throws IOException {
    TinyDataset.write(root, 24);
    ExperimentConfig config = TinyDataset.config(root, "mobilenet_v2", 1);
    List<Path> before = files();
    assertThat(RateSearch.largestBatch(config, Progress.NONE)).isEqualTo(16);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedAsTrainingDoes() throws IOException {
    TinyDataset.write(root, 24);
    Path file = root.resolve("other.pt");
    try (Classifier other =
        Classifier.create(Backbone.of("resnet18"), 3, 1, Device.cpu(), Precision.FP32)) {
      TorchWriter.write(file, other.snapshot());
    }
    ExperimentConfig config =
        ConfigJson.with(
            TinyDataset.config(root, "mobilenet_v2", 3), "model.startFrom", file.toString());
    assertThatThrownBy(() -> RateSearch.run(config, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("other.pt are not a mobilenet_v2's");
    assertThatThrownBy(() -> RateSearch.largestBatch(config, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("other.pt are not a mobilenet_v2's");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted().toList();
    }
  }
}
