package org.tagwright.model.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Formula;
import org.tagwright.model.Golden;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.layer.Activation;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Pool;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/** Each head does what its module in plain PyTorch does, which {@code make_heads_golden.py} ran. */
class HeadTest {
  private static final int IMAGES = 4;
  private static final int CHANNELS = 6;
  private static final int CLASSES = 5;
  private static final int HEIGHT = 3;
  private static final int WIDTH = 2;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final Scope root = Scope.root();

  @BeforeEach
  void record() {
    JniUtils.setGradMode(true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"average", "max", "both", "csra", "mlDecoder"})
  void agreesWithPyTorch(String name) {
    JsonNode golden = Golden.read("golden_heads.json").json().get(name);
    Head head = head(name);
    assertThat(root.state())
        .extracting(Weight::toString)
        .containsExactlyElementsOf(
            golden.get("keys").properties().stream()
                .map(key -> key.getKey() + key.getValue().toString().replace(",", ", "))
                .toList());
    root.state().forEach(this::start);
    NDArray maps = maps();

    Pass evaluation = Pass.evaluation(Precision.FP32, 0);
    close(forward(head, maps, evaluation).toFloatArray(), golden.get("evaluated"));
    NDArray logits = forward(head, maps, Pass.trainingWithoutNoise(Precision.FP32));
    close(logits.toFloatArray(), golden.get("logits"));
    NDArray loss = TorchFunctions.get().differentiable("loss", logits, targets());
    assertThat((double) loss.getFloat()).isCloseTo(golden.get("loss").doubleValue(), within(1e-5));
    checkGradients(loss, maps, golden);
  }

  private void checkGradients(NDArray loss, NDArray maps, JsonNode golden) {
    List<Weight> parameters =
        root.state().stream().filter(w -> w.role() == Weight.Role.PARAMETER).toList();
    List<NDArray> of = new ArrayList<>(parameters.stream().map(Weight::array).toList());
    of.add(maps);
    NDList gradients = TorchFunctions.get().runForList(manager, "gradients", loss, of);
    assertThat(golden.get("gradients")).hasSameSizeAs(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      float[] gradient = gradients.get(i).toFloatArray();
      double[] expected = Golden.numbers(golden.get("gradients").get(name));
      double size = 1e-4 * expected[2] * Math.sqrt(gradient.length) + 1e-6;
      assertThat(sum(gradient, j -> 1)).as(name).isCloseTo(expected[0], within(size));
      assertThat(sum(gradient, j -> 1 + j % 7)).as(name).isCloseTo(expected[1], within(7 * size));
      double squares =
          IntStream.range(0, gradient.length).mapToDouble(j -> gradient[j]).map(v -> v * v).sum();
      assertThat(Math.sqrt(squares)).as(name).isCloseTo(expected[2], within(size));
    }
    close(gradients.get(parameters.size()).toFloatArray(), golden.get("maps_gradient"));
  }

  private static double sum(float[] values, java.util.function.IntUnaryOperator factor) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> (double) values[i] * factor.applyAsInt(i))
        .sum();
  }

  @Test
  void theDocumentedModulesAreThoseThatWereRun() throws Exception {
    String modules = Files.readString(Path.of("src/bench/heads.py"));
    String documented = Files.readString(Path.of("docs/heads.md"));
    for (String module : modules.split("\n\n\n")) {
      if (module.startsWith("class ")) {
        assertThat(documented).contains(module);
      }
    }
  }

  /** What dropout drops comes from the seed alone, and an evaluation drops nothing. */
  @Test
  void mlDecoderDropsBySeed() {
    Head head = head("mlDecoder");
    root.state().forEach(this::start);
    float[] one = forward(head, maps(), Pass.training(Precision.FP32, 1)).toFloatArray();
    float[] again = forward(head, maps(), Pass.training(Precision.FP32, 1)).toFloatArray();
    float[] other = forward(head, maps(), Pass.training(Precision.FP32, 2)).toFloatArray();
    float[] none = forward(head, maps(), Pass.trainingWithoutNoise(Precision.FP32)).toFloatArray();

    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
    assertThat(none).isNotEqualTo(one).isNotEqualTo(other);
  }

  /** mlDecoder's is narrow, so that the golden file stays small. */
  private Head head(String name) {
    if (name.equals("mlDecoder")) {
      return new Head(Pool.tokens(), new MlDecoder(root.at("fc"), CHANNELS, CLASSES, 16, 24));
    }
    boolean linear = !name.equals("csra");
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), linear ? "model.pooling" : "model.head", name);
    Layer unused = Activation.NONE;
    return Head.of(config.model(), new Network(unused, CHANNELS, null, "fc", 0), CLASSES, root);
  }

  private void start(Weight weight) {
    weight.create(manager);
    if (weight.role() == Weight.Role.COUNTER) {
      return;
    }
    String name = weight.name();
    long[] shape = weight.shape();
    double offset = shape.length == 1 && name.endsWith("weight") ? 1 : 0;
    double scale = shape.length > 1 ? Math.sqrt(3.0 * shape[0] / weight.size()) : 0.1;
    if (name.contains("running")) {
      offset = name.endsWith("var") ? 1 : 0;
      scale = 0;
    }
    float[] values = Formula.values(name, (int) weight.size(), offset, scale);
    NDArray source = manager.create(values, new Shape(shape));
    TorchFunctions.get().run("assign", weight.array(), source);
  }

  /** In channels-last order, as a backbone makes them. */
  private NDArray maps() {
    Shape shape = new Shape(IMAGES, CHANNELS, HEIGHT, WIDTH);
    double scale = 3 * Math.sqrt(3.0 / (CHANNELS * HEIGHT * WIDTH));
    float[] values = Formula.values("maps", (int) shape.size(), 0, scale);
    NDArray rows = manager.create(FloatBuffer.wrap(values), shape);
    NDArray maps = TorchFunctions.get().differentiable("channels_last", rows);
    maps.setRequiresGradient(true);
    return maps;
  }

  private NDArray targets() {
    float[] targets = new float[IMAGES * CLASSES];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Formula.uniform("targets", i) < 0.3 ? 1 : 0;
    }
    return manager.create(targets, new Shape(IMAGES, CLASSES));
  }

  private static NDArray forward(Head head, NDArray maps, Pass pass) {
    return head.layers().forward(head.neck().forward(maps, pass), pass);
  }

  private static void close(float[] found, JsonNode expected) {
    double[] numbers = Golden.numbers(expected);
    assertThat(found).hasSameSizeAs(numbers);
    double largest =
        IntStream.range(0, numbers.length).mapToDouble(i -> Math.abs(numbers[i])).max().orElse(0);
    for (int i = 0; i < numbers.length; i++) {
      assertThat((double) found[i]).isCloseTo(numbers[i], within(1e-4 * largest + 1e-7));
    }
  }
}
