package org.tagwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.tagwright.bench.QualityReport.Outcome;
import org.tagwright.bench.QualityReport.Trial;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.metric.ConstantPrediction;
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
 * Fine-tunes the backbone of one demo set on another in several ways. The head is always new, as
 * with published weights.
 */
public final class QualityBench {
  private static final long START_SEED = 1;
  private static final long TUNING_SEED = 2;
  private static final String START_BACKBONE = "resnet18";
  private static final String START_HEAD = "fc.";

  private final Path folder;
  private final Sizes sizes;
  private final int epochs;
  private final int seeds;
  private final Progress progress;
  private final Consumer<RunFolder> training;
  private int trialsDone;

  /**
   * @param training receives the run in training, and {@code null} when it has ended
   */
  public QualityBench(
      Path folder,
      Sizes sizes,
      int epochs,
      int seeds,
      Progress progress,
      Consumer<RunFolder> training) {
    this.training = training;
    this.folder = folder;
    this.sizes = sizes;
    this.epochs = epochs;
    this.seeds = seeds;
    this.progress = progress;
  }

  /**
   * How much is computed.
   *
   * @param start training images of the starting network
   * @param tuning images for fine-tuning and validation
   * @param validating fraction of them held out for validation
   * @param drawnPixels longer side of the generated images
   * @param imageSize input resolution, in pixels
   */
  public record Sizes(
      int start,
      int startEpochs,
      int tuning,
      double validating,
      int drawnPixels,
      int imageSize,
      int classes) {
    public static final Sizes USUAL = new Sizes(2000, 4, 1000, 0.4, 128, 64, 20);
  }

  public QualityReport run() {
    return run(FineTuning.all());
  }

  /** Those variants, and the best of them again with {@code pos_weight}. */
  QualityReport run(List<FineTuning> variants) {
    Path start = startingBackbone();
    Path data = draw("tuning", sizes.tuning(), TUNING_SEED);
    ExperimentConfig common = tuning(data, start);
    int trials = (variants.size() + 1) * seeds;
    List<Outcome> outcomes = new ArrayList<>();
    for (FineTuning variant : variants) {
      outcomes.add(outcome(variant, common, trials));
    }
    Outcome best =
        outcomes.stream()
            .max(Comparator.comparingDouble(o -> o.mean(Trial::weightedF1)))
            .orElseThrow();
    outcomes.add(outcome(best.variant().balanced(), common, trials));
    return new QualityReport(sizes, epochs, best.mean(Trial::floor), outcomes);
  }

  private Path draw(String name, int images, long seed) {
    Path root = folder.resolve("data-" + name);
    DemoDataset.make(
        root,
        new DemoDataset.Options(images, 0, sizes.drawnPixels(), sizes.classes(), seed),
        progress);
    return root;
  }

  /** The backbone alone, as a file; trained unless an earlier benchmark has saved it. */
  private Path startingBackbone() {
    ExperimentConfig config =
        with(
            recipe(folder.resolve("data-start")),
            Map.of(
                "training.epochs",
                String.valueOf(sizes.startEpochs()),
                "training.milestones",
                "[]"));
    // The name encodes the recipe but not the data, hence their number.
    Path file =
        folder.resolve("start-%d-%s.pt".formatted(sizes.start(), CheckpointName.of(config)));
    if (Files.exists(file)) {
      return file;
    }
    draw("start", sizes.start(), START_SEED);
    progress.update("training the starting network", 0, 1);
    Map<String, TorchTensor> backbone;
    try {
      train(config);
      backbone = new LinkedHashMap<>(SavedWeights.read(CheckpointName.fileOf(config)));
    } catch (CancellationException e) {
      forget(CheckpointName.fileOf(config));
      throw e;
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
            START_BACKBONE,
            "earlyStopping.enabled",
            "false"));
  }

  private ExperimentConfig tuning(Path data, Path start) {
    return with(
        recipe(data),
        Map.of(
            "data.valSplit", String.valueOf(sizes.validating()),
            "model.startFrom", start.toString(),
            "training.epochs", String.valueOf(epochs),
            "training.unfreezeBackboneEpoch", "2",
            "training.milestones", "[]"));
  }

  private Outcome outcome(FineTuning variant, ExperimentConfig common, int trials) {
    ExperimentConfig config = with(common, variant.settings());
    List<Trial> found = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      found.add(trial(seed, with(config, Map.of("training.seed", String.valueOf(seed)))));
      progress.update("fine-tuning", ++trialsDone, trials);
    }
    return new Outcome(variant, List.copyOf(found));
  }

  private Trial trial(long seed, ExperimentConfig config) {
    RunFolder run = RunFolder.create(config);
    Preparation prepared = prepare(config);
    RunState state;
    try {
      state = train(run, prepared);
    } finally {
      forgetWeights(run, config);
    }
    RunEvent.EpochFinished best = state.best();
    DatasetIndex index = prepared.data().index();
    int[] validation = prepared.data().split().validation();
    return new Trial(
        seed,
        best.metrics().get(Metric.WEIGHTED_F1),
        best.metrics().get(Metric.MAP),
        best.epoch(),
        state.epochs().stream().mapToDouble(RunEvent.EpochFinished::seconds).sum(),
        ConstantPrediction.best(index.support(validation), validation.length).weightedF1(),
        state.started().device(),
        state.started().precision());
  }

  private void train(ExperimentConfig config) {
    RunFolder run = RunFolder.create(config);
    train(run, prepare(config));
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
      progress.orCancel();
    }
    if (!(state.end() instanceof RunEvent.Completed)) {
      throw TagwrightException.failure(
          "The run "
              + run.path()
              + " was stopped; the comparison needs complete runs. Start it again.");
    }
    return state;
  }

  /** The events are enough; the weights of so many runs would take gigabytes. */
  private static void forgetWeights(RunFolder run, ExperimentConfig config) {
    if (Files.exists(run.path())) {
      forget(run.lastState());
    }
    forget(CheckpointName.fileOf(config));
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static ExperimentConfig with(ExperimentConfig config, Map<String, String> settings) {
    ExperimentConfig changed = config;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      changed = ConfigJson.with(changed, setting.getKey(), setting.getValue());
    }
    return changed;
  }
}
