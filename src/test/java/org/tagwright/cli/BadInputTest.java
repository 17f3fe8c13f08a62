package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import picocli.CommandLine;

/** What is wrong is told before anything is trained: clear words, file and line, exit code 2. */
class BadInputTest {
  @TempDir Path root;
  private Path images;
  private Path labels;
  private String message;

  @BeforeEach
  void writeGoodData() throws IOException {
    images = Files.createDirectories(root.resolve("data/images/train-resized"));
    labels = Files.createDirectories(root.resolve("data/labels/train"));
    for (int i = 1; i <= 6; i++) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", images.resolve("i" + i + ".png").toFile());
      Files.writeString(labels.resolve("i" + i + ".cls"), i + "\n");
    }
  }

  @Test
  void aMissingDataFolder() throws IOException {
    assertThat(train("\"data\": {\"root\": \"ROOT/nowhere\"}")).isEqualTo(2);
    assertThat(message)
        .contains(root.resolve("nowhere/labels/train").toString())
        .contains("there is no such folder")
        .contains("data.root");
  }

  @Test
  void aMissingDataFolderOfASweepBeforeAnythingIsQueued() throws IOException {
    String fields =
        "\"data\": {\"root\": \"ROOT/nowhere\"}, \"training\": {\"batchSize\": [8, 16]}";
    assertThat(execute("sweep", "--quiet", config(fields))).isEqualTo(2);
    assertThat(message)
        .contains(root.resolve("nowhere/labels/train").toString())
        .contains("there is no such folder");
    assertThat(root.resolve("runs")).doesNotExist();
  }

  @Test
  void anEmptyFolder() throws IOException {
    Files.createDirectories(root.resolve("empty/images/train-resized"));
    Files.createDirectories(root.resolve("empty/labels/train"));
    assertThat(train("\"data\": {\"root\": \"ROOT/empty\"}")).isEqualTo(2);
    assertThat(message).contains("has no label files").contains("has no images");
  }

  @Test
  void allProblemsOfTheDataInOneReportWithFilesAndLines() throws IOException {
    Files.writeString(labels.resolve("i1.cls"), "3\n80\n");
    Files.writeString(labels.resolve("i2.cls"), "cat\n");
    Files.writeString(labels.resolve("alone.cls"), "1\n");
    Files.writeString(images.resolve("i4.png"), "this is no picture");
    assertThat(train("")).isEqualTo(2);
    assertThat(message)
        .contains(labels.resolve("i1.cls") + ":2: ")
        .contains("80")
        .contains(labels.resolve("i2.cls") + ":1: ")
        .contains("cat")
        .contains(labels.resolve("alone.cls") + ": there is no image")
        .contains(images.resolve("i4.png").toString())
        .contains("data.onProblem");
    assertThat(root.resolve("runs")).isEmptyDirectory();
  }

  @Test
  void aTextFileNamedJpg() throws IOException {
    Files.writeString(images.resolve("text.jpg"), "hello");
    Files.writeString(labels.resolve("text.cls"), "1\n");
    assertThat(train("")).isEqualTo(2);
    assertThat(message).contains(images.resolve("text.jpg").toString());
  }

  @Test
  void anUnknownBackbone() throws IOException {
    assertThat(train("\"model\": {\"backbone\": \"resnet19\", \"pretrained\": false}"))
        .isEqualTo(2);
    assertThat(message).contains("config.json").contains("model.backbone").contains("resnet18");
  }

  @Test
  void aMisspeltField() throws IOException {
    assertThat(train("\"training\": {\n\"batchsize\": 8}")).isEqualTo(2);
    assertThat(message)
        .contains("config.json")
        .contains("training.batchsize")
        .contains("training.batchSize")
        .containsPattern("line \\d");
  }

  @Test
  void aBatchSizeOfZero() throws IOException {
    assertThat(train("\"training\": {\"batchSize\": 0}")).isEqualTo(2);
    assertThat(message).contains("config.json").contains("training.batchSize");
  }

  @Test
  void aBatchSizeOfOneWhichBatchNormCannotLearnFrom() throws IOException {
    assertThat(train("\"training\": {\"batchSize\": 1}")).isEqualTo(2);
    assertThat(message).contains("training.batchSize");
  }

  @Test
  void anOutputFolderThatCannotBeWritten() throws IOException {
    // A file in its place: rights alone do not keep everybody out.
    Files.writeString(root.resolve("models"), "");
    assertThat(train("")).isEqualTo(2);
    assertThat(message)
        .contains(root.resolve("models").toString())
        .contains("output.trainedModels");
  }

  @Test
  void aFileToStartFromThatIsNotThere() throws IOException {
    assertThat(train("\"model\": {\"startFrom\": \"ROOT/none.pt\"}")).isEqualTo(2);
    assertThat(message).contains("none.pt").contains("model.startFrom");
  }

  @Test
  void aFileToStartFromThatIsAnotherNetworks() throws IOException {
    TorchWriter.write(
        root.resolve("other.pt"),
        Map.of("state_dict", Map.of("layer1.2.conv1.weight", TorchTensor.of(new float[1], 1))));
    assertThat(train("\"model\": {\"startFrom\": \"ROOT/other.pt\"}")).isEqualTo(2);
    assertThat(message)
        .contains("other.pt are not a resnet18's; missing: conv1.weight and 99 more")
        .contains("left over: layer1.2.conv1.weight")
        .contains("model.startFrom");
  }

  @Test
  void aFileToStartFromThatIsNaN() throws IOException {
    TorchWriter.write(
        root.resolve("nan.pt"), Map.of("conv1.weight", TorchTensor.of(new float[] {Float.NaN}, 1)));
    assertThat(train("\"model\": {\"startFrom\": \"ROOT/nan.pt\"}")).isEqualTo(2);
    assertThat(message).contains("nan.pt holds weights that are NaN (conv1.weight)");
  }

  @Test
  void aFolderThatIsNoRun() {
    assertThat(execute("resume", images.toString())).isEqualTo(2);
    assertThat(message).contains(images.toString()).contains("is not a run folder");
  }

  @Test
  void aConfigurationThatIsNotThere() {
    assertThat(execute("train", root.resolve("none.json").toString())).isEqualTo(2);
    assertThat(message).contains("none.json");
  }

  @Test
  void aCheckpointThatIsNone() throws IOException {
    Path text = Files.writeString(root.resolve("text.pt"), "hello");
    String out = root.resolve("out").toString();
    assertThat(
            execute(
                "predict",
                "--checkpoint",
                text.toString(),
                "--images",
                images.toString(),
                "--out",
                out))
        .isEqualTo(2);
    assertThat(message).contains("text.pt");
    assertThat(
            execute(
                "predict", "--checkpoint", text.toString(), "--images", root + "/no", "--out", out))
        .isEqualTo(2);
    assertThat(message).contains(root + "/no");
  }

  private int train(String fields) throws IOException {
    return execute("train", "--quiet", config(fields));
  }

  /** The file of a configuration with these fields, and what else it needs. */
  private String config(String fields) throws IOException {
    Stream<String> parts =
        Stream.of(
                fields.contains("\"data\"") ? "" : "\"data\": {\"root\": \"ROOT/data\"}",
                fields.contains("\"model\"") ? "" : "\"model\": {\"pretrained\": false}",
                "\"output\": {\"trainedModels\": \"ROOT/models\", \"runs\": \"ROOT/runs\"}",
                fields)
            .filter(part -> !part.isEmpty());
    String json = "{" + String.join(",\n", parts.toList()) + "}";
    return Files.writeString(
            root.resolve("config.json"), json.replace("ROOT", root.toString().replace('\\', '/')))
        .toString();
  }

  private int execute(String... arguments) {
    StringWriter words = new StringWriter();
    CommandLine line = TagwrightCommand.commandLine();
    line.setErr(new PrintWriter(words, true));
    int code = line.execute(List.of(arguments).toArray(String[]::new));
    message = words.toString();
    return code;
  }
}
