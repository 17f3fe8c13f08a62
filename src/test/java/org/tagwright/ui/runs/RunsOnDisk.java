package org.tagwright.ui.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.run.ClassScore;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;

/** Writes run folders such as a training leaves, quickly and without training. */
public final class RunsOnDisk {
  private static final List<String> CLASSES =
      List.of(
          "person",
          "bicycle",
          "car",
          "motorcycle",
          "bus",
          "truck",
          "traffic light",
          "bench",
          "cat",
          "dog",
          "horse",
          "umbrella",
          "tie",
          "skateboard",
          "wine glass",
          "banana",
          "apple",
          "pizza",
          "chair",
          "potted plant",
          "laptop",
          "clock");

  private final Path root;
  private final Random random = new Random(5);
  private Instant now = Instant.now();

  public RunsOnDisk(Path root) {
    this.root = root;
  }

  /** How a run ended. */
  public enum End {
    COMPLETED,
    STOPPED,
    FAILED,
    /** Without a word. */
    NONE
  }

  public static ExperimentConfig config(Path root, String... settings) {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "output.runs", root.toString());
    for (int i = 0; i < settings.length; i += 2) {
      config = ConfigJson.with(config, settings[i], settings[i + 1]);
    }
    return config;
  }

  /** Writes a run that began some minutes ago. */
  public RunFolder write(
      ExperimentConfig config, String name, int minutesAgo, int epochs, int steps, End end) {
    now = Instant.now().minusSeconds(60L * minutesAgo);
    RunFolder folder = folder(name, config);
    try (EventLog log = EventLog.open(folder, () -> now)) {
      begin(log, config);
      double best = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        best = Math.max(best, epoch(log, config, epoch, steps, best));
      }
      if (epochs < config.training().epochs() && end == End.NONE) {
        steps(log, config, epochs + 1, steps, steps / 3);
      }
      end(log, end, epochs, best);
      Files.writeString(folder.log(), log(config, epochs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** The first event. */
  public void begin(EventLog log, ExperimentConfig config) {
    log.append(
        new RunEvent.Started(
            config.training().epochs(),
            74_000,
            8_200,
            CLASSES,
            config.model().backbone(),
            "gpu:0",
            "bf16",
            11_222_312,
            config.validation().selectBy(),
            1));
  }

  /** A whole epoch with its validation, and a checkpoint where it is better than before. */
  public double epoch(EventLog log, ExperimentConfig config, int epoch, int steps, double best) {
    steps(log, config, epoch, steps, steps);
    double skill = skill(config, epoch);
    log.append(finished(config, epoch, steps, skill));
    if (skill > best) {
      log.append(
          new RunEvent.CheckpointSaved(
              epoch, "/data/trained_models/a.pt", Metric.WEIGHTED_F1, skill, true));
    }
    return skill;
  }

  private RunFolder folder(String name, ExperimentConfig config) {
    RunFolder folder = new RunFolder(root.resolve(name));
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.writeConfig(config);
    return folder;
  }

  private void steps(EventLog log, ExperimentConfig config, int epoch, int steps, int until) {
    boolean frozen = config.training().frozenIn(epoch);
    for (int step = 1; step <= until; step++) {
      double at = epoch - 1 + (double) step / steps;
      now = now.plusMillis(frozen ? 900 : 2400);
      double loss = 0.25 + 0.75 * Math.exp(-at / 4) + 0.05 * random.nextGaussian();
      double speed = (frozen ? 2100 : 760) * (0.96 + 0.06 * random.nextDouble());
      double waiting = 0.02 + 0.03 * random.nextDouble();
      log.append(new RunEvent.StepLogged(epoch, step, steps, loss, speed, waiting, 5_100_000_000L));
    }
  }

  private static double skill(ExperimentConfig config, int epoch) {
    double skill = 0.72 * (1 - Math.exp(-epoch / 3.5)) * config.training().learningRate() / 1e-4;
    return Math.min(0.78, skill) - 0.002 * Math.max(0, epoch - 14);
  }

  private RunEvent.EpochFinished finished(
      ExperimentConfig config, int epoch, int steps, double skill) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    double[] lower = {0, 0.07, -0.02, 0.03, 0.05, 0.12, 0.015};
    for (Metric metric : Metric.values()) {
      metrics.put(metric, skill - lower[List.of(Metric.values()).indexOf(metric)]);
    }
    List<ClassScore> classes = new ArrayList<>();
    int support = 4200;
    for (String name : CLASSES) {
      double f1 = Math.max(0.02, Math.min(0.97, skill + 0.15 * random.nextGaussian()));
      double precision = Math.min(1, f1 + 0.05);
      double recall = Math.max(0, f1 - 0.05);
      double ap = Math.min(1, f1 + 0.02);
      classes.add(new ClassScore(name, precision, recall, f1, ap, support, 0.4));
      support = support * 5 / 6;
    }
    List<ThresholdPoint> curve = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      double t = i / 100.0;
      curve.add(new ThresholdPoint(t, skill * Math.exp(-Math.pow((t - 0.44) / 0.42, 2))));
    }
    boolean frozen = config.training().frozenIn(epoch);
    double rate = 1e-4 * (epoch > 16 ? 0.01 : epoch > 12 ? 0.1 : 1);
    return new RunEvent.EpochFinished(
        epoch,
        0.25 + 0.75 * Math.exp(-epoch / 4.0),
        0.32 + 0.62 * Math.exp(-epoch / 3.6) + 0.0025 * Math.max(0, epoch - 9),
        metrics,
        Map.of(),
        0.44,
        classes,
        curve,
        config.training().differential() ? rate / 10 : rate,
        rate,
        frozen,
        steps * (frozen ? 0.9 : 2.4),
        frozen ? 2100 : 760,
        0.03,
        5_100_000_000L);
  }

  private void end(EventLog log, End end, int epochs, double best) {
    switch (end) {
      case COMPLETED ->
          log.append(new RunEvent.Completed(epochs, epochs, best, "all epochs are done"));
      case STOPPED -> log.append(new RunEvent.Stopped(epochs));
      case FAILED ->
          log.append(
              new RunEvent.Failed(
                  "The GPU is out of memory at batch size 64. Try training.batchSize 32, or"
                      + " training.precision bf16.",
                  "ai.djl.engine.EngineException: CUDA out of memory. Tried 392.00 MiB"));
      case NONE -> {}
    }
  }

  private static String log(ExperimentConfig config, int epochs) {
    StringBuilder text = new StringBuilder();
    text.append("Training ").append(config.model().backbone()).append(" on gpu:0 in bf16\n");
    for (int epoch = 1; epoch <= epochs; epoch++) {
      text.append("epoch ").append(epoch).append("/").append(config.training().epochs());
      text.append("  loss 0.").append(900 - epoch * 20).append("  weighted F1 0.");
      text.append(300 + epoch * 20).append('\n');
    }
    return text.toString();
  }

  /** A folder of runs in every state, as screenshots show it. The last one could be running. */
  public RunFolder writeMany() {
    write(config(root), "2026-11-22_09-12-40-resnet18", 1500, 18, 40, End.COMPLETED);
    write(
        config(root, "model.backbone", "efficientnet_b0", "training.learningRate", "7e-5"),
        "2026-11-22_14-03-11-efficientnet_b0",
        1200,
        12,
        40,
        End.STOPPED);
    write(
        config(root, "model.backbone", "vgg16", "training.batchSize", "64"),
        "2026-11-22_18-40-02-vgg16",
        900,
        2,
        40,
        End.FAILED);
    write(
        config(root, "model.backbone", "densenet121", "training.learningRate", "9e-5"),
        "2026-11-23_08-30-00-densenet121",
        300,
        9,
        40,
        End.NONE);
    return write(
        config(
            root,
            "model.backbone",
            "resnet50",
            "training.differential",
            "true",
            "training.learningRate",
            "1.1e-4"),
        "2026-11-23_11-05-27-resnet50",
        70,
        13,
        120,
        End.NONE);
  }
}
