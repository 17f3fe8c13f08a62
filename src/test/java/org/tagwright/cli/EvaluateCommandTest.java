package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.checkpoint.ThresholdCopy;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import picocli.CommandLine;

class EvaluateCommandTest {
  @TempDir Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aCheckpointAndSixLabelledImages() throws Exception {
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, "resnet18")
            .set(CheckpointField.BEST_THRESHOLD, 0.45)
            .set(CheckpointField.NUM_CLASSES, 2)
            .extras(
                new TagwrightExtras(
                    1L,
                    null,
                    Map.of(),
                    List.of(0.3, 0.6),
                    List.of("red", "blue"),
                    32L,
                    "squash",
                    null,
                    null))
            .build();
    try (Classifier classifier =
        Classifier.create(Backbone.of("resnet18"), 2, 1, Device.cpu(), Precision.FP32)) {
      Checkpoint.write(root.resolve("model.pt"), metadata, classifier.snapshot());
    }
    Files.createDirectories(root.resolve("images"));
    Files.createDirectories(root.resolve("labels"));
    for (int i = 0; i < 6; i++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      pen.setColor(i % 2 == 0 ? Color.RED : Color.BLUE);
      pen.fillRect(0, 0, 32, 16 + 2 * i);
      pen.dispose();
      ImageIO.write(image, "png", root.resolve("images/" + i + ".png").toFile());
      Files.writeString(root.resolve("labels/" + i + ".cls"), i % 2 + "\n");
    }
  }

  @Test
  void writesTheReportOfEveryImageThatCanBeUsed() throws Exception {
    Files.writeString(root.resolve("images/broken.png"), "no image");
    Files.writeString(root.resolve("labels/broken.cls"), "1\n");
    Files.writeString(root.resolve("labels/elsewhere.cls"), "1\n");
    assertThat(evaluate()).as(err.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(root.resolve("report/report.json").toFile());
    assertThat(json.get("images").intValue()).isEqualTo(6);
    assertThat(json.get("skipped_images").intValue()).isEqualTo(1);
    assertThat(json.get("threshold").doubleValue()).isEqualTo(0.45);
    assertThat(json.at("/classes/1/name").textValue()).isEqualTo("blue");
    assertThat(json.at("/classes/1/support").intValue()).isEqualTo(3);
    assertThat(json.at("/same_labels_for_every_image/weighted_f1").doubleValue())
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(root.resolve("report/report.html")).isNotEmptyFile();
    assertThat(root.resolve("report/classes.csv")).isNotEmptyFile();
    assertThat(out.toString()).contains("resnet18 on 6 images", "Weighted F1", "broken.png");
  }

  @Test
  void thresholdsPerClassDecideWhenAskedForOrSavedToBeUsed() throws Exception {
    assertThat(run("--images", root + "/images", "--labels", root + "/labels", "--per-class"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("a threshold of each class, 0.3000 to 0.6000");
    Path copy = root.resolve("copy.pt");
    ThresholdCopy.write(root.resolve("model.pt"), copy, 0.4, new double[] {0.2, 0.7}, false);
    assertThat(
            run(
                "--checkpoint",
                copy.toString(),
                "--images",
                root + "/images",
                "--labels",
                root + "/labels"))
        .isZero();
    assertThat(out.toString()).contains("a threshold of each class, 0.2000 to 0.7000");
    assertThat(
            run(
                "--checkpoint",
                copy.toString(),
                "--images",
                root + "/images",
                "--labels",
                root + "/labels",
                "--threshold",
                "0.5"))
        .isZero();
    assertThat(out.toString()).contains("threshold 0.5000");
    assertThat(run("--images", "x", "--labels", "y", "--per-class", "--threshold", "0.5"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("cannot be combined");
  }

  @Test
  void labelsOfOtherClassesAreRefused() throws Exception {
    Files.writeString(root.resolve("labels/classes.txt"), "cat\ndog\n");
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString()).contains("two lists of class names disagree: class 0 is 'cat' here");
  }

  @Test
  void weightsThatAreNaNGiveNoResult() throws Exception {
    Checkpoint saved = Checkpoint.read(root.resolve("model.pt"));
    Map<String, TorchTensor> diverged = new LinkedHashMap<>(saved.stateDict());
    diverged.put("fc.1.bias", TorchTensor.of(new float[] {0, Float.NaN}, 2));
    Checkpoint.write(root.resolve("nan.pt"), saved.metadata(), diverged);
    assertThat(runOn("nan.pt")).isEqualTo(2);
    assertThat(err.toString()).contains(root.resolve("nan.pt") + " holds weights that are NaN");
    // Numbers, but so large that the scores are none.
    float[] large = new float[512 * 2];
    Arrays.fill(large, Float.MAX_VALUE);
    for (int i = 0; i < large.length; i += 2) {
      large[i] = -Float.MAX_VALUE;
    }
    diverged.put("fc.1.bias", saved.stateDict().get("fc.1.bias"));
    diverged.put("fc.0.weight", TorchTensor.of(large, 2, 512));
    Checkpoint.write(root.resolve("large.pt"), saved.metadata(), diverged);
    assertThat(runOn("large.pt")).isEqualTo(2);
    assertThat(err.toString()).contains(root.resolve("large.pt") + " gives NaN instead of scores");
    assertThat(root.resolve("report/report.json")).doesNotExist();
  }

  @Test
  void aLargerNetworkUnderASmallerOnesNameIsRefused() throws Exception {
    Checkpoint saved = Checkpoint.read(root.resolve("model.pt"));
    Map<String, TorchTensor> larger = new LinkedHashMap<>(saved.stateDict());
    larger.put("layer1.2.conv1.weight", TorchTensor.of(new float[9], 1, 1, 3, 3));
    Checkpoint.write(root.resolve("larger.pt"), saved.metadata(), larger);
    assertThat(runOn("larger.pt")).isEqualTo(2);
    assertThat(err.toString()).contains("larger.pt", "left over: layer1.2.conv1.weight");
  }

  @Test
  void aWrappedModelWithoutCountersIsEvaluatedAsItIs() throws Exception {
    Checkpoint saved = Checkpoint.read(root.resolve("model.pt"));
    Map<String, TorchTensor> wrapped = new LinkedHashMap<>();
    saved.stateDict().forEach((name, tensor) -> wrapped.put("module._orig_mod." + name, tensor));
    wrapped.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    TorchWriter.write(
        root.resolve("wrapped.pt"),
        Map.of("model_state_dict", wrapped, "model_name", "resnet18", "num_classes", 2));
    assertThat(runOn("wrapped.pt")).as(err.toString()).isZero();
  }

  private int runOn(String checkpoint) {
    return run(
        "--checkpoint",
        root.resolve(checkpoint).toString(),
        "--images",
        root + "/images",
        "--labels",
        root + "/labels");
  }

  @Test
  void aMissingFolderIsWrongInput() throws Exception {
    assertThat(run("--images", root.resolve("no").toString(), "--labels", root + "/labels"))
        .isEqualTo(2);
    assertThat(err.toString()).contains(root.resolve("no").toString());
  }

  private int evaluate() {
    return run("--images", root + "/images", "--labels", root + "/labels");
  }

  private int run(String... folders) {
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--out", root + "/report"));
    if (!List.of(folders).contains("--checkpoint")) {
      arguments.addAll(List.of("--checkpoint", root + "/model.pt"));
    }
    arguments.addAll(List.of("--device", "cpu", "--batch", "4"));
    arguments.addAll(List.of(folders));
    return line.execute(arguments.toArray(String[]::new));
  }
}
