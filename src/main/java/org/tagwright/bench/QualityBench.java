package org.tagwright.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.metric.Metric;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.train.Preparation;
import org.tagwright.train.TrainingRun;

/**
 * Trains the variants of a ladder on hard demo data, each with several seeds, and logs how well
 * they do on its test images after every epoch. Trials in the log are not run again.
 */
public final class QualityBench {
  private static final long START_SEED = 1;
  private static final int START_CLASSES = 40;
  private static final String BACKBONE = "resnet18";
  private static final String START_HEAD = "fc.";

  private final Path folder;
  private final Ladder ladder;
  private final QualitySizes sizes;
  private final int threads;
  private final Progress progress;
  private final Consumer<RunFolder> training;

  /**
   * @param folder for data and runs
   * @param threads of each trial; affects its time only
   * @param training receives the run in training, and {@code null} when it has ended
   */
  public QualityBench(
      Path folder,
      Ladder ladder,
      QualitySizes sizes,
      int threads,
      Progress progress,
      Consumer<RunFolder> training) {
    this.folder = folder;
    this.ladder = ladder;
    this.sizes = sizes;
    this.threads = threads;
    this.progress = progress;
    this.training = training;
  }

  /** A run to make. */
  private record Job(String title, List<String> ingredients, QualityTrial.Key key) {}

  /**
   * Runs what the log lacks.
   *
   * @param wanted words for {@link Ladder#variants}
   * @param enough whether to stop before the next trial
   * @return what failed, one line each; it is not in the log and is tried again next time
   * @throws TagwrightException of kind input, before anything is run, where a variant's settings
   *     are no valid configuration
   */
  public List<String> run(
      List<String> regimes, List<String> wanted, int seeds, Path results, BooleanSupplier enough) {
    List<Job> jobs = jobs(regimes, wanted, seeds);
    List<String> failures = new ArrayList<>();
    try (TrialLog log = TrialLog.open(results)) {
      Set<QualityTrial.Key> done = new HashSet<>();
      TrialLog.read(results).forEach(trial -> done.add(trial.key()));
      int finished = 0;
      for (Job job : jobs) {
        if (!done.contains(job.key)) {
          progress.orCancel();
          if (enough.getAsBoolean()) {
            break;
          }
          try {
            log.append(trial(job));
          } catch (TagwrightException e) {
            failures.add(job.title + ": " + e.getMessage());
          }
        }
        progress.update("training, last " + job.title, ++finished, jobs.size());
      }
    }
    return failures;
  }

  private List<Job> jobs(List<String> regimes, List<String> wanted, int seeds) {
    List<Job> jobs = new ArrayList<>();
    for (String name : regimes) {
      Ladder.Regime regime = ladder.regime(name);
      for (List<String> variant : ladder.variants(regime, wanted)) {
        Map<String, String> settings = ladder.settings(regime, variant);
        String title = name + ", " + ladder.title(regime, variant);
        ConfigCheck.require(with(recipe(folder), settings, title), title);
        for (int seed = 1; seed <= seeds; seed++) {
          jobs.add(
              new Job(
                  title + ", seed " + seed,
                  variant,
                  new QualityTrial.Key(name, settings, sizes, seed)));
        }
      }
    }
    return jobs;
  }

