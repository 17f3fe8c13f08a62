package org.tagwright.prediction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.StemList;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.model.Tagger;

/** Labels a folder of images by a checkpoint, into a labels file and a scores file beside it. */
public final class Prediction {
  private static final String FLIP = "flip";

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
    List<String> names = ImageFolder.list(request.images());
    if (names.isEmpty()) {
      throw TagwrightException.input("There are no images in " + request.images() + ".");
    }
    if (request.only() != null) {
      names = StemList.read(request.only()).among(names, request.images());
    }
    try (Tagger tagger = Tagger.open(request.checkpoint(), request.device(), request.precision())) {
      Plan plan = plan(request, tagger, names);
      onPlan.planned(plan);
      return run(request, plan, tagger, names, progress);
    }
  }

  private static Plan plan(Request request, Tagger tagger, List<String> images) {
    CheckpointMetadata checkpoint = tagger.metadata();
    DecisionThresholds thresholds =
        DecisionThresholds.of(
            request.threshold(), request.perClass(), checkpoint, tagger.labels().size());
    Augment.InPrediction augment = augment(request, checkpoint);
    String name = freeName(request, augment, name(request, checkpoint, thresholds.global()));
    return new Plan(
        checkpoint,
        tagger.labels().size(),
        images.size(),
        sameStem(images),
        thresholds,
        tagger.device(),
        tagger.precision().key(),
        augment,
        request.out().resolve(name + ".json"),
        request.out().resolve(name + ScoresFile.SUFFIX));
  }

  private static Augment.InPrediction augment(Request request, CheckpointMetadata checkpoint) {
    if (request.augment() != null) {
      return request.augment();
    }
    Object trained = checkpoint.get(CheckpointField.PREDICTION_AUGMENT);
    return FLIP.equals(trained) ? Augment.InPrediction.FLIP : Augment.InPrediction.NONE;
  }

  /** What a scores file says of it; {@code null} for none. */
  private static @Nullable String named(Augment.InPrediction augment) {
    return augment == Augment.InPrediction.FLIP ? FLIP : null;
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
          && Objects.equals(header.augment(), named(augment))
          && header.imagesFolder().equals(request.images().toAbsolutePath().toString())
          && header.checkpoint().equals(request.checkpoint().toAbsolutePath().toString());
    } catch (TagwrightException e) {
      return false; // no whole scores file: not a prediction of ours
    }
  }

  private static String name(Request request, CheckpointMetadata checkpoint, double threshold) {
    return new PredictionName(
            checkpoint.modelName(),
            checkpoint.bestValF1(),
            integer(checkpoint, CheckpointField.BEST_EPOCH),
            integer(checkpoint, CheckpointField.TOTAL_EPOCHS),
            integer(checkpoint, CheckpointField.BATCH_SIZE),
            learningRates(checkpoint),
            checkpoint.bestThreshold(),
            request.batchSize(),
            threshold)
        .toString();
  }

  private static @Nullable Integer integer(CheckpointMetadata checkpoint, CheckpointField field) {
    Object value = checkpoint.get(field);
    return value == null ? null : Math.toIntExact((Long) value);
  }

  /** The rates that training began with. */
  private static List<Double> learningRates(CheckpointMetadata checkpoint) {
    Object backbone = checkpoint.get(CheckpointField.BACKBONE_BASE_LR);
    Object head = checkpoint.get(CheckpointField.HEAD_BASE_LR);
    Object differential = checkpoint.get(CheckpointField.USE_DIFFERENTIAL_LR);
    if (Boolean.TRUE.equals(differential) && backbone != null && head != null) {
      return List.of((Double) backbone, (Double) head);
    }
    Object rate = checkpoint.get(CheckpointField.LEARNING_RATE);
    return rate == null ? List.of() : List.of((Double) rate);
  }

  private static Result run(
      Request request, Plan plan, Tagger tagger, List<String> names, Progress progress) {
    long start = System.nanoTime();
    DatasetIndex index = DatasetIndex.unlabelled(tagger.labels(), request.images(), names);
    double[] thresholds = plan.thresholds().resolved(plan.classes());
    List<String> keys = ImageFolder.keys(names);
    TreeMap<String, int[]> labels = new TreeMap<>();
    List<Batch.BrokenImage> broken = new ArrayList<>();
    long count = 0;
    try (BatchPipeline pipeline =
            new BatchPipeline(
                index, tagger.input(), request.workers(), BatchPipeline.OnBroken.SKIP);
        BatchPipeline.Epoch batches = pipeline.inOrder(index.all(), request.batchSize());
        ScoresFile.Writer scores =
            ScoresFile.create(plan.scoresFile(), header(plan, request, tagger))) {
      while (batches.hasNext()) {
        progress.orCancel();
        try (Batch batch = batches.next()) {
          broken.addAll(batch.broken());
          List<ScoresFile.Row> rows = rows(index, batch, tagger, plan.augment());
          scores.append(rows);
          for (int i = 0; i < rows.size(); i++) {
            int[] predicted = LabelsJson.labels(rows.get(i).scores(), thresholds);
            labels.put(keys.get(batch.samples()[i]), predicted);
            count += predicted.length;
          }
        }
        progress.update("predicting", labels.size() + broken.size(), names.size());
      }
    }
    LabelsJson.write(plan.labelsFile(), labels);
    return new Result(
        plan, labels.size(), count, List.copyOf(broken), (System.nanoTime() - start) / 1e9);
  }

  private static ScoresFile.Header header(Plan plan, Request request, Tagger tagger) {
    return ScoresFile.Header.of(
        request.checkpoint(),
        plan.checkpoint().modelName(),
        request.images(),
        plan.images(),
        tagger.labels().names(),
        plan.thresholds().global(),
        plan.checkpoint().extras().classThresholds(),
        !plan.thresholds().perClass().isEmpty(),
        named(plan.augment()));
  }

  private static List<ScoresFile.Row> rows(
      DatasetIndex index, Batch batch, Tagger tagger, Augment.InPrediction augment) {
    if (batch.size() == 0) {
      return List.of();
    }
    int classes = index.classes();
    float[] scores =
        augment == Augment.InPrediction.FLIP ? tagger.scoresWithFlip(batch) : tagger.scores(batch);
    List<ScoresFile.Row> rows = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      rows.add(
          new ScoresFile.Row(
              index.name(batch.samples()[i]),
              Arrays.copyOfRange(scores, i * classes, (i + 1) * classes)));
    }
    return rows;
  }
}
