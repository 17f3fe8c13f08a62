package org.tagwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.common.Progress;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Head;
import org.tagwright.config.ExperimentConfig.Pooling;
import org.tagwright.config.ModelSettings;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.model.Backbone;
import org.tagwright.model.Normalisation;
import org.tagwright.model.Tagger;

/** ONNX Runtime gives the scores of an exported model that Tagwright gives. */
class ExportParityTest {
  private static final int IMAGES = 12;

  @TempDir Path root;

  private static ExperimentConfig.Model model(String backbone, Head head, Pooling pooling) {
    return ExperimentConfig.defaults()
        .with(ModelSettings.BACKBONE, backbone)
        .with(ModelSettings.HEAD, head)
        .with(ModelSettings.POOLING, pooling)
        .model();
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, linear, average, floats, 64",
    "mobilenet_v2, csra, average, bytes, 64",
    "efficientnet_b0, mlDecoder, average, floats, 64",
    "densenet121, linear, both, floats, 64"
  })
  void aFewNetworksGiveTheSameScores(
      String backbone, String head, String pooling, String input, int size) throws Exception {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "model.backbone", backbone);
    config = ConfigJson.with(config, "model.head", head);
    config = ConfigJson.with(config, "model.pooling", pooling);
    InputKind kind = input.equals("bytes") ? InputKind.BYTES : InputKind.FLOATS;
    check(config.model(), size, new Options(kind, null, WeightKind.FLOAT32), 1e-4);
  }

  static List<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    for (Backbone backbone : Backbone.all()) {
      for (Head head : Head.values()) {
        all.add(Arguments.of(model(backbone.name(), head, Pooling.AVERAGE)));
      }
      all.add(Arguments.of(model(backbone.name(), Head.LINEAR, Pooling.MAX)));
      all.add(Arguments.of(model(backbone.name(), Head.LINEAR, Pooling.BOTH)));
    }
    return all;
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("all")
  void everyBackboneWithEveryHeadGivesTheSameScores(ExperimentConfig.Model model) throws Exception {
    check(model, 224, new Options(InputKind.FLOATS, null, WeightKind.FLOAT32), 1e-4);
    check(model, 96, new Options(InputKind.BYTES, IMAGES, WeightKind.FLOAT32), 1e-4);
    check(model, 224, new Options(InputKind.FLOATS, null, WeightKind.FLOAT16), 5e-3);
  }

  private void check(ExperimentConfig.Model model, int size, Options options, double tolerance)
      throws Exception {
    Path checkpoint = root.resolve(model.backbone() + size + ".pt");
    if (!checkpoint.toFile().exists()) {
      TrainedNetwork.checkpoint(checkpoint, model, size);
    }
    Path out = root.resolve("export-" + System.nanoTime());
    ByteBuffer pixels = TrainedNetwork.pixels(IMAGES, size, 99);

    ModelExport.run(new ModelExport.Request(checkpoint, out, options, List.of()), Progress.NONE);

    float[] ours = ours(checkpoint, pixels, size);
    float[] theirs = theirs(out.resolve("model.onnx"), pixels, size, options.input());
    assertThat(new java.util.TreeSet<>(boxed(ours))).as("different scores").hasSizeGreaterThan(30);
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.length; i++) {
      assertThat(theirs[i]).isCloseTo(ours[i], within((float) tolerance));
    }
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private static float[] ours(Path checkpoint, ByteBuffer pixels, int size) {
    float[] scores = new float[IMAGES * TrainedNetwork.CLASSES];
    try (Tagger tagger = Tagger.open(checkpoint, "cpu", ExperimentConfig.Precision.FP32)) {
      byte[] image = new byte[size * size * 3];
      for (int n = 0; n < IMAGES; n++) {
        pixels.get(n * image.length, image);
        float[] of = tagger.scores(image);
        System.arraycopy(of, 0, scores, n * of.length, of.length);
      }
    }
    return scores;
  }

  private static float[] theirs(Path file, ByteBuffer pixels, int size, InputKind kind)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor images =
            kind == InputKind.BYTES
                ? OnnxTensor.createTensor(
                    environment,
                    pixels.duplicate(),
                    new long[] {IMAGES, size, size, 3},
                    ai.onnxruntime.OnnxJavaType.UINT8)
                : OnnxTensor.createTensor(
                    environment, normalised(pixels, size), new long[] {IMAGES, 3, size, size});
        OrtSession.Result result = session.run(Map.of("images", images))) {
      return ((OnnxTensor) result.get("scores").orElseThrow()).getFloatBuffer().array();
    }
  }

  static FloatBuffer normalised(ByteBuffer pixels, int size) {
    int images = pixels.limit() / (size * size * 3);
    FloatBuffer floats = FloatBuffer.allocate(pixels.limit());
    for (int n = 0; n < images; n++) {
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < size * size; i++) {
          float value = (pixels.get((n * size * size + i) * 3 + c) & 0xFF) / 255f;
          floats.put((value - Normalisation.MEAN.get(c)) / Normalisation.DEVIATION.get(c));
        }
      }
    }
    return floats.flip();
  }
}
