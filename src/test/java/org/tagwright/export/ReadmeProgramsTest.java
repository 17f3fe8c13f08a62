package org.tagwright.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.data.DataFiles;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.image.ImageDecoder;
import org.tagwright.model.Tagger;

/**
 * The programs in README.md, as they stand there, give the scores that stand beside the samples.
 */
class ReadmeProgramsTest {
  @TempDir Path root;

  @Test
  void theProgramsInJavaGiveTheScoresOfTheSamples() throws Exception {
    check(InputKind.FLOATS, "crop", "bicubic", null);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"FLOATS, squash, bilinear, ", "BYTES, squash, bicubic, ", "BYTES, crop, bilinear, 2"})
  void soDoThoseForOtherInputs(InputKind input, String resize, String interpolation, Integer batch)
      throws Exception {
    check(input, resize, interpolation, batch);
  }

  private void check(InputKind input, String resize, String interpolation, Integer batch)
      throws Exception {
    ExperimentConfig config =
        ExperimentConfig.defaults().with(ModelSettings.BACKBONE, "mobilenet_v2");
    Path checkpoint =
        TrainedNetwork.checkpoint(
            root.resolve("a.pt"), config.model(), 32, resize, 40, interpolation);
    // Already as large as it is resized to: what an untrained network makes of a rounded pixel is
    // left out.
    int size = resize.equals("crop") ? 40 : 32;
    Path image = image("fits.png", size, size);
    Path out = root.resolve("export");
    ModelExport.run(
        new ModelExport.Request(
            checkpoint, out, new Options(input, batch, WeightKind.FLOAT32), List.of(image)),
        Progress.NONE);
    JsonNode scores = new ObjectMapper().readTree(out.resolve("samples/scores.json").toFile());
    List<Float> expected = new ArrayList<>();
    scores.get("samples/1.png").forEach(score -> expected.add((float) score.asDouble()));
    List<String> blocks = blocks(Files.readString(out.resolve("README.md")));

    // All the scores, not only those above the threshold.
    String label = blocks.get(0).replace("scores[k] > Double.parseDouble(thresholds[k])", "true");
    List<Float> printed = run(label, out);

    close(printed, expected);
    try (URLClassLoader compiled = new URLClassLoader(new URL[] {out.toUri().toURL()})) {
      close(djl(blocks.get(1), input, out, compiled), expected);
      samePixels(image("large.png", 190, 70), checkpoint, compiled.loadClass("Label"));
      samePixels(image("small.png", 20, 30), checkpoint, compiled.loadClass("Label"));
    }
  }

  private Path image(String name, int width, int height) throws IOException {
    byte[] content = DataFiles.encoded(DataFiles.picture(width, height, width), "png");
    return Files.write(root.resolve(name), content);
  }

  /** Up to the rounding of a value that lies between two. */
  private static void samePixels(Path image, Path checkpoint, Class<?> label) throws Exception {
    byte[] ours;
    try (Tagger tagger = Tagger.open(checkpoint, "cpu", ExperimentConfig.Precision.FP32)) {
      ours = new ImageDecoder(tagger.input()).decode(image);
    }
    Method pixels = label.getDeclaredMethod("pixels", BufferedImage.class);
    pixels.setAccessible(true);
    int[][][] theirs = (int[][][]) pixels.invoke(null, ImageIO.read(image.toFile()));
    int i = 0;
    for (int[][] row : theirs) {
      for (int[] pixel : row) {
        for (int value : pixel) {
          assertThat(value).as("pixel %d", i).isCloseTo(ours[i++] & 0xFF, within(1));
        }
      }
    }
    assertThat(i).isEqualTo(ours.length);
  }

  private static void close(List<Float> actual, List<Float> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < actual.size(); k++) {
      assertThat(actual.get(k)).isCloseTo(expected.get(k), within(1e-4f));
    }
  }

  private static List<String> blocks(String readme) {
    Matcher matcher = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static void compile(Path source) {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath(source), source.toString());
    assertThat(code).as("%s compiles", source).isZero();
  }

  private static String classPath(Path source) {
    return source.getParent() + File.pathSeparator + System.getProperty("java.class.path");
  }

  private static List<Float> run(String program, Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Label.java"), program);
    compile(source);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(source),
                "Label",
                "samples/1.png")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("class "))
        .map(line -> Float.parseFloat(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  private static List<Float> djl(String snippet, InputKind input, Path folder, ClassLoader loader)
      throws Exception {
    String values = input == InputKind.BYTES ? "Label.bytes(pixels)" : "Label.normalised(pixels)";
    String source =
        """
        import ai.djl.inference.Predictor;
        import ai.djl.ndarray.*;
        import ai.djl.ndarray.types.*;
        import ai.djl.repository.zoo.*;
        import java.nio.file.Path;
        public class Djl {
          public static float[] scores(String image) throws Exception {
            int[][][] pixels = Label.pixels(javax.imageio.ImageIO.read(new java.io.File(image)));
            var values = %s;
            %s
        """
            .formatted(
                values,
                snippet
                        .replace("Path.of(\".\")", "Path.of(image).getParent().getParent()")
                        .replace("float[] scores = ", "return ")
                    + "}}\n");
    Path file = Files.writeString(folder.resolve("Djl.java"), source);
    compile(file);
    float[] scores =
        (float[])
            loader
                .loadClass("Djl")
                .getMethod("scores", String.class)
                .invoke(null, folder.resolve("samples/1.png").toString());
    List<Float> first = new ArrayList<>();
    for (int k = 0; k < TrainedNetwork.CLASSES; k++) {
      first.add(scores[k]);
    }
    return first;
  }
}
