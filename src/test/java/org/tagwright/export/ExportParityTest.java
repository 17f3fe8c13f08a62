package org.tagwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
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
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.common.Progress;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
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

  private static ExperimentConfig.Model model(String backbone, String head, String pooling) {
    ExperimentConfig config = ExperimentConfig.defaults();
    config = ConfigJson.with(config, "model.backbone", backbone);
    config = ConfigJson.with(config, "model.head", head);
    return ConfigJson.with(config, "model.pooling", pooling).model();
  }

  /** Each family's operations, each head, each option. */
  @ParameterizedTest
  @CsvSource({
    "mobilenet_v3_small, csra, average, BYTES, 3",
    "densenet121, linear, both, FLOATS, ",
  })
  void aFewNetworksGiveTheSameScores(
      String backbone, String head, String pooling, InputKind input, Integer batch)
      throws Exception {
    check(model(backbone, head, pooling), 64, input, batch);
  }

  static List<String> backbones() {
    return Backbone.all().stream().map(Backbone::name).toList();
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("backbones")
  void everyBackboneGivesTheSameScores(String backbone) throws Exception {
    check(model(backbone, "linear", "average"), 96, InputKind.FLOATS, null);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "resnet18, linear, average, BYTES, 4",
    "resnet18, linear, max, FLOATS, 12",
    "vgg16, linear, average, BYTES, ",
    "efficientnet_b0, csra, average, FLOATS, ",
    "efficientnet_b0, mlDecoder, average, BYTES, ",
    "convnext_tiny, mlDecoder, average, FLOATS, ",
    "vit_b_16, csra, average, BYTES, ",
  })
  void everyHeadAndInputGivesTheSameScores(
      String backbone, String head, String pooling, InputKind input, Integer batch)
      throws Exception {
    check(model(backbone, head, pooling), 112, input, batch);
  }

  private void check(ExperimentConfig.Model model, int size, InputKind input, Integer batch)
      throws Exception {
    Path checkpoint = root.resolve(model.backbone() + size + ".pt");
    TrainedNetwork.checkpoint(checkpoint, model, size);
    Path out = root.resolve("export");
    Options options = new Options(input, batch, WeightKind.FLOAT32);
    ByteBuffer pixels = TrainedNetwork.pixels(IMAGES, size, 99);

    ModelExport.run(new ModelExport.Request(checkpoint, out, options, List.of()), Progress.NONE);

    float[] ours = ours(checkpoint, pixels, size);
    float[] theirs = theirs(out.resolve("model.onnx"), pixels, size, options);
    assertThat(new TreeSet<>(boxed(ours))).as("different scores").hasSizeGreaterThan(30);
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.length; i++) {
      assertThat(theirs[i]).isCloseTo(ours[i], within(1e-4f));
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

  /** As many images at once as the model takes. */
  private static float[] theirs(Path file, ByteBuffer pixels, int size, Options options)
      throws OrtException {
    int batch = options.batch() == null ? IMAGES : options.batch();
    int bytes = batch * size * size * 3;
    OrtEnvironment environment = OnnxRuntime.environment();
    FloatBuffer scores = FloatBuffer.allocate(IMAGES * TrainedNetwork.CLASSES);
    try (OrtSession session = environment.createSession(file.toString())) {
      for (int n = 0; n < IMAGES; n += batch) {
        ByteBuffer part = pixels.slice(n / batch * bytes, bytes);
        try (OnnxTensor images =
                options.input() == InputKind.BYTES
                    ? OnnxTensor.createTensor(
                        environment, part, new long[] {batch, size, size, 3}, OnnxJavaType.UINT8)
                    : OnnxTensor.createTensor(
                        environment, normalised(part, size), new long[] {batch, 3, size, size});
            OrtSession.Result result = session.run(Map.of("images", images))) {
          scores.put(((OnnxTensor) result.get("scores").orElseThrow()).getFloatBuffer());
        }
      }
    }
    return scores.array();
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
