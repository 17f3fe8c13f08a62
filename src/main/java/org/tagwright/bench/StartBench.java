package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tagwright.bench.Rounds.Entrant;
import org.tagwright.common.Folders;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/** From the start of {@code tagwright train} to the first finished step, in float32. */
public final class StartBench {
  private static final double WANTED = 0.7;
  private static final long POLL_MILLIS = 20;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Setting setting;
  private final String backbone;
  private final int batch;
  private final int size;
  private final Path place;

  /** Size of the current run's events, in bytes. */
  private long sizeSeen;

  public StartBench(Setting setting, String backbone, int batch, int size) {
    this.setting = setting;
    this.backbone = backbone;
    this.batch = batch;
    this.size = size;
    this.place = setting.folder().resolve("start");
  }

  /** The first training ever, and later ones, which reuse the class archive of the first. */
  public List<Figure> figures() {
    Path checkpoint = place.resolve(backbone + ".pt");
    try (Side ours = setting.ourSide()) {
      ours.ask(
          setting
              .request("checkpoint")
              .put("backbone", backbone)
              .put("checkpoint", checkpoint.toString()));
    }
    Path classes = noClasses();
    trainOneEpoch(checkpoint, classes);
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(new Entrant("ours", () -> ours(checkpoint, classes)));
    entrants.add(new Entrant("first", () -> ours(checkpoint, place.resolve("no-classes"))));
    if (setting.compares()) {
      entrants.add(new Entrant("script", () -> script(checkpoint)));
    }
    List<List<JsonNode>> answers =
        Rounds.run(backbone + " start", entrants, setting.rounds(), setting.progress());
    List<Double> script = setting.compares() ? seconds(answers.get(2)) : List.of();
    return List.of(
        figure("from start to first step", answers.get(0), script),
        figure("the same, first training ever", answers.get(1), script));
  }

  private Figure figure(String what, List<JsonNode> ours, List<Double> script) {
    return new Figure(
        backbone + " " + what,
        "s",
        false,
        seconds(ours),
        script,
        setting.compares() ? WANTED : null,
        Map.of());
  }

  private static List<Double> seconds(List<JsonNode> answers) {
    return answers.stream().map(answer -> answer.get("seconds").asDouble()).toList();
  }

  private static JsonNode seconds(Instant start, Instant end) {
    return JSON.createObjectNode().put("seconds", Duration.between(start, end).toNanos() / 1e9);
  }

  /** An archive of another build would be rejected and not replaced. */
  private Path noClasses() {
    Path folder = place.resolve("classes");
    Folders.delete(folder);
    try {
      return Files.createDirectories(folder).resolve("kept");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
  }

  /** Runs to its end, when it saves its class archive. */
  private void trainOneEpoch(Path checkpoint, Path classes) {
    try {
      Process train = train(checkpoint, classes, place.resolve("runs-to-the-end"));
      if (train.waitFor() != 0) {
        throw TagwrightException.failure("The training failed. See " + log() + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted.", e);
    }
  }

  private Path log() {
    return place.resolve("train.log");
  }

  /** The real command, as a user would type it. */
  private Process train(Path checkpoint, Path classes, Path runs) {
    Folders.delete(runs);
    ObjectNode config = JSON.createObjectNode();
    config
        .putObject("data")
        .put("root", setting.data().toString())
        .put("trainImages", "images")
        .put("trainLabels", "labels")
        .put("imageSize", size)
        .put("pixelCache", "off");
    config.putObject("model").put("backbone", backbone).put("startFrom", checkpoint.toString());
    config
        .putObject("training")
        .put("epochs", 1)
        .put("batchSize", batch)
        .put("freezeBackboneAtStart", false)
        .put("precision", "fp32")
        .put("threads", setting.threads())
        .put("device", setting.device());
    config
        .putObject("output")
        .put("runs", runs.toString())
        .put("trainedModels", place.resolve("trained_models").toString());
    Path file = place.resolve("start.json");
    try {
      Files.createDirectories(place);
      Files.writeString(file, config.toPrettyString());
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    return new ChildProcess()
        .keepingClassesAt(classes)
        .start(List.of("train", file.toString(), "--quiet"), log());
  }

  /** Ends the training once its first step is in its events. */
  private JsonNode ours(Path checkpoint, Path classes) {
    Path runs = place.resolve("runs");
    sizeSeen = 0;
    Instant start = Instant.now();
    Process train = train(checkpoint, classes, runs);
    try {
      while (train.isAlive() && Duration.between(start, Instant.now()).compareTo(LONGEST) < 0) {
        Instant firstStep = firstStep(runs);
        if (firstStep != null) {
          return seconds(start, firstStep);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      throw TagwrightException.failure(
          "The training did not reach its first step. See " + log() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted.", e);
    } finally {
      train.destroyForcibly().onExit().join();
    }
  }

  /**
   * When the first step was logged, or {@code null} if it has not been. Usually checks only the
   * size of a file: more would slow down the training.
   */
  private Instant firstStep(Path runs) {
    if (!Files.isDirectory(runs)) {
      return null;
    }
    try (Stream<Path> folders = Files.list(runs)) {
      Path folder = folders.findFirst().orElse(null);
      if (folder == null) {
        return null;
      }
      RunFolder run = new RunFolder(folder);
      // For a moment only the file exists with which the training tests whether it may write here.
      if (!Files.isRegularFile(run.events()) || Files.size(run.events()) == sizeSeen) {
        return null;
      }
      sizeSeen = Files.size(run.events());
      RunState state = RunState.read(run);
      return state.lastStep() == null ? null : state.lastTime();
    } catch (IOException e) {
      throw TagwrightException.cannotRead(runs, e);
    }
  }

  private JsonNode script(Path checkpoint) {
    ObjectNode request =
        setting.forScript(
            setting
                .request("train")
                .put("backbone", backbone)
                .put("phase", "full")
                .put("checkpoint", checkpoint.toString())
                .put("batch", batch)
                .put("size", size)
                .put("data", setting.data().toString())
                .put("steps", 1),
            setting.device());
    ProcessBuilder builder = setting.script("start", request.toString());
    Path log = setting.folder().resolve("script.log");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Instant start = Instant.now();
    try {
      Process script = builder.start();
      try (BufferedReader lines = script.inputReader(StandardCharsets.UTF_8)) {
        String line = lines.readLine();
        Instant end = Instant.now();
        if (line == null) {
          throw TagwrightException.failure(
              "The PyTorch script did not reach its first step. See " + log + ".");
        }
        return seconds(start, end);
      } finally {
        script.destroyForcibly().onExit().join();
      }
    } catch (IOException e) {
      throw TagwrightException.failure("The PyTorch script: " + e.getMessage(), e);
    }
  }
}
