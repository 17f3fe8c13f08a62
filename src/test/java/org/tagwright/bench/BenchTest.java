package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.bench.TrainBench.Phase;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;

/** Every benchmark as small as it gets: our real side, and a stand-in for the PyTorch script. */
class BenchTest {
  @TempDir static Path shared;

  @BeforeAll
  static void makePhotos() {
    Photos.make(shared.resolve("photos-8"), 8, Progress.NONE);
  }

  private static Setting setting(boolean compares) {
    return new Setting(
        shared,
        1,
        1,
        "cpu",
        8,
        compares ? FakeScript.command() : null,
        Peer.SCRIPT,
        Setting.worker(),
        Progress.NONE);
  }

  @Test
  void trainingIsComparedInEveryPhase() {
    TrainBench bench =
        new TrainBench(
            setting(true),
            List.of(Phase.FULL, Phase.FROZEN, Phase.FROZEN_LATER),
            List.of("fp32"),
            2,
            32,
            2);
    List<Figure> figures = bench.figures("resnet18");
    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly(
            "resnet18 full fp32", "resnet18 frozen fp32", "resnet18 frozen-later fp32");
    assertThat(figures)
        .allSatisfy(
            figure -> {
              assertThat(figure.script()).containsExactly(10.0);
              assertThat(figure.ratio().median()).isPositive();
              assertThat(figure.further()).containsKey("ratio_by_cpu_time");
            });
    assertThat(figures.get(0).wanted()).isEqualTo(Peer.SCRIPT.trainingTarget("resnet18", true));
    assertThat(figures.get(0).further().get("waiting_share")).isBetween(0.0, 1.0);
  }

  @Test
  void aReportSaysWhatMachineAndWhichVersionsWereMeasured() {
    Setting alone = setting(false);
    BenchReport report =
        BenchReport.of(
            "predict",
            alone,
            new ObjectMapper().createObjectNode().put("batch", 2),
            () -> new PredictBench(alone, List.of("fp32"), 2, 2).figures("mobilenet_v2"));
    JsonNode json = report.toJson();
    assertThat(json.at("/figures/0/name").asText()).isEqualTo("mobilenet_v2 prediction fp32");
    assertThat(json.at("/figures/0/ours/median").asDouble()).isPositive();
    assertThat(json.at("/figures/0").has("ratio")).isFalse();
    assertThat(json.at("/settings/batch").asInt()).isEqualTo(2);
    assertThat(json.at("/settings/threads").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/processor").asText()).isNotEmpty();
    assertThat(json.at("/machine/load_average")).hasSize(2);
    assertThat(json.at("/versions/ours/libtorch").asText()).startsWith("2.");
    assertThat(report.conditions()).last().asString().contains("--pytorch");
  }

  @Test
  void decodingTellsHowFarThePicturesDiffer() {
    Figure figure = DecodeBench.figure(setting(true), 16, 1, false);
    assertThat(figure.script()).containsExactly(10.0);
    // The stand-in's pictures are black.
    assertThat(figure.further().get("mean_grey_levels")).isBetween(20.0, 240.0);
    assertThat(DecodeBench.difference(new byte[] {0, (byte) 200}, new byte[] {3, (byte) 190}))
        .containsEntry("mean_grey_levels", 6.5)
        .containsEntry("most_grey_levels", 10.0);
  }

  @Tag("long")
  @Test
  void theStartIsThatOfTheRealCommand() {
    List<Figure> figures = new StartBench(setting(true), "mobilenet_v2", 2, 32).figures();
    assertThat(figures).hasSize(2);
    for (Figure figure : figures) {
      assertThat(figure.ours().get(0)).isBetween(0.3, 120.0);
      assertThat(figure.script().get(0)).isBetween(0.05, 60.0);
      assertThat(figure.reached()).isNotNull();
    }
  }

  @Test
  void memoryIsReadAfterEveryHundredSteps() throws IOException {
    Setting standIns =
        new Setting(
            shared, 1, 1, "cpu", 8, null, Peer.SCRIPT, fake("100, 200, 204, 202"), Progress.NONE);
    Figure figure = MemoryBench.figure(standIns, "resnet18", 400);
    assertThat(figure.ours()).containsExactly(2.0);
    assertThat(figure.reached()).isTrue();
    assertThat(figure.further()).containsEntry("most_megabytes", 204e-6);
  }

  /** A side that has only this to say of memory. */
  private static List<String> fake(String residentBytes) throws IOException {
    Path answer = shared.resolve("answer.json");
    Files.writeString(answer, "{\"resident_bytes\": [" + residentBytes + "]}\n");
    // It ends only when it was asked: asking one that is gone already fails.
    return List.of("sh", "-c", "read request; cat \"$0\"", answer.toString());
  }

  @Test
  void checkpointsAreSparseAndAllFoundAgain() {
    assertThat(ScanBench.checkpoints(shared, 12, 5, Progress.NONE))
        .extracting(Figure::name)
        .containsExactly("scan of 12 checkpoints, first", "scan of 12 checkpoints, again");
    assertThat(shared.resolve("checkpoints")).doesNotExist();
    assertThat(ScanBench.events(shared, 50, Progress.NONE).ours().get(0)).isPositive();
  }

  @Test
  void aSideThatFailsOrEndsIsNamedWithItsLog() throws IOException {
    try (Side side = setting(true).theirSide()) {
      assertThatThrownBy(() -> side.ask(setting(true).request("nonsense")))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("The PyTorch script failed: unknown request")
          .hasMessageContaining("script.log");
      assertThatThrownBy(() -> side.ask(setting(true).request("die")))
          .hasMessageContaining("exited early");
    }
    Setting wrong =
        new Setting(
            shared,
            1,
            1,
            "cpu",
            8,
            List.of("/no/such/python"),
            Peer.SCRIPT,
            Setting.worker(),
            Progress.NONE);
    assertThatThrownBy(wrong::theirSide).hasMessageContaining("--pytorch");
  }

  @Test
  void targetsDependOnTheNetworkAndOnHowPyTorchIsUsed() {
    assertThat(Peer.SCRIPT.trainingTarget("resnet50", true)).isEqualTo(1.2);
    assertThat(Peer.SCRIPT.trainingTarget("resnet50", false)).isEqualTo(2.0);
    assertThat(Peer.SCRIPT.predictionTarget("vgg16", false)).isEqualTo(2.5);
    assertThat(Peer.BEST.trainingTarget("resnet50", true)).as("bfloat16 only").isNull();
    assertThat(Peer.BEST.predictionTarget("resnet50", false)).isEqualTo(1.0);
  }

  @Test
  void theScriptComesWithTheProgram() {
    List<String> command = Setting.packedScript(Path.of("python"), shared);
    assertThat(Path.of(command.get(1)))
        .content()
        .contains("DataLoader", "torch.optim.Adam", "channels_last");
  }
}
