package org.tagwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.image.NetworkInput;

/** The programs in an export's README resize as the checkpoint was trained. */
class ExportTextsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void theReadmesJavaResizesAndCropsAsTorchvision(Interpolation interpolation) throws Exception {
    JsonNode golden;
    try (InputStream in = NetworkInput.class.getResourceAsStream("resize-golden.json")) {
      golden = new ObjectMapper().readTree(in);
    }
    int side = golden.get("side").asInt();
    String key = interpolation.name().toLowerCase(Locale.ROOT);
    String readme = readme(side, golden.get("resize").asInt(), interpolation);

    JsonNode preprocessing =
        new ObjectMapper().readTree(folder.resolve("preprocessing.json").toFile());
    assertThat(preprocessing.get("interpolation").textValue()).isEqualTo(key + ", antialiased");
    assertThat(preprocessing.get("resizeSize")).isEqualTo(golden.get("resize"));
    assertThat(readme).contains("Image." + interpolation).doesNotContain("{{");
    try (URLClassLoader loader = compiled(readme)) {
      Method pixels = loader.loadClass("Label").getDeclaredMethod("pixels", BufferedImage.class);
      pixels.setAccessible(true);
      for (JsonNode each : golden.get("cases")) {
        int[][][] made = (int[][][]) pixels.invoke(null, image(each));
        byte[] expected = each.get(key).get("crop").binaryValue();
        for (int i = 0; i < expected.length; i++) {
          int value = made[i / 3 / side][i / 3 % side][i % 3];
          assertThat(Math.abs(value - (expected[i] & 0xFF))).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  private String readme(int side, int shorter, Interpolation interpolation) throws Exception {
    CheckpointMetadata metadata =
        CheckpointMetadata.builder().set(CheckpointField.MODEL_NAME, "resnet18").build();
    NetworkInput input =
        new NetworkInput(side, ResizeMode.CROP, shorter, interpolation, ExifOrientation.IGNORE);
    new ExportTexts(
            Path.of("model.pt"),
            metadata,
            List.of("cat"),
            new DecisionThresholds(0.5, List.of()),
            input,
            Options.USUAL)
        .write(folder, List.of());
    return Files.readString(folder.resolve("README.md"));
  }

  /** The part of the program that needs no ONNX Runtime. */
  private URLClassLoader compiled(String readme) throws Exception {
    String program = readme.substring(readme.indexOf("  static int[][][] pixels(BufferedImage"));
    program = program.substring(0, program.indexOf("```"));
    Path source = folder.resolve("Label.java");
    Files.writeString(
        source,
        "import java.awt.image.BufferedImage;\nclass Label {\nstatic final int SIZE = 16;\n"
            + program);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(result).as(program).isZero();
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  private static BufferedImage image(JsonNode golden) throws Exception {
    int width = golden.get("width").asInt();
    byte[] rgb = golden.get("rgb").binaryValue();
    BufferedImage image =
        new BufferedImage(width, golden.get("height").asInt(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rgb.length; i += 3) {
      int color = (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | (rgb[i + 2] & 0xFF);
      image.setRGB(i / 3 % width, i / 3 / width, color);
    }
    return image;
  }
}
