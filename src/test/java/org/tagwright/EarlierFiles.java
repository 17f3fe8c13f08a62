package org.tagwright;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.checkpoint.ThresholdCopy;
import org.tagwright.cli.TagwrightCommand;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.evaluation.EvaluationReport;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.prediction.LabelsJson;
import org.tagwright.prediction.PredictionName;
import org.tagwright.prediction.ScoresFile;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.ClassScore;
import org.tagwright.run.EventLog;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.tensorboard.TensorBoardFollower;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;
import org.tagwright.train.WrittenByTraining;

/**
 * Makes the files under {@code src/test/resources/earlier} with the program's own writers, always
 * with the same content. {@link #main} writes them; see {@link EarlierFilesTest} for when to.
 *
 * <p>Whatever a file holds is given in the upper part; what calls the program stands below, so that
 * little has to follow when classes move.
 */
final class EarlierFiles {
  static final Path FOLDER = Path.of("src/test/resources/earlier");

  /** Lists the digest of what would be too large to keep. */
  static final String DIGESTS = "digests.txt";

  /** What the copy with other thresholds says of its moment. */
  static final String COPIED = "2026-01-02T03:04:05Z";

  static final String RUN = "2026-01-02_03-04-05-resnet18";
  static final List<String> CLASSES = List.of("cat", "Hündin \"Bella\"", "c,d");

  /** Every field has a value that is not its default, and no path depends on the machine. */
  static final List<String> EVERY_FIELD =
      List.of(
          "data.root=/photos/of all",
          "data.trainImages=i",
          "data.testImages=/t",
          "data.trainLabels=l/ä",
          "data.classes=classes.txt",
          "data.valSplit=0.25",
          "data.split=random",
          "data.imageSize=64",
          "data.resize=crop",
          "data.onProblem=skip",
          "data.workers=3",
          "data.pixelCache=20 GB",
          "model.backbone=vgg16",
          "model.pretrained=false",
          "model.startFrom=/w.pt",
          "model.weightsFolder=/weights",
          "training.epochs=7",
          "training.batchSize=16",
          "training.batchSizeFrozen=128",
          "training.valBatchSize=5",
          "training.freezeBackboneAtStart=false",
          "training.unfreezeBackboneEpoch=9",
          "training.learningRate=3e-4",
          "training.differential=true",
          "training.backboneLearningRate=0.00002",
          "training.headLearningRate=1.5e-3",
          "training.milestones=3,5",
          "training.decayFactor=0.5",
          "training.posWeight=none",
          "training.precision=bf16",
          "training.device=gpu:1",
          "training.threads=2",
          "training.seed=-12345678901234",
          "validation.everyNEpochs=2",
          "validation.trainMetricsEveryNEpochs=4",
          "validation.selectBy=map",
          "validation.threshold=0.4",
          "validation.tuneThreshold=grid",
          "earlyStopping.enabled=false",
          "earlyStopping.patience=9",
          "earlyStopping.minDelta=0.001",
          "output.trainedModels=/m",
          "output.bestModel=/b.pt",
          "output.runs=/r",
          "output.predictions=/p",
          "output.tensorBoard=true");

  /** All that names a folder; the rest has its default. */
  static final List<String> EVERY_PATH =
      List.of(
          "data.root=/photos",
          "data.workers=3",
          "model.weightsFolder=/weights",
          "output.trainedModels=/m",
          "output.runs=/r",
          "output.predictions=/p");

