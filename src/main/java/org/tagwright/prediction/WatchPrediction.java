package org.tagwright.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Digest;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig;

/** Labels what arrives in a folder by a checkpoint, until it is stopped. */
public final class WatchPrediction {
  private WatchPrediction() {}

  /**
   * What is asked for, as in {@link Prediction.Request}.
   *
   * @param folder the watched one
   */
  public record Request(
      Path checkpoint,
      Path folder,
      Path out,
      @Nullable Double threshold,
      boolean perClass,
      int batchSize,
      String device,
      ExperimentConfig.Precision precision,
      Augment.@Nullable InPrediction augment) {}

  /**
   * What was found before the first image.
   *
   * @param labelled images that have their lines from an earlier time
   * @param output where the lines go
   */
  public record Plan(
      CheckpointMetadata checkpoint,
      int classes,
      DecisionThresholds thresholds,
      String device,
      String precision,
      int labelled,
      Path output) {}

  /** Waits until the time is over, or until the end is asked for; tells whether to go on. */
  @FunctionalInterface
  public interface Pause {
    boolean goOn(long nanos) throws InterruptedException;
  }

  /** Told what is done. */
  public interface Listener {
    void begun(Plan plan);

    /**
     * An image has its line.
     *
     * @param labels {@code null} where it cannot be read
     * @param problem why not, or {@code null}
     */
    void labelled(String image, @Nullable List<String> labels, @Nullable String problem);

    /** The folder cannot be read at present; it is tried again. */
    void cannotLook(String why);
  }

  /**
   * Watches.
   *
   * @param pause how to wait, and when to end
   * @throws TagwrightException of kind input where checkpoint or folder will not do; where another
   *     process does the same; where the output cannot be written
   */
  public static void run(Request request, Pause pause, Listener listener)
      throws InterruptedException {
    if (!Files.isDirectory(request.folder())) {
      throw TagwrightException.input("There is no folder " + request.folder() + " to watch.");
    }
    try (Scorer scorer =
        Scorer.open(
            request.checkpoint(), request.device(), request.precision(), request.augment())) {
      CheckpointMetadata checkpoint = scorer.metadata();
      int classes = scorer.classes().size();
      DecisionThresholds thresholds =
          DecisionThresholds.of(request.threshold(), request.perClass(), checkpoint, classes);
      double[] resolved = thresholds.resolved(classes);
      WatchLog.Header header =
          WatchLog.Header.of(
              request.checkpoint(),
              digest(request.checkpoint()),
              checkpoint.modelName(),
              request.folder(),
              scorer.classes(),
              Arrays.stream(resolved).boxed().toList(),
              Scorer.named(scorer.augment()));
      String name =
          PredictionName.of(checkpoint, request.batchSize(), thresholds.global()).toString();
      try (WatchLog log = WatchLog.open(request.out(), name, header)) {
        listener.begun(
            new Plan(
                checkpoint,
                classes,
                thresholds,
                scorer.device(),
                scorer.precision(),
                log.size(),
                log.file()));
        new WatchedFolder(
                request.folder(),
                log,
                (names, then) ->
                    scorer.score(request.folder(), names, request.batchSize(), null, then),
                scorer.classes(),
                resolved,
                request.batchSize(),
                told(listener),
                System::nanoTime)
            .run(pause);
      }
    }
  }

  private static String digest(Path checkpoint) {
    try {
      return Digest.ofFile(checkpoint, Progress.NONE);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(checkpoint, e);
    }
  }

  private static WatchedFolder.Listener told(Listener listener) {
    return new WatchedFolder.Listener() {
      @Override
      public void labelled(List<WatchLog.Line> lines) {
        lines.forEach(l -> listener.labelled(l.image(), l.labels(), l.problem()));
      }

      @Override
      public void cannotLook(String why) {
        listener.cannotLook(why);
      }
    };
  }
}