  private QualityTrial trial(Job job) {
    Ladder.Regime regime = ladder.regime(job.key.regime());
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("training.epochs", String.valueOf(regime.epochs()));
    settings.put("training.seed", String.valueOf(job.key.seed()));
    if (regime.startFrom()) {
      settings.put("model.startFrom", startingBackbone().toString());
    }
    settings.putAll(job.key.settings());
    ExperimentConfig config =
        with(recipe(HardData.make(folder, sizes, progress)), settings, job.title);
    Preparation prepared = HardData.validatingOnTest(prepare(config));
    RunFolder run = RunFolder.create(config);
    double cpuBefore = cpuSeconds();
    RunState state;
    try {
      state = train(run, prepared);
    } finally {
      forget(CheckpointName.fileOf(config));
    }
    QualityTrial trial =
        new QualityTrial(
            job.key,
            job.ingredients,
            each(state, Metric.MAP),
            each(state, Metric.WEIGHTED_F1),
            state.epochs().stream().mapToDouble(RunEvent.EpochFinished::seconds).sum(),
            cpuSeconds() - cpuBefore,
            state.started().device(),
            state.started().precision(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    // The log has what matters; so many runs would fill the disk.
    new RunService().delete(run);
    return trial;
  }

  private static List<Double> each(RunState state, Metric metric) {
    return state.epochs().stream().map(epoch -> epoch.metrics().get(metric)).toList();
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /** The backbone alone, as a file; trained unless an earlier benchmark has saved it. */
  private Path startingBackbone() {
    Path data = folder.resolve("data-start");
    ExperimentConfig config =
        with(
            recipe(data),
            Map.of(
                "training.epochs",
                String.valueOf(sizes.startEpochs()),
                "training.milestones",
                "[]"),
            "the starting network");
    // The name encodes the recipe but not the data, hence their number.
    Path file =
        folder.resolve("start-%d-%s.pt".formatted(sizes.start(), CheckpointName.of(config)));
    if (Files.exists(file)) {
      return file;
    }
    int classes = Math.max(2, Math.min(START_CLASSES, sizes.classes()));
    DemoDataset.make(
        data,
        new DemoDataset.Options(sizes.start(), 0, sizes.drawnPixels(), classes, START_SEED),
        progress);
    progress.update("training the starting network", 0, 1);
    Map<String, TorchTensor> backbone;
    try {
      RunFolder run = RunFolder.create(config);
      train(run, prepare(config));
      backbone = new LinkedHashMap<>(SavedWeights.read(CheckpointName.fileOf(config)));
      new RunService().delete(run);
    } finally {
      forget(CheckpointName.fileOf(config));
    }
    backbone.keySet().removeIf(name -> name.startsWith(START_HEAD));
    TorchWriter.write(file, backbone);
    progress.update("training the starting network", 1, 1);
    return file;
  }

  private ExperimentConfig recipe(Path data) {
    return with(
        new DemoRecipe(folder).config(),
        Map.of(
            "data.root",
            data.toString(),
            "data.imageSize",
            String.valueOf(sizes.imageSize()),
            "model.backbone",
            BACKBONE,
            "training.batchSize",
            "32",
            "training.threads",
            String.valueOf(threads),
            "data.workers",
            String.valueOf(threads),
            "earlyStopping.enabled",
            "false"),
        "the benchmark's recipe");
  }

  private static Preparation prepare(ExperimentConfig config) {
    return Preparation.of(config, "tagwright bench", Progress.NONE);
  }

  private RunState train(RunFolder run, Preparation prepared) {
    progress.orCancel();
    training.accept(run);
    try {
      TrainingRun.start(run, prepared);
    } finally {
      training.accept(null);
    }
    RunState state = RunState.read(run);
    if (progress.cancelled()) {
      // Only its events tell it from a complete one, and nobody will resume it.
      new RunService().delete(run);
      throw new CancellationException("the benchmark was interrupted");
    }
    if (!(state.end() instanceof RunEvent.Completed)) {
      throw TagwrightException.failure(
          "The run "
              + run.path()
              + " was stopped; the comparison needs complete runs. Start it again.");
    }
    return state;
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static ExperimentConfig with(
      ExperimentConfig config, Map<String, String> settings, String title) {
    ExperimentConfig changed = config;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      try {
        changed = ConfigJson.with(changed, setting.getKey(), setting.getValue());
      } catch (TagwrightException e) {
        throw TagwrightException.input(title + ": " + e.getMessage(), e);
      }
    }
    return changed;
  }
}
