package org.tagwright.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.cli.TagwrightCommand;
import org.tagwright.data.DataFiles;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;

/** By the real program as a child process. */
class ScoreServiceTest {
  @TempDir static Path folder;

  private static final ScoreService SERVICE = new ScoreService();
  private static Path checkpoint;

  @BeforeAll
  static void aCheckpointThatIsUnusualInAllThatPredictionDependsOn() throws Exception {
    checkpoint = folder.resolve("model.pt");
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, "mobilenet_v3_small")
            .set(CheckpointField.NUM_CLASSES, 3)
            .set(CheckpointField.BEST_THRESHOLD, 0.4321)
            .set(CheckpointField.PREDICTION_AUGMENT, "flip")
            .extras(
                new TagwrightExtras(
                    1L,
                    null,
                    Map.of(),
                    List.of(0.49, 0.5, 0.51),
                    List.of("ant", "bee", "cicada"),
                    48L,
                    "crop",
                    56L,
                    "bicubic",
                    "apply",
                    null,
                    null,
                    true,
                    null,
                    null))
            .build();
    try (Classifier classifier =
        Classifier.create(Backbone.of("mobilenet_v3_small"), 3, 1, Device.cpu(), Precision.FP32)) {
      Checkpoint.write(checkpoint, metadata, classifier.snapshot());
    }
  }

  @AfterAll
  static void end() {
    SERVICE.close();
  }

  private static ScoresFile.Content predicted(Path images) throws Exception {
    Path out = folder.resolve("out");
    assertThat(
            TagwrightCommand.run(
                "predict",
                "--quiet",
                "--checkpoint",
                checkpoint.toString(),
                "--images",
                images.toString(),
                "--out",
                out.toString()))
        .isZero();
    try (Stream<Path> files = Files.list(out)) {
      return ScoresFile.read(
          files.filter(f -> f.toString().endsWith(ScoresFile.SUFFIX)).findFirst().orElseThrow());
    }
  }

  @Test
  void anImageHasTheAnswerThatPredictGivesBitForBit() throws Exception {
    Path image = folder.resolve("images/a.jpg");
    DataFiles.write(image, DataFiles.upsideDown(DataFiles.jpeg(80, 60, 5)));
    ScoresFile.Content predicted = predicted(image.getParent());

    ImageScores answer = SERVICE.of(checkpoint, List.of(image));
    assertThat(answer.images().get(0).scores()).containsExactly(predicted.rows().get(0).scores());
    ScoresFile.Header header = answer.requireHeader();
    assertThat(header.classes()).containsExactly("ant", "bee", "cicada");
    assertThat(header)
        .usingRecursiveComparison()
        .ignoringFields("imagesFolder")
        .isEqualTo(predicted.header());
    assertThat(header.classThresholdsInForce()).isTrue();
    assertThat(header.augment()).isEqualTo("flip");
  }

  @Test
  void whatCannotBeReadIsSaidAndTheProcessGoesOnAfterIt() {
    Path image = folder.resolve("a.png");
    DataFiles.write(image, DataFiles.encoded(DataFiles.picture(40, 30, 1), "png"));
    Path text = folder.resolve("text.jpg");
    DataFiles.write(text, "no image".getBytes(UTF_8));
    List<Path> asked = List.of(folder.resolve("gone.jpg"), image, text, image);
    List<ImageScores.One> answers = SERVICE.of(checkpoint, asked).images();
    assertThat(answers)
        .extracting(one -> one.scores() != null)
        .containsExactly(false, true, false, true);
    assertThat(answers.get(0).problem()).contains("no such file");
    assertThat(answers.get(2).problem()).isNotBlank();
    assertThat(SERVICE.ready(checkpoint)).isTrue();
  }
}
