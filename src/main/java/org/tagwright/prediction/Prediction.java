package org.tagwright.prediction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.StemList;
import org.tagwright.data.batch.Batch;

/** Labels a folder of images by a checkpoint, into a labels file and a scores file beside it. */
public final class Prediction {
  private Prediction() {}

  /**
   * What is asked for.
   *
   * @param threshold {@code null}: what is in force in the checkpoint
   * @param perClass whether each class's own tuned threshold decides
   * @param batchSize images that are computed at once
   * @param workers decode threads, or {@code null}: auto
   * @param augment {@code null}: as the checkpoint says
   * @param only a list of images by their names without extension, one per line, that are predicted
   *     of all in the folder; {@code null}: all
   */
  public record Request(
      Path checkpoint,
      Path images,
      Path out,
      Double threshold,
      boolean perClass,
      int batchSize,
      String device,
      ExperimentConfig.Precision precision,
      Integer workers,
      Augment.InPrediction augment,
      @Nullable Path only) {}

  /**
   * What was found before the first image.
   *
   * @param sameStem names of images that only their extensions tell apart, which are therefore
   *     called by their whole names
   */
  public record Plan(
      CheckpointMetadata checkpoint,
      int classes,
      int images,
      List<String> sameStem,
      DecisionThresholds thresholds,
      String device,
      String precision,
      Augment.InPrediction augment,
      Path labelsFile,
      Path scoresFile) {}

  /** What came of it. {@code labels} counts all labels of all images. */
  public record Result(
      Plan plan, int predicted, long labels, List<Batch.BrokenImage> broken, double seconds) {}

  /** Told the plan once it is known. */
  @FunctionalInterface
  public interface OnPlan {
    void planned(Plan plan);
  }

  /**
   * Predicts. The scores file grows batch by batch; the labels file is written at the end.
   *
   * @throws TagwrightException of kind input where checkpoint, images or output folder will not do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static Result run(Request request, OnPlan onPlan, Progress progress) {
    List<String> names = names(request);
    try (Scorer scorer =
        Scorer.open(
            request.checkpoint(), request.device(), request.precision(), request.augment())) {
      Plan plan = plan(request, Source.of(scorer), names);
      onPlan.planned(plan);
      return write(
          plan,
          scorer.header(request.images(), names.size(), plan.thresholds()),
          names,
          progress,
          then ->
              scorer.score(
                  request.images(), names, request.batchSize(), request.workers(), then::accept));
    }
  }

  /** The images to predict, in their order. */
  static List<String> names(Request request) {
    List<String> names = ImageFolder.list(request.images());
    if (names.isEmpty()) {
      throw TagwrightException.input("There are no images in " + request.images() + ".");
    }
    return request.only() == null
        ? names
        : StemList.read(request.only()).among(names, request.images());
  }

  /** Where scores come from, for the plan. */
  record Source(
      CheckpointMetadata checkpoint,
      int classes,
      String device,
      String precision,
      Augment.InPrediction augment) {
    static Source of(Scorer scorer) {
      return new Source(
          scorer.metadata(),
          scorer.classes().size(),
          scorer.device(),
          scorer.precision(),
          scorer.augment());
    }

    /**
     * Of scores that were computed before.
     *
     * @param computedOn device and precision: {@code cpu in fp32}
     */
    static Source of(Request request, ScoresFile.Header header, String computedOn) {
      String[] words = computedOn.split(" in ", 2);
      return new Source(
          CheckpointMetadata.read(request.checkpoint()),
          header.classes().size(),
          words[0],
          words[words.length - 1],
          header.augment() == null ? Augment.InPrediction.NONE : Augment.InPrediction.FLIP);
    }
  }

  static Plan plan(Request request, Source source, List<String> images) {
    CheckpointMetadata checkpoint = source.checkpoint();
    int classes = source.classes();
    DecisionThresholds thresholds =
        DecisionThresholds.of(request.threshold(), request.perClass(), checkpoint, classes);
    String name =
        PredictionName.of(checkpoint, request.batchSize(), thresholds.global()).toString();
    String free = freeName(request, source.augment(), name);
    return new Plan(
        checkpoint,
        classes,
        images.size(),
        sameStem(images),
        thresholds,
        source.device(),
        source.precision(),
        source.augment(),
        request.out().resolve(free + ".json"),
        request.out().resolve(free + ScoresFile.SUFFIX));
  }

  private static List<String> sameStem(List<String> images) {
    List<String> keys = ImageFolder.keys(images);
    return IntStream.range(0, keys.size())
        .filter(i -> keys.get(i).equals(images.get(i)))
        .mapToObj(images::get)
        .toList();
  }

  /**
   * Only the same prediction is replaced: of other images, or another checkpoint, gets a number.
   */
  private static String freeName(Request request, Augment.InPrediction augment, String name) {
    String free = name;
    for (int number = 2; !mayReplace(request, augment, free); number++) {
      free = name + "_" + number;
    }
    return free;
  }

  private static boolean mayReplace(Request request, Augment.InPrediction augment, String name) {
    Path scores = request.out().resolve(name + ScoresFile.SUFFIX);
    if (!Files.exists(scores)) {
      return !Files.exists(request.out().resolve(name + ".json"));
    }
    try {
      ScoresFile.Header header = ScoresFile.read(scores).header();
      return request.only() == null // what is predicted of a part must not replace the whole
          && Objects.equals(header.augment(), Scorer.named(augment))
          && header.imagesFolder().equals(request.images().toAbsolutePath().toString())
          && header.checkpoint().equals(request.checkpoint().toAbsolutePath().toString());
    } catch (TagwrightException e) {
      return false; // no whole scores file: not a prediction of ours
    }
  }

  /** Gives the scores of all images, in their order. */
  @FunctionalInterface
  interface Scores {
    void forEach(Consumer<Scorer.Scored> then);
  }

  /** Writes both files. */
  static Result write(
      Plan plan, ScoresFile.Header header, List<String> names, Progress progress, Scores source) {
    long start = System.nanoTime();
    double[] thresholds = plan.thresholds().resolved(plan.classes());
    List<String> keys = ImageFolder.keys(names);
    TreeMap<String, int[]> labels = new TreeMap<>();
    List<Batch.BrokenImage> broken = new ArrayList<>();
    progress.orCancel();
    try (ScoresFile.Writer scores = ScoresFile.create(plan.scoresFile(), header)) {
      source.forEach(
          batch -> {
            broken.addAll(batch.broken());
            scores.append(batch.rows());
            for (int i = 0; i < batch.rows().size(); i++) {
              labels.put(
                  keys.get(batch.samples()[i]),
                  LabelsJson.labels(batch.rows().get(i).scores(), thresholds));
            }
            progress.update("predicting", labels.size() + broken.size(), names.size());
            progress.orCancel();
          });
    }
    LabelsJson.write(plan.labelsFile(), labels);
    return new Result(
        plan,
        labels.size(),
        labels.values().stream().mapToLong(found -> found.length).sum(),
        List.copyOf(broken),
        (System.nanoTime() - start) / 1e9);
  }
}