  /** Configurations by what they set, for the table of checkpoint names. */
  static final List<String> CONFIGURATIONS =
      List.of(
          "",
          "model.backbone=resnet50",
          "model.backbone=vgg16",
          "model.backbone=densenet121",
          "model.backbone=mobilenet_v2",
          "model.backbone=efficientnet_b0",
          "model.pretrained=false",
          "model.startFrom=/models/other.pt",
          "model.startFrom=/models/other.pt; model.pretrained=false; model.backbone=resnet50",
          "model.weightsFolder=/elsewhere",
          "data.imageSize=64",
          "data.imageSize=299; data.resize=crop",
          "data.root=/photos",
          "data.root=/photos with: <odd> names*; data.trainImages=a/b; data.trainLabels=/l",
          "data.classes=classes.txt",
          "data.valSplit=0.25; data.split=random",
          "data.onProblem=skip",
          "data.workers=2; data.pixelCache=off; data.testImages=/t",
          "training.epochs=1",
          "training.batchSize=256",
          "training.batchSizeFrozen=128",
          "training.batchSizeFrozen=32",
          "training.batchSizeFrozen=128; training.freezeBackboneAtStart=false",
          "training.valBatchSize=5",
          "training.unfreezeBackboneEpoch=9",
          "training.learningRate=3e-4",
          "training.learningRate=0.00012345678",
          "training.learningRate=0.25",
          "training.learningRate=12345",
          "training.differential=true",
          "training.differential=true; training.backboneLearningRate=2.5e-6;"
              + " training.headLearningRate=0.015",
          "training.milestones=",
          "training.milestones=1,2,3,4,5; training.decayFactor=0.333",
          "training.milestones=10,20,30,40,50,60,70,80,90,100,110,120,130,140,150,160,170,180",
          "training.posWeight=none",
          "training.precision=bf16",
          "training.precision=fp32; training.device=gpu:1; training.threads=2",
          "training.seed=-12345678901234",
          "validation.selectBy=macro_f1; validation.everyNEpochs=2",
          "validation.selectBy=inverse_frequency_f1; validation.trainMetricsEveryNEpochs=4",
          "validation.threshold=0.4; validation.tuneThreshold=off",
          "validation.tuneThreshold=grid",
          "earlyStopping.enabled=false",
          "earlyStopping.patience=9; earlyStopping.minDelta=0.001",
          "output.trainedModels=/m; output.bestModel=/b.pt; output.runs=/r; output.predictions=/p",
          "output.tensorBoard=true",
          String.join("; ", EVERY_FIELD));

  static final String SWEEP =
      """
      {
        "data": {"root": "/photos"},
        "model": {"backbone": ["resnet18", "vgg16"], "weightsFolder": "/weights"},
        "training": {"learningRate": [1e-3, 0.0002], "milestones": [3, 5]},
        "output": {"trainedModels": "/m", "runs": "/r", "predictions": "/p"}
      }
      """;

  private EarlierFiles() {}

  /** Writes every file anew. */
  public static void main(String[] arguments) throws IOException {
    Path temp = Files.createTempDirectory("earlier");
    for (Map.Entry<String, byte[]> file : all(temp).entrySet()) {
      Path target = FOLDER.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
      System.out.println(file.getValue().length + " bytes in " + target);
    }
  }

