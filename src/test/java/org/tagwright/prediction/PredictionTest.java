package org.tagwright.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig.Precision;
import org.tagwright.data.DataFiles;
import org.tagwright.data.StemList;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;

class PredictionTest {
  @TempDir Path root;

  @BeforeEach
  void aCheckpoint() throws Exception {
    checkpoint("squash", null, null, null);
  }

  private void checkpoint(String resize, Long resizeSize, String interpolation, String orientation)
      throws Exception {
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, "resnet18")
            .set(CheckpointField.NUM_CLASSES, 2)
            .extras(
                new TagwrightExtras(
                    1L,
                    null,
                    Map.of(),
                    List.of(),
                    List.of("a", "b"),
                    32L,
                    resize,
                    resizeSize,
                    interpolation,
                    orientation,
                    null,
                    null,
                    false,
                    null,
                    null))
            .build();
    try (Classifier classifier =
        Classifier.create(
            Backbone.of("resnet18"),
            2,
            1,
            Device.cpu(),
            org.tagwright.model.layer.Precision.FP32)) {
      Checkpoint.write(root.resolve("model.pt"), metadata, classifier.snapshot());
    }
  }

  private void image(String name) {
    byte[] content = DataFiles.encoded(DataFiles.picture(40, 30, name.hashCode()), "png");
    DataFiles.write(root.resolve(name), content);
  }

  private Prediction.Result predict(String images) {
    return predict(images, null);
  }

  private Prediction.Result predict(String images, Augment.InPrediction augment) {
    return predict(images, augment, null);
  }

  private Prediction.Result predict(String images, Augment.InPrediction augment, Path only) {
    return Prediction.run(request(images, "out", augment, only), plan -> {}, Progress.NONE);
  }

  private Prediction.Request request(
      String images, String out, Augment.InPrediction augment, Path only) {
    return new Prediction.Request(
        root.resolve("model.pt"),
        root.resolve(images),
        root.resolve(out),
        0.0,
        false,
        4,
        "cpu",
        Precision.FP32,
        1,
        augment,
        only);
  }

  @Test
  void joinedShardsAreTheFilesThatOneProcessWrites() throws Exception {
    for (int i = 0; i < 11; i++) {
      image("images/" + i + ".png");
    }
    DataFiles.write(root.resolve("images/5x.png"), new byte[] {1, 2, 3});
    Prediction.Result whole = predict("images");

    Prediction.Request request = request("images", "joined", null, null);
    ShardedPrediction parts = new ShardedPrediction(request, 2, Progress.NONE);
    assertThat(parts.compute(2, plan -> {}, Progress.NONE)).isEqualTo(8);
    assertThat(parts.missing()).containsExactly(1);
    assertThatThrownBy(() -> parts.join(plan -> {}, Progress.NONE))
        .hasMessageContaining("1 of 2 shards are not done: [1]");
    assertThat(parts.compute(1, plan -> {}, Progress.NONE)).isEqualTo(4);
    Prediction.Result joined = parts.join(plan -> {}, Progress.NONE);

    assertThat(joined.plan().labelsFile()).hasSameBinaryContentAs(whole.plan().labelsFile());
    assertThat(joined.plan().scoresFile()).hasSameBinaryContentAs(whole.plan().scoresFile());
    assertThat(joined.broken()).isEqualTo(whole.broken()).hasSize(1);
    assertThat(parts.folder()).doesNotExist();
  }

  @Test
  void shardsOfOtherImagesAreNotJoined() {
    for (int i = 0; i < 8; i++) {
      image("images/" + i + ".png");
    }
    Prediction.Request request = request("images", "out", null, null);
    new ShardedPrediction(request, 2, Progress.NONE).compute(1, plan -> {}, Progress.NONE);
    image("images/8.png");
    assertThat(new ShardedPrediction(request, 2, Progress.NONE).missing()).containsExactly(1, 2);
    assertThatThrownBy(() -> new ShardedPrediction(request, 4, Progress.NONE))
        .hasMessage("9 images make 3 batches of 4: ask for 1 to 3 shards, not 4.");
    image("few/0.png");
    Prediction.Request few = request("few", "out", null, null);
    assertThatThrownBy(() -> new ShardedPrediction(few, 2, Progress.NONE))
        .hasMessage("1 image makes 1 batch of 4: ask for 1 shard, not 2.");
  }

  @Test
  void onlyTheListedImagesArePredictedAndTheWholePredictionStays() {
    List.of("images/a.png", "images/in/b.png", "images/c.png").forEach(this::image);
    Path list = root.resolve("list.txt");
    StemList.write(list, List.of("in/b", "c"));
    Prediction.Result all = predict("images");
    Prediction.Result some = predict("images", null, list);
    assertThat(ScoresFile.read(some.plan().scoresFile()).rows())
        .extracting(ScoresFile.Row::fileName)
        .containsExactly("c.png", "in/b.png");
    assertThat(ScoresFile.read(all.plan().scoresFile()).rows()).hasSize(3);
    StemList.write(list, List.of("in/b", "d", "e"));
    assertThatThrownBy(() -> predict("images", null, list))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("lists d, of which there is no image")
        .hasMessageContaining("and 1 more");
  }

  @Test
  void imagesOfOneStemAndOfSubFoldersEachGetTheirPrediction() throws Exception {
    List.of("images/IMG.JPG", "images/IMG.PNG", "images/in/IMG.png", "images/b.png")
        .forEach(this::image);
    Prediction.Result result = predict("images");
    assertThat(result.plan().sameStem()).containsExactly("IMG.JPG", "IMG.PNG");
    assertThat(result.predicted()).isEqualTo(4);
    assertThat(Files.readString(result.plan().labelsFile()).lines().map(String::strip))
        .containsExactly(
            "{",
            "\"IMG.JPG\": [0, 1],",
            "\"IMG.PNG\": [0, 1],",
            "\"b\": [0, 1],",
            "\"in/IMG\": [0, 1]",
            "}");
    assertThat(ScoresFile.read(result.plan().scoresFile()).rows())
        .extracting(ScoresFile.Row::fileName)
        .containsExactly("IMG.JPG", "IMG.PNG", "b.png", "in/IMG.png");
  }

  @Test
  void withAFlipScoresAreTheMeansOverMirrorImagesAndTheFileSaysSo() throws Exception {
    BufferedImage photo = DataFiles.picture(40, 32, 3);
    BufferedImage mirror = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 32; y++) {
        mirror.setRGB(39 - x, y, photo.getRGB(x, y));
      }
    }
    DataFiles.write(root.resolve("pair/a.png"), DataFiles.encoded(photo, "png"));
    DataFiles.write(root.resolve("pair/b.png"), DataFiles.encoded(mirror, "png"));
    Path plainFile = predict("pair").plan().scoresFile();
    ScoresFile.Content plain = ScoresFile.read(plainFile);
    Prediction.Plan plan = predict("pair", Augment.InPrediction.FLIP).plan();
    ScoresFile.Content flipped = ScoresFile.read(plan.scoresFile());

    assertThat(plain.header().augment()).isNull();
    assertThat(flipped.header().augment()).isEqualTo("flip");
    assertThat(plan.scoresFile()).as("none replaces the other").isNotEqualTo(plainFile);
    float a = plain.rows().get(0).scores()[0];
    float b = plain.rows().get(1).scores()[0];
    assertThat(a).isNotEqualTo(b);
    assertThat(flipped.rows().get(0).scores()[0]).isCloseTo((a + b) / 2, within(1e-3f));
    assertThat(flipped.rows().get(1).scores()[0]).isCloseTo((a + b) / 2, within(1e-3f));
  }

  @Test
  void aNumberOfClassesThatIsNoneIsToldWithTheFile() throws Exception {
    image("images/a.png");
    for (long classes : new long[] {-3, 0, 1L << 40}) {
      Checkpoint saved = Checkpoint.read(root.resolve("model.pt"));
      CheckpointMetadata other =
          CheckpointMetadata.builder()
              .set(CheckpointField.MODEL_NAME, "resnet18")
              .set(CheckpointField.NUM_CLASSES, classes)
              .build();
      Checkpoint.write(root.resolve("model.pt"), other, saved.stateDict());
      assertThatThrownBy(() -> predict("images"))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("model.pt says that it has " + classes + " classes");
    }
  }

  @Test
  void photosAreTurnedAsInTheTrainingOfTheCheckpoint() throws Exception {
    byte[] photo = DataFiles.jpeg(40, 30, 5);
    DataFiles.write(root.resolve("photos/stored.jpg"), photo);
    DataFiles.write(root.resolve("photos/turned.jpg"), DataFiles.upsideDown(photo));
    assertThat(scores("photos")).hasSize(1);
    checkpoint("squash", null, null, "apply");
    assertThat(scores("photos")).hasSize(2);
  }

  @Test
  void imagesAreResizedAsInTheTrainingOfTheCheckpoint() throws Exception {
    image("images/a.png");
    List<String> all = new ArrayList<>(scores("images"));
    checkpoint("squash", null, "bicubic", null);
    all.addAll(scores("images"));
    checkpoint("crop", null, null, null);
    all.addAll(scores("images"));
    checkpoint("crop", 36L, null, null);
    all.addAll(scores("images"));

    assertThat(all).hasSize(4).doesNotHaveDuplicates();

    checkpoint("crop", 16L, null, null);
    assertThatThrownBy(() -> scores("images"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("model.pt")
        .hasMessageContaining("resized to 16 pixels before a crop to 32");
  }

  /** All different ones. */
  private List<String> scores(String images) {
    return ScoresFile.read(predict(images).plan().scoresFile()).rows().stream()
        .map(row -> Arrays.toString(row.scores()))
        .distinct()
        .toList();
  }

  @Test
  void onlyAPredictionOfTheSameImagesIsReplaced() throws Exception {
    image("one/a.png");
    image("two/b.png");
    Path first = predict("one").plan().labelsFile();
    Path second = predict("two").plan().labelsFile();
    assertThat(second.getFileName().toString())
        .isEqualTo(first.getFileName().toString().replace(".json", "_2.json"));
    assertThat(predict("one").plan().labelsFile()).isEqualTo(first);
    assertThat(predict("two").plan().labelsFile()).isEqualTo(second);
    assertThat(Files.readString(first)).contains("\"a\"");
    assertThat(Files.readString(second)).contains("\"b\"");
    try (Stream<Path> files = Files.list(root.resolve("out"))) {
      assertThat(files).hasSize(4);
    }
  }
}
