package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;
import picocli.CommandLine;

class WeightsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFile() {
    file = folder.resolve("best.pt");
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("state_dict", Map.of("conv.weight", TorchTensor.of(new float[24], 2, 3, 4)));
    root.put("model_name", "evil\u001b[31m");
    root.put("learning_rates", TorchTuple.of(1e-5, 1e-4));
    root.put("best_threshold", TorchTensor.of(new float[] {0.5f}));
    root.put("missing", null);
    root.put("optimizer", Map.of("state", List.of(TorchTensor.of(new long[] {1, 2}, 2))));
    TorchWriter.write(file, root);
  }

  private int run(String... args) {
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void inspectShowsMetadataAndTensorTables() {
    assertThat(run("weights", "inspect", file.toString())).isZero();

    assertThat(out.toString().lines().map(String::stripTrailing))
        .contains(
            "zip format · 2.1 kB",
            "model_name      evil\\u001b[31m",
            "learning_rates  (1e-5, 0.0001)",
            "best_threshold  0.5",
            "missing         None",
            "TENSOR IN state_dict  TYPE     SHAPE      ELEMENTS",
            "conv.weight           float32  2 × 3 × 4        24",
            "1 tensor, 24 elements, 96 B",
            "TENSOR IN optimizer.state  TYPE   SHAPE  ELEMENTS",
            "0                          int64  2             2")
        .noneMatch(line -> line.contains("\u001b[31m"));
  }

  @Test
  void inspectAsJsonHasEveryValueAndTensor() throws IOException {
    assertThat(run("weights", "inspect", "--json", file.toString())).isZero();

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("format").asText()).isEqualTo("zip");
    assertThat(json.get("bytes").asLong()).isEqualTo(file.toFile().length());
    assertThat(json.get("metadata").get("learning_rates")).hasSize(2);
    assertThat(json.get("metadata").get("missing").isNull()).isTrue();
    assertThat(json.get("tensors"))
        .anySatisfy(
            tensor -> {
              assertThat(tensor.get("in").asText()).isEqualTo("state_dict");
              assertThat(tensor.get("name").asText()).isEqualTo("conv.weight");
              assertThat(tensor.get("type").asText()).isEqualTo("float32");
              assertThat(tensor.get("shape").toString()).isEqualTo("[2,3,4]");
            });
  }

  @Test
  void inspectOfSomethingElseIsTheUsersError() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "hello");

    assertThat(run("weights", "inspect", text.toString())).isEqualTo(2);

    assertThat(err.toString()).contains(text.toString()).doesNotContain("at org.");
  }

  @Test
  void listShowsWhatIsThereAndWhatWouldBeUsed() throws IOException {
    Files.createFile(folder.resolve("resnet50-0676ba61.pth"));
    Files.createFile(folder.resolve("vgg16-0123abcd.pth"));

    assertThat(run("weights", "list", "--folder", folder.toString())).isZero();

    assertThat(out.toString().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
        .contains(
            "resnet18 resnet18-f37072fd.pth ImageNet V1 69.8% 256 → 224 47 MB",
            "resnet50-0676ba61.pth ImageNet V1 76.1% 256 → 224 103 MB ◆",
            "vgg16-0123abcd.pth imported 0 B ◆");
  }

  @Test
  void importOfWhatFitsNothingIsTheUsersError() {
    assertThat(run("weights", "import", "--folder", folder.toString(), file.toString()))
        .isEqualTo(2);

    assertThat(err.toString()).contains("fit none of the backbones");
  }

  @Test
  void fetchOfAnUnknownBackboneNamesThoseThatThereAre() {
    assertThat(run("weights", "fetch", "resnet19", "--folder", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).contains(String.join(", ", BackboneFacts.names()));
  }

  @Test
  void weightsAloneIsWrongUsage() {
    assertThat(run("weights")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing subcommand: list, fetch, import or inspect");
  }
}