  /** Every file by its name under {@link #FOLDER}, as the program writes it now. */
  static Map<String, byte[]> all(Path temp) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("config-defaults.json", bytes(withTilde(json(List.of()))));
    files.put("config-every-field.json", bytes(json(EVERY_FIELD)));
    files.put("config-every-path.json", bytes(json(EVERY_PATH)));
    files.put("sweep.json", bytes(SWEEP));
    files.put("sweep-variants.json", bytes(variants(temp)));
    files.put("checkpoint-names.json", bytes(checkpointNames()));
    files.put("events.jsonl", events(temp));
    files.put("checkpoints/vgg16/trained.pt", trained(temp, EVERY_FIELD));
    files.put("checkpoints/resnet18/trained.pt", trained(temp, EVERY_PATH));
    files.put("checkpoints/resnet18/script.pt", ofAnotherProgram(temp));
    files.put("last.pt", lastState(temp));
    addThresholdCopies(files, temp);
    files.put("results.csv", results(files, temp));
    files.put("predictions.scores", scores(temp));
    files.put("predictions.json", labels(temp));
    files.put("prediction-names.txt", bytes(predictionNames()));
    files.put("queue.json", queue(files, temp));
    files.put("tensorboard.events", tensorBoard(files, temp));
    addReports(files, temp);
    return files;
  }

  private static String checkpointNames() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode table = mapper.createArrayNode();
    for (String set : CONFIGURATIONS) {
      ObjectNode row = table.addObject();
      row.put("set", set);
      row.put("checkpoint", withTilde(checkpointOf(set)));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(table) + "\n";
  }

  private static List<String> split(String sets) {
    return sets.isEmpty() ? List.of() : List.of(sets.split("; "));
  }

  private static Map<String, TorchTensor> weights() {
    Map<String, TorchTensor> weights = new LinkedHashMap<>();
    weights.put("conv1.weight", TorchTensor.of(floats(36), 2, 2, 3, 3));
    weights.put("bn1.running_mean", TorchTensor.of(floats(2), 2));
    weights.put("bn1.num_batches_tracked", TorchTensor.of(new long[] {1_234_567_890_123L}));
    ByteBuffer halves = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4; i++) {
      halves.putShort(2 * i, (short) (0x3c00 + i));
    }
    weights.put("half", TorchTensor.of(ElementType.FLOAT16, halves, 4));
    weights.put("fc.weight", TorchTensor.of(floats(6), 3, 2));
    weights.put("fc.bias", TorchTensor.of(new float[] {-0f, Float.NaN, Float.MIN_VALUE}, 3));
    return weights;
  }

  private static float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i * 37 % 101 - 50) / 64f;
    }
    return values;
  }

  private static byte[] ofAnotherProgram(Path temp) throws IOException {
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("state_dict", weights());
    dict.put("model_name", "resnet18");
    dict.put("best_val_f1", 0.61);
    dict.put("best_epoch", 7L);
    dict.put("learning_rates", List.of(1e-5, 1e-4));
    dict.put("use_differential_lr", true);
    dict.put("their_own", new TorchTuple(List.of("kept", 3L, List.of(true))));
    return torch(temp, dict);
  }

  private static byte[] lastState(Path temp) throws IOException {
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("finished_epochs", 3);
    progress.put("steps_into_next", 17);
    progress.put("best_epoch", 2);
    progress.put("best_score", 0.625);
    progress.put("early_stopping_reference", 0.5);
    progress.put("early_stopping_waited", 1);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("tagwright_state", 1L);
    root.put("progress", progress);
    root.put("data", "print");
    root.put("weights", weights());
    root.put("adam", Map.of("step", TorchTensor.of(new long[] {51})));
    return torch(temp, root);
  }

  private static byte[] results(Map<String, byte[]> files, Path temp) throws IOException {
    Path root = Files.createDirectories(temp.resolve("results"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith("checkpoints/")) {
        Path target = root.resolve(file.getKey().substring("checkpoints/".length()));
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
        Files.setLastModifiedTime(target, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
      }
    }
    Path csv = temp.resolve("results.csv");
    command(
        "results", "--root", root.toString(), "--sort", "file", "--quiet", "--csv", csv.toString());
    return Files.readAllBytes(csv);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** The same wherever the home folder is. */
  static String withTilde(String text) {
    return text.replace(
        Path.of(System.getProperty("user.home"), "ms-coco").toString(), "~/ms-coco");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // What follows calls the program.

  static ExperimentConfig config(List<String> sets) {
    ExperimentConfig config = ExperimentConfig.defaults();
    for (String set : sets) {
      String[] parts = set.split("=", 2);
      config = ConfigJson.with(config, parts[0], parts[1]);
    }
    return config;
  }

  private static String json(List<String> sets) {
    return ConfigJson.write(config(sets));
  }

  /** The path at which a configuration keeps its checkpoint. */
  static String checkpointOf(String sets) {
    return CheckpointName.fileOf(config(split(sets))).toString();
  }

  private static String variants(Path temp) throws IOException {
    Path file = Files.writeString(temp.resolve("sweep.json"), SWEEP);
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    for (Sweep.Variant variant : Sweep.read(file).variants()) {
      list.addObject()
          .put("name", variant.name())
          .put("checkpoint", CheckpointName.fileOf(variant.config()).toString())
          .put("config", ConfigJson.write(variant.config()));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }

  /** A whole history: begun, resumed three times, and every way to end. */
  private static byte[] events(Path temp) throws IOException {
    RunFolder folder = new RunFolder(Files.createDirectories(temp.resolve("events")));
    // A millisecond and a second later at each event.
    Iterator<Instant> times =
        Stream.iterate(Instant.parse("2026-01-02T03:04:06.679901Z"), time -> time.plusMillis(1001))
            .iterator();
    try (EventLog log = EventLog.open(folder, times::next)) {
      log.append(
          new RunEvent.Started(
              7,
              900,
              100,
              CLASSES,
              "resnet18",
              "cpu",
              "fp32",
              11_217_762L,
              Metric.WEIGHTED_F1,
              4711));
      step(log, 1, 10, 0.6931471805599453);
      step(log, 1, 20, Double.NaN);
      log.append(epoch(1, 0.25));
      log.append(
          new RunEvent.CheckpointSaved(1, "/m/resnet18/ä.pt", Metric.WEIGHTED_F1, 0.25, true));
      step(log, 2, 7, 0.5);
      log.append(new RunEvent.Paused(1));
      log.append(new RunEvent.Resumed(1, 7, 5, "gpu:0", "bf16", 4712));
      log.append(unvalidated(2));
      log.append(new RunEvent.StopRequested(3, 7));
      log.append(new RunEvent.Stopped(2));
      log.append(new RunEvent.Resumed(2, 0, 5, "cpu", "fp32", 4713));
      log.append(new RunEvent.Failed("The disk is full.", "stack\n\ttrace \"x\""));
      log.append(new RunEvent.Resumed(2, 0, 4, "cpu", "fp16", 4714));
      step(log, 3, 29, 1.0 / 3);
      log.append(epoch(3, 0.5));
      log.append(new RunEvent.CheckpointSaved(3, "/m/b.pt", Metric.WEIGHTED_F1, 0.5, true));
      log.append(epoch(4, 0.375));
      log.append(new RunEvent.CheckpointSaved(4, "/m/c.pt", Metric.MAP, 0.375, false));
      log.append(new RunEvent.Completed(4, 3, 0.5, "all epochs are done"));
    }
    return Files.readAllBytes(folder.events());
  }

  private static void step(EventLog log, int epoch, int step, double loss) {
    log.append(new RunEvent.StepLogged(epoch, step, 29, loss, 123.5, 0.01, 1L << 33));
  }

  private static RunEvent.EpochFinished epoch(int epoch, double score) {
    return new RunEvent.EpochFinished(
        epoch,
        0.65,
        0.6,
        Map.of(Metric.MAP, 1e-10, Metric.WEIGHTED_F1, score, Metric.CF1, 0.5),
        epoch == 3 ? Map.of(Metric.MACRO_F1, 0.75) : Map.of(),
        0.45,
        List.of(
            new ClassScore("cat", score, 0.25, 0.333, 0.4, 60, 0.4),
            new ClassScore("c,d", 0, 0, 0, Double.NaN, 0, null)),
        List.of(new ThresholdPoint(0.25, 0.2), new ThresholdPoint(0.5, 0.24)),
        1e-5,
        1e-4,
        epoch == 1,
        12.5,
        72,
        0.02,
        1L << 30);
  }

  private static RunEvent.EpochFinished unvalidated(int epoch) {
    return new RunEvent.EpochFinished(
        epoch, 0.5, null, null, null, null, null, null, 1e-5, 1e-4, true, 10, 50, 0, 0);
  }

  /** The same events, read and written again. */
  static byte[] eventsAgain(Path file, Path temp) throws IOException {
    RunFolder earlier = new RunFolder(Files.createDirectories(temp.resolve("read")));
    Files.copy(file, earlier.events());
    RunFolder again = new RunFolder(Files.createDirectories(temp.resolve("written")));
    List<LoggedEvent> events = new EventTail(earlier).poll();
    Iterator<LoggedEvent> times = events.iterator();
    try (EventLog log = EventLog.open(again, () -> times.next().time())) {
      events.forEach(logged -> log.append(logged.event()));
    }
    return Files.readAllBytes(again.events());
  }

  private static byte[] trained(Path temp, List<String> sets) throws IOException {
    CheckpointMetadata metadata =
        WrittenByTraining.ofCheckpoint(
            config(sets),
            CLASSES,
            RUN,
            new TreeMap<>(Map.of(Metric.WEIGHTED_F1, 0.625, Metric.MAP, 0.71, Metric.CF1, 0.5)),
            0.45,
            0.4,
            0.5,
            0.6);
    Path file = temp.resolve("trained.pt");
    Checkpoint.write(file, metadata, weights());
    return Files.readAllBytes(file);
  }

  /** The same checkpoint, read and written again. */
  static byte[] checkpointAgain(Path file, Path temp) throws IOException {
    Checkpoint read = Checkpoint.read(file);
    Path again = temp.resolve("again.pt");
    Checkpoint.write(again, read.metadata(), read.stateDict());
    return Files.readAllBytes(again);
  }

  private static byte[] torch(Path temp, Map<String, ?> dict) throws IOException {
    Path file = temp.resolve("dict.pt");
    TorchWriter.write(file, dict);
    return Files.readAllBytes(file);
  }

  private static void addThresholdCopies(Map<String, byte[]> files, Path temp) throws IOException {
    for (String name : List.of("trained", "script")) {
      Path folder = Files.createDirectories(temp.resolve("copied"));
      Path checkpoint = folder.resolve(name + ".pt");
      Files.write(checkpoint, files.get("checkpoints/resnet18/" + name + ".pt"));
      Path copy = ThresholdCopy.proposal(checkpoint);
      ThresholdCopy.write(
          checkpoint,
          copy,
          0.62,
          name.equals("script") ? new double[0] : new double[] {0.2, 0.8, 0.5},
          true);
      Map<String, Object> dict = new LinkedHashMap<>();
      ((Map<?, ?>) TorchFile.open(copy)).forEach((key, value) -> dict.put((String) key, value));
      // The moment of copying is the one thing that is never the same.
      dict.replace("thresholds_saved", COPIED);
      files.put("checkpoints/resnet18/" + copy.getFileName(), torch(temp, dict));
    }
  }

  /** Runs a command of the terminal; what it says there is of no interest. */
  private static void command(String... arguments) {
    PrintStream before = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      if (TagwrightCommand.run(arguments) != 0) {
        throw new IllegalStateException("failed: " + Arrays.toString(arguments));
      }
    } finally {
      System.setOut(before);
    }
  }

  private static byte[] scores(Path temp) throws IOException {
    Path file = temp.resolve("predictions.scores");
    ScoresFile.Header header =
        ScoresFile.Header.of(
            Path.of("/m/a.pt"),
            "resnet18",
            Path.of("/t"),
            4,
            CLASSES,
            0.45,
            List.of(0.2, 0.8, 0.5),
            true,
            null);
    try (ScoresFile.Writer writer = ScoresFile.create(file, header)) {
      writer.append(
          List.of(
              new ScoresFile.Row("ä.jpg", new float[] {0.25f, 1f / 3, 1}),
              new ScoresFile.Row("b.png", new float[] {0, Float.MIN_VALUE, 0.999f})));
      writer.append(List.of(new ScoresFile.Row("c d.jpg", new float[] {1e-7f, 0.5f, 0.45f})));
    }
    return Files.readAllBytes(file);
  }

  /** The same scores, read and written again. */
  static byte[] scoresAgain(Path file, Path temp) throws IOException {
    ScoresFile.Content read = ScoresFile.read(file);
    Path again = temp.resolve("again.scores");
    try (ScoresFile.Writer writer = ScoresFile.create(again, read.header())) {
      writer.append(read.rows());
    }
    return Files.readAllBytes(again);
  }

  private static byte[] labels(Path temp) throws IOException {
    Path file = temp.resolve("predictions.json");
    TreeMap<String, int[]> labels = new TreeMap<>();
    labels.put("ä \"quoted\"", new int[] {0, 2});
    labels.put("b", new int[0]);
    labels.put(
        "a", LabelsJson.labels(new float[] {0.2f, 0.9f, 0.6f}, new double[] {0.2, 0.8, 0.5}));
    LabelsJson.write(file, labels);
    return Files.readAllBytes(file);
  }

  private static String predictionNames() {
    return Stream.of(
                new PredictionName("resnet18", 0.6254321, 7, 18, 32, List.of(1e-4), 0.45, 64, 0.62),
                new PredictionName(
                    "vgg16", 0.5, 3, 7, 16, List.of(2e-5, 1.5e-3), 0.123456, 1, 0.123456),
                new PredictionName("a b/c", Double.NaN, null, null, null, null, null, 64, 0))
            .map(PredictionName::toString)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** A run that has begun, two that wait, and one that could not begin. */
  private static byte[] queue(Map<String, byte[]> files, Path temp) throws IOException {
    RunQueue queue = new RunQueue(temp.resolve("queued"));
    queue.add("", config(EVERY_PATH));
    Path sweep = Files.write(temp.resolve("sweep.json"), files.get("sweep.json"));
    queue.addAll(Sweep.read(sweep).variants().subList(0, 3));
    Path file = temp.resolve("queued/queue/queue.json");
    String text = Files.readString(file);
    List<QueueEntry> entries = queue.entries();
    for (int i = 0; i < entries.size(); i++) {
      // Numbers and moments are never the same.
      String id = "0000000%d-aaaa-bbbb-cccc-0123456789ab".formatted(i);
      text = text.replace(entries.get(i).id(), id);
      text = text.replace(entries.get(i).added().toString(), COPIED);
    }
    text = text.replaceFirst("\"run\" : null", "\"run\" : \"/r/" + RUN + "\"");
    int third = text.indexOf("0000002-");
    text =
        text.substring(0, third)
            + text.substring(third)
                .replaceFirst("\"problem\" : null", "\"problem\" : \"There is no folder /photos\"");
    Path again = Files.writeString(temp.resolve("queue.json"), text);
    return queueAgain(again, temp);
  }

  /** The same queue, read and, for an entry is moved there and back, written again. */
  static byte[] queueAgain(Path earlier, Path temp) throws IOException {
    Path file = temp.resolve("queued again/queue/queue.json");
    Files.createDirectories(file.getParent());
    Files.write(file, Files.readAllBytes(earlier));
    RunQueue queue = new RunQueue(temp.resolve("queued again"));
    String id = queue.entries().get(1).id();
    queue.move(id, 3);
    queue.move(id, 1);
    return Files.readAllBytes(file);
  }

  private static byte[] tensorBoard(Map<String, byte[]> files, Path temp) throws IOException {
    RunFolder folder = new RunFolder(Files.createDirectories(temp.resolve(RUN)));
    Files.write(folder.configFile(), files.get("config-every-field.json"));
    Files.write(folder.events(), files.get("events.jsonl"));
    TensorBoardFollower.write(folder);
    try (Stream<Path> list = Files.list(folder.tensorBoard())) {
      List<Path> written = list.toList();
      String name = written.get(0).getFileName().toString();
      if (written.size() != 1
          || !name.matches("events\\.out\\.tfevents\\.\\d+\\." + RUN + "\\.tagwright")) {
        throw new IllegalStateException("unexpected files for TensorBoard: " + written);
      }
      return Files.readAllBytes(written.get(0));
    }
  }

  private static void addReports(Map<String, byte[]> files, Path temp) throws IOException {
    int samples = 40;
    float[] scores = new float[samples * CLASSES.size()];
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      targets[i] = i * i % 7 == 2;
      scores[i] = (i * 37 % 101 + (targets[i] ? 40 : 0)) / 160f;
    }
    StringBuilder digests = new StringBuilder();
    for (List<Double> own : List.of(List.<Double>of(), List.of(0.3, 0.4, 0.5))) {
      Path folder = temp.resolve("report");
      EvaluationReport.of(
              new EvaluationReport.Subject(
                  "resnet18",
                  Path.of("/m/a.pt"),
                  Path.of("/t"),
                  Path.of("/l"),
                  2,
                  Instant.parse("2026-01-02T03:04:05Z")),
              CLASSES,
              new LabelledScores(scores, targets, samples, CLASSES.size()),
              0.4,
              own)
          .write(folder);
      String kind = own.isEmpty() ? "global" : "per-class";
      files.put("report-" + kind + "/report.json", read(folder, "report.json"));
      files.put("report-" + kind + "/classes.csv", read(folder, "classes.csv"));
      digests.append(sha256(read(folder, "report.html"))).append("  ").append(kind).append('\n');
    }
    files.put(DIGESTS, bytes(digests.toString()));
  }

  private static byte[] read(Path folder, String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }
}
