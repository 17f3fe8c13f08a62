package org.tagwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;
import picocli.CommandLine;

class ExplainCommandTest {
  @TempDir Path root;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aCheckpointAndAnImage() throws Exception {
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
                    List.of("red", "deep blue"),
                    64L,
                    "squash",
                    null,
                    null))
            .build();
    try (Classifier classifier =
        Classifier.create(Backbone.of("resnet18"), 2, 1, Device.cpu(), Precision.FP32)) {
      Checkpoint.write(root.resolve("model.pt"), metadata, classifier.snapshot());
    }
    ImageIO.write(
        new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB),
        "png",
        root.resolve("a.png").toFile());
  }

  @Test
  void thePictureShowsTheImageAsTheNetworkSeesIt() throws Exception {
    Path out = root.resolve("seen.png");
    assertThat(run("--class", "Deep Blue", "--out", out.toString())).as(err.toString()).isZero();
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getWidth()).isEqualTo(448);
    assertThat(picture.getHeight()).isEqualTo(448);
  }

  @Test
  void anUnknownClassIsWrongInputAndTheKnownOnesAreNamed() {
    assertThat(run("--class", "green")).isEqualTo(2);
    assertThat(err.toString()).contains("\"green\"", "red, deep blue");
  }

  @Test
  void withoutAClassItSaysWhatIsMissing() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--image and --class");
  }

  @Test
  void imagesOfOneNameInTwoFoldersGetAFileEach() throws Exception {
    Set<String> written = new HashSet<>();
    for (String folder : List.of("one", "two")) {
      Path image = root.resolve(folder).resolve("a.png");
      Files.createDirectories(image.getParent());
      Files.copy(root.resolve("a.png"), image);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream terminal = System.out;
      System.setOut(new PrintStream(said, true, UTF_8));
      try {
        assertThat(explain(image, "--class", "red")).as(err.toString()).isZero();
      } finally {
        System.setOut(terminal);
      }
      String name = said.toString(UTF_8).replaceFirst("(?s).*Saved to ", "").strip();
      assertThat(name).endsWith("-" + folder + "-a-red.png");
      assertThat(Files.deleteIfExists(Path.of(name))).isTrue();
      written.add(name);
    }
    assertThat(written).hasSize(2);
  }

  private int run(String... more) {
    return explain(root.resolve("a.png"), more);
  }

  private int explain(Path image, String... more) {
    CommandLine line = TagwrightCommand.commandLine();
    line.setErr(new PrintWriter(err, true));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                "--checkpoint",
                root + "/model.pt",
                "--image",
                image.toString(),
                "--device",
                "cpu"));
    arguments.addAll(List.of(more));
    return line.execute(arguments.toArray(String[]::new));
  }
}
