package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.data.DataFiles;
import org.tagwright.export.OnnxRuntime;
import org.tagwright.export.TrainedNetwork;
import picocli.CommandLine;

class ExportCommandTest {
  private static final int SIZE = 32;

  @TempDir static Path shared;
  private static Path checkpoint;

  @TempDir Path root;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void aCheckpoint() {
    ExperimentConfig config =
        ExperimentConfig.defaults().with(ModelSettings.BACKBONE, "mobilenet_v2");
    checkpoint = TrainedNetwork.checkpoint(shared.resolve("best.pt"), config.model(), SIZE);
  }

  @BeforeEach
  void images() throws IOException {
    Files.createDirectories(root.resolve("images"));
    for (int i = 1; i <= 4; i++) {
      byte[] content = DataFiles.encoded(DataFiles.picture(40, 30, i), "png");
      Files.write(root.resolve("images/i" + i + ".png"), content);
    }
    Files.writeString(root.resolve("images/broken.jpg"), "no image");
  }

  private int export(String... more) {
    List<String> arguments = new ArrayList<>(List.of("export", "--quiet"));
    arguments.addAll(List.of(more));
    CommandLine line = TagwrightCommand.commandLine(arguments.toArray(String[]::new));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }

  private int exportTo(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--checkpoint", checkpoint.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return export(arguments.toArray(String[]::new));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theFolderHasAllThatOtherProgramsNeed() throws Exception {
    Path out = root.resolve("deep/export");

    assertThat(exportTo(out, "--samples", root.resolve("images/i1.png").toString())).isZero();

    assertThat(files(out))
        .containsExactly(
            "README.md",
            "labels.txt",
            "model.onnx",
            "preprocessing.json",
            "samples/1.png",
            "samples/scores.json",
            "serving.properties",
            "synset.txt",
            "thresholds.json");
    assertThat(out.resolve("labels.txt")).content().startsWith("class 0\nclass 1\n");
    JsonNode preprocessing =
        new ObjectMapper().readTree(out.resolve("preprocessing.json").toFile());
    assertThat(preprocessing.get("size").asInt()).isEqualTo(SIZE);
    assertThat(out.resolve("README.md")).content().contains("samples/1.png").doesNotContain("{{");
    try (OrtSession session =
        OnnxRuntime.environment().createSession(out.resolve("model.onnx").toString())) {
      assertThat(session.getOutputNames()).containsExactly("logits", "scores");
      assertThat(session.getMetadata().getCustomMetadata())
          .containsKeys("classes", "thresholds", "preprocessing")
          .containsEntry("backbone", "mobilenet_v2")
          .containsEntry("checkpoint", "best.pt");
    }
  }

  @Test
  void theFirstThreeReadableImagesOfAFolderAreSamples() throws Exception {
    Path out = root.resolve("export");
    Files.delete(root.resolve("images/broken.jpg"));

    assertThat(exportTo(out, "--samples", root.resolve("images").toString())).isZero();

    assertThat(files(out.resolve("samples")))
        .containsExactly("1.png", "2.png", "3.png", "scores.json");
  }

  @Test
  void whatWillNotDoIsSaidAndLeavesNothingBehind() throws Exception {
    Path notEmpty = root.resolve("images");
    Path file = Files.writeString(root.resolve("notes.txt"), "notes");
    Path readOnly = Files.createDirectory(root.resolve("read-only"));
    Path out = root.resolve("export");
    assertThat(readOnly.toFile().setWritable(false)).isTrue();
    List<String> before = files(root);

    refused(2, "is not empty", "--checkpoint", checkpoint.toString(), "--out", notEmpty.toString());
    refused(2, "is a file", "--checkpoint", checkpoint.toString(), "--out", file.toString());
    refused(2, "notes.txt", "--checkpoint", file.toString(), "--out", out.toString());
    refused(2, "There is no file", "--checkpoint", root + "/none.pt", "--out", out.toString());
    refused(
        2, "half", "--checkpoint", checkpoint.toString(), "--out", out + "", "--weights", "half");
    refused(2, "1 or more", "--checkpoint", checkpoint + "", "--out", out + "", "--batch", "0");
    refused(2, "cannot be read", sampled(out, root.resolve("images/broken.jpg")));
    refused(2, "neither an image nor a folder", sampled(out, root.resolve("none.png")));
    refused(2, "cannot be combined", with(sampled(out, root.resolve("images")), "--no-samples"));
    if (!Files.isWritable(readOnly)) { // the superuser may write anywhere
      refused(1, "permission denied", sampled(readOnly.resolve("out"), root.resolve("images")));
    }

    assertThat(files(root)).isEqualTo(before);
    assertThat(out).doesNotExist();
  }

  private static String[] sampled(Path out, Path samples) {
    return new String[] {
      "--checkpoint",
      checkpoint.toString(),
      "--out",
      out.toString(),
      "--samples",
      samples.toString()
    };
  }

  private static String[] with(String[] arguments, String more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private void refused(int code, String words, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(export(arguments)).as(words).isEqualTo(code);
    assertThat(err.toString()).contains(words);
  }
}
