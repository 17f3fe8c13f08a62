package org.tagwright.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Augment;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.model.Tagger;

/**
 * A loaded checkpoint that scores image files: what goes through here has the same scores whoever
 * asks.
 */
final class Scorer implements AutoCloseable {
  private static final String FLIP = "flip";

  private final Path checkpoint;
  private final Tagger tagger;
  private final Augment.InPrediction augment;

  private Scorer(Path checkpoint, Tagger tagger, Augment.InPrediction augment) {
    this.checkpoint = checkpoint;
    this.tagger = tagger;
    this.augment = augment;
  }

  /**
   * Scores of some images of a batch.
   *
   * @param rows those that could be read, by their names
   * @param samples which of the images they are
   * @param broken those that could not
   */
  record Scored(List<ScoresFile.Row> rows, int[] samples, List<Batch.BrokenImage> broken) {}

  /** Told the scores batch by batch, in the images' order. */
  @FunctionalInterface
  interface OnScored {
    void scored(Scored batch);
  }

  /**
   * Loads the checkpoint.
   *
   * @param device {@code auto}, {@code cpu} or {@code gpu:N}
   * @param augment {@code null}: as the checkpoint says
   * @throws TagwrightException of kind input where the file is no checkpoint of a known backbone
   */
  static Scorer open(
      Path checkpoint,
      String device,
      ExperimentConfig.Precision precision,
      Augment.@Nullable InPrediction augment) {
    Tagger tagger = Tagger.open(checkpoint, device, precision);
    Object trained = tagger.metadata().get(CheckpointField.PREDICTION_AUGMENT);
    Augment.InPrediction usual =
        FLIP.equals(trained) ? Augment.InPrediction.FLIP : Augment.InPrediction.NONE;
    return new Scorer(checkpoint, tagger, augment == null ? usual : augment);
  }

  CheckpointMetadata metadata() {
    return tagger.metadata();
  }

  List<String> classes() {
    return tagger.labels().names();
  }

  String device() {
    return tagger.device();
  }

  String precision() {
    return tagger.precision().key();
  }

  Augment.InPrediction augment() {
    return augment;
  }

  /** What a scores file says of an augmentation; {@code null} for none. */
  static @Nullable String named(Augment.InPrediction augment) {
    return augment == Augment.InPrediction.FLIP ? FLIP : null;
  }

  /** What holds for all images, where these thresholds decide. */
  ScoresFile.Header header(Path imagesFolder, int images, DecisionThresholds thresholds) {
    return ScoresFile.Header.of(
        checkpoint,
        metadata().modelName(),
        imagesFolder,
        images,
        classes(),
        thresholds.global(),
        metadata().extras().classThresholds(),
        !thresholds.perClass().isEmpty(),
        named(augment));
  }

  /**
   * Scores images; those that cannot be read are skipped and listed.
   *
   * @param names relative to the folder, or absolute
   * @param batchSize images that are computed at once
   * @param workers decode threads, or {@code null}: auto
   */
  void score(
      Path folder, List<String> names, int batchSize, @Nullable Integer workers, OnScored then) {
    DatasetIndex index = DatasetIndex.unlabelled(tagger.labels(), folder, names);
    try (BatchPipeline pipeline =
            new BatchPipeline(index, tagger.input(), workers, BatchPipeline.OnBroken.SKIP);
        BatchPipeline.Epoch batches = pipeline.inOrder(index.all(), batchSize)) {
      while (batches.hasNext()) {
        try (Batch batch = batches.next()) {
          then.scored(new Scored(rows(index, batch), batch.samples(), batch.broken()));
        }
      }
    }
  }

  private List<ScoresFile.Row> rows(DatasetIndex index, Batch batch) {
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

  @Override
  public void close() {
    tagger.close();
  }
}
