package org.tagwright.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.Progress;
import org.tagwright.config.Augment;
import org.tagwright.config.AugmentSettings;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.data.ImageFolder;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.augment.Augmentation;
import org.tagwright.image.augment.AugmentingDecoder;
import org.tagwright.model.Backbone;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.layer.Precision;
import org.tagwright.prediction.Prediction;
import org.tagwright.train.TrainingPace;
import org.tagwright.train.speed.ProcessMemory;

/**
 * Our side of a comparison: answers requests until its input ends. A network is created once, kept
 * for the next request and not counted.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As torchvision's defaults are. */
  private static final Augment AUGMENTED =
      ExperimentConfig.defaults()
          .augment()
          .with(AugmentSettings.FLIP, 0.5)
          .with(AugmentSettings.CROP, 0.08)
          .with(AugmentSettings.POLICY, Augment.Policy.RANDAUGMENT);

  private static final int UNFROZEN_NEVER = 1_000_000;

  /** A network in training and its number of epochs so far. */
  private static final class Trained {
    final TrainingPace pace;
    int epochs;

    Trained(TrainingPace pace) {
      this.pace = pace;
    }
  }

  private final Map<String, Trained> kept = new LinkedHashMap<>();

  /** Answers each line of {@code requests} with one line. */
  public void serve(BufferedReader requests, PrintStream answers) throws IOException {
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(answer(line));
      answers.flush();
    }
  }

  private String answer(String line) throws JsonProcessingException {
    try {
      return JSON.writeValueAsString(answer(JSON.readTree(line)));
    } catch (IOException | RuntimeException e) {
      LOG.error("The request failed: {}", line, e);
      return JSON.writeValueAsString(JSON.createObjectNode().put("error", String.valueOf(e)));
    }
  }

  private ObjectNode answer(JsonNode request) throws IOException {
    if (request.has("threads")) {
      Devices.setThreads(request.get("threads").asInt());
    }
    String what = request.path("do").asText();
    return switch (what) {
      case "hello" -> hello(request);
      case "train" -> train(request);
      case "checkpoint" -> checkpoint(request);
      case "predict" -> predict(request);
      case "decode" -> decode(request);
      case "forget" -> {
        close();
        yield JSON.createObjectNode();
      }
      default -> throw new IllegalArgumentException("unknown request " + what);
    };
  }

  private static ObjectNode hello(JsonNode request) {
    return JSON.createObjectNode()
        .put("java", System.getProperty("java.version"))
        .put("libtorch", Devices.engineVersion())
        .put("device", Devices.name(Devices.resolve(request.path("device").asText("auto"))));
  }

  private ObjectNode train(JsonNode request) throws IOException {
    String phase = request.get("phase").asText();
    boolean frozen = !phase.equals("full");
    String key =
        "%s %s %s %s %s"
            .formatted(
                request.get("backbone"),
                request.get("precision"),
                frozen,
                request.get("size"),
                request.get("steps"));
    Trained trained = kept.get(key);
    if (trained == null) {
      trained = new Trained(new TrainingPace(training(request), request.get("steps").asInt()));
      kept.put(key, trained);
    }
    long images = 0;
    double seconds = 0;
    double cpuSeconds = 0;
    double waiting = Double.NaN;
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode resident = answer.putArray("resident_bytes");
    for (int i = 0; i < request.path("repeat").asInt(1); i++) {
      int epoch = phase.equals("frozen") ? 1 : Math.max(frozen ? 2 : 1, ++trained.epochs);
      TrainingPace.Epoch done = trained.pace.train(epoch);
      images += done.images();
      seconds += done.seconds();
      cpuSeconds += done.cpuSeconds();
      waiting = done.waitingShare();
      done.residentBytes().forEach(resident::add);
    }
    answer.put("peak_bytes", ProcessMemory.peakBytes());
    answer.put("precision", trained.pace.precision().key());
    if (!Double.isNaN(waiting)) {
      answer.put("waiting_share", waiting);
    }
    return figures(answer, images, seconds, cpuSeconds);
  }

  private static ExperimentConfig training(JsonNode request) throws IOException {
    ExperimentConfig config = ExperimentConfig.defaults();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data.root", request.get("data").asText());
    settings.put("data.trainImages", "images");
    settings.put("data.trainLabels", "labels");
    settings.put("data.imageSize", request.get("size").asText());
    settings.put("data.pixelCache", "off");
    settings.put("model.backbone", request.get("backbone").asText());
    settings.put("model.pretrained", "false");
    settings.put("training.precision", request.get("precision").asText());
    settings.put("training.batchSize", request.get("batch").asText());
    settings.put("training.milestones", "[]");
    settings.put("training.device", request.path("device").asText("auto"));
    settings.put(
        "training.freezeBackboneAtStart",
        String.valueOf(!request.get("phase").asText().equals("full")));
    settings.put("training.unfreezeBackboneEpoch", String.valueOf(UNFROZEN_NEVER));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      config = ConfigJson.with(config, setting.getKey(), setting.getValue());
    }
    return config;
  }

  /** Writes a new network as a checkpoint. */
  private static ObjectNode checkpoint(JsonNode request) {
    Backbone backbone = Backbone.of(request.get("backbone").asText());
    int classes = request.get("classes").asInt();
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, backbone.name())
            .set(CheckpointField.NUM_CLASSES, classes)
            .build();
    try (Classifier classifier =
        Classifier.create(backbone, classes, 1, Devices.resolve("cpu"), Precision.FP32)) {
      Checkpoint.write(
          Path.of(request.get("checkpoint").asText()), metadata, classifier.snapshot());
    }
    return JSON.createObjectNode();
  }

  private static ObjectNode predict(JsonNode request) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long[] cpuAtStart = new long[1];
    ObjectNode answer = JSON.createObjectNode();
    Prediction.Result result =
        Prediction.run(
            new Prediction.Request(
                Path.of(request.get("checkpoint").asText()),
                Path.of(request.get("images").asText()),
                Path.of(request.get("out").asText()),
                null,
                false,
                request.get("batch").asInt(),
                request.path("device").asText("auto"),
                ExperimentConfig.Precision.valueOf(
                    request.get("precision").asText().toUpperCase(Locale.ROOT)),
                null,
                null,
                null),
            plan -> {
              answer.put("precision", plan.precision());
              cpuAtStart[0] = system.getProcessCpuTime();
            },
            Progress.NONE);
    double cpuSeconds = (system.getProcessCpuTime() - cpuAtStart[0]) / 1e9;
    return figures(answer, result.predicted(), result.seconds(), cpuSeconds);
  }

  private static ObjectNode decode(JsonNode request) throws IOException {
    Path folder = Path.of(request.get("images").asText());
    List<Path> files = ImageFolder.list(folder).stream().map(folder::resolve).toList();
    NetworkInput input = new NetworkInput(request.get("size").asInt(), ResizeMode.SQUASH);
    ImageDecoder decoder = new ImageDecoder(input);
    AugmentingDecoder augmenting = new AugmentingDecoder(input);
    byte[] pixels = new byte[decoder.length()];
    int repeat = request.get("repeat").asInt();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuAtStart = system.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < repeat; i++) {
      Augmentation augmentation = new Augmentation(AUGMENTED, 1, i + 1);
      for (int image = 0; image < files.size(); image++) {
        byte[] content = Files.readAllBytes(files.get(image));
        if (request.path("augment").asBoolean()) {
          augmenting.decode(content, image, augmentation);
        } else {
          decoder.decode(content, pixels);
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpuAtStart) / 1e9;
    if (request.hasNonNull("raw")) {
      try (OutputStream raw = Files.newOutputStream(Path.of(request.get("raw").asText()))) {
        for (Path file : files) {
          raw.write(decoder.decode(file));
        }
      }
    }
    return figures(JSON.createObjectNode(), (long) repeat * files.size(), seconds, cpuSeconds);
  }

  private static ObjectNode figures(
      ObjectNode answer, long images, double seconds, double cpuSeconds) {
    return answer.put("images", images).put("seconds", seconds).put("cpu_seconds", cpuSeconds);
  }

  /** Releases the networks. */
  @Override
  public void close() {
    kept.values().forEach(trained -> trained.pace.close());
    kept.clear();
  }
}
