package org.tagwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.cli.cluster.ShardOptions;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.batch.Batch;
import org.tagwright.prediction.Prediction;
import org.tagwright.prediction.ScoreServer;
import org.tagwright.prediction.ShardedPrediction;
import org.tagwright.prediction.WatchPrediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright predict}. */
@Command(
    name = "predict",
    description = {
      "Labels the images of a folder and its sub-folders with a checkpoint.",
      "Writes a labels file (JSON) and a file with all scores, which the gallery reads."
          + " Images that cannot be read are listed and skipped.",
      "With --watch it labels what arrives in a folder until it is stopped (Ctrl-C): one JSON line"
          + " per image, each once, also across restarts with the same checkpoint, folder and"
          + " thresholds. An overwritten image is labelled again."
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  private static final int SHOWN_BROKEN = 20;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "The checkpoint. Default: best_model.pt in the default folder.")
  Path checkpoint = ExperimentConfig.defaults().output().bestModelFile();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder of the images. Default: the default test images.")
  Path images;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Instead of --images: a folder whose images, and those that arrive later, are labelled.")
  Path watch;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder. Default: the default predictions folder.")
  Path out = ExperimentConfig.defaults().output().predictions();

  @Mixin ScoringOptions scoring;

  @Option(
      names = "--augment",
      paramLabel = "WHAT",
      description =
          "none, or flip: averages the scores of each image and its mirror image, in twice the"
              + " time. Default: as the checkpoint's configuration says.")
  Augment.InPrediction augment;

  @Option(
      names = "--only",
      paramLabel = "FILE",
      description =
          "Predicts only the images that the file lists: one name per line, without extension.")
  Path only;

  @Mixin ShardOptions shards;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  /** For the window: one request per input line, one answer per output line. */
  @Option(names = "--serve", hidden = true)
  boolean serve;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    scoring.require();
    if (serve) {
      ScoreServer.serve(checkpoint, scoring.device, scoring.precision, System.in, System.out);
      return 0;
    }
    shards.require(watch != null);
    if (watch != null) {
      return watch();
    }
    images = images == null ? ExperimentConfig.defaults().data().testImagesFolder() : images;
    Prediction.Request request =
        new Prediction.Request(
            checkpoint,
            images,
            out,
            scoring.threshold,
            scoring.perClass,
            scoring.batch,
            scoring.device,
            scoring.precision,
            null,
            augment,
            only);
    if (shards.on != null) {
      int exit = shards.computeOnCluster(request, spec, quiet);
      if (exit != 0) {
        return exit;
      }
    }
    try (CheckProgress progress = new CheckProgress(quiet)) {
      if (shards.shard != null) {
        say("Done       %,d images", shards.compute(request, this::before, progress));
      } else {
        after(
            shards.joined() > 0
                ? new ShardedPrediction(request, shards.joined(), progress)
                    .join(this::before, progress)
                : Prediction.run(request, this::before, progress));
      }
    }
    return 0;
  }

  private int watch() throws Exception {
    if (images != null || only != null) {
      throw TagwrightException.input(
          "--watch labels all that is in its folder: leave --images and --only out.");
    }
    WatchPrediction.Request request =
        new WatchPrediction.Request(
            checkpoint,
            watch,
            out,
            scoring.threshold,
            scoring.perClass,
            scoring.batch,
            scoring.device,
            scoring.precision,
            augment);
    return Interruption.heed(
        "Stopping after these images.",
        interruption -> {
          CountDownLatch end = new CountDownLatch(1);
          interruption.then(end::countDown);
          WatchPrediction.run(
              request, nanos -> !end.await(nanos, TimeUnit.NANOSECONDS), new Watched());
          return 0;
        });
  }

  /** Says what a watched folder's images are. */
  private final class Watched implements WatchPrediction.Listener {
    @Override
    public void begun(WatchPrediction.Plan plan) {
      checkpoint(plan.checkpoint(), plan.classes(), plan.device(), plan.precision());
      say("Threshold  %s", ScoringOptions.words(plan.thresholds()));
      say("Watching   %s (labelled already: %,d)", watch, plan.labelled());
      say("Labels     %s", plan.output());
    }

    @Override
    public void labelled(String image, @Nullable List<String> labels, @Nullable String problem) {
      if (labels == null) {
        System.err.println("Not labelled: " + image + " cannot be read: " + problem);
      } else {
        say("%s: %s", image, labels.isEmpty() ? "(none)" : String.join(", ", labels));
      }
    }

    @Override
    public void cannotLook(String why) {
      System.err.println(why + " Trying again.");
    }
  }

  private void before(Prediction.Plan plan) {
    checkpoint(plan.checkpoint(), plan.classes(), plan.device(), plan.precision());
    say("Images     %,d in %s", plan.images(), images);
    if (!plan.sameStem().isEmpty()) {
      say(
          "           %,d of them differ only in their extensions and keep these as names: %s",
          plan.sameStem().size(),
          plan.sameStem().stream().limit(SHOWN_BROKEN).collect(Collectors.joining(", ")));
    }
    if (plan.augment() == Augment.InPrediction.FLIP) {
      say("Augment    flip: the mean of each image and its mirror image");
    }
    say("Threshold  %s", ScoringOptions.words(plan.thresholds()));
  }

  private void checkpoint(CheckpointMetadata from, int classes, String device, String precision) {
    say("Checkpoint %s", checkpoint);
    say(
        "           %s, %d classes, F1 %s at epoch %s of %s; on %s in %s",
        from.modelName(),
        classes,
        from.bestValF1() == null ? "unknown" : Units.decimal(from.bestValF1(), 4),
        from.bestEpoch() == null ? "?" : from.bestEpoch(),
        from.totalEpochs() == null ? "?" : from.totalEpochs(),
        device,
        precision);
  }

  private void after(Prediction.Result result) {
    say(
        "Predicted  %,d images, %.2f labels per image, in %.1f s (%.0f images/s)",
        result.predicted(),
        result.predicted() == 0 ? 0 : result.labels() / (double) result.predicted(),
        result.seconds(),
        result.predicted() / Math.max(1e-9, result.seconds()));
    List<Batch.BrokenImage> broken = result.broken();
    if (!broken.isEmpty()) {
      say("Skipped    %,d images that could not be read:", broken.size());
      broken.stream()
          .limit(SHOWN_BROKEN)
          .forEach(image -> say("             %s: %s", image.file(), image.reason()));
      if (broken.size() > SHOWN_BROKEN) {
        say("             … and %,d more", broken.size() - SHOWN_BROKEN);
      }
    }
    say("Labels     %s", result.plan().labelsFile());
    say("Scores     %s", result.plan().scoresFile());
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      System.out.println(Units.text(text, arguments));
    }
  }
}
