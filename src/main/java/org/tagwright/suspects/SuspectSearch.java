package org.tagwright.suspects;

import java.nio.file.Path;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.Samples;
import org.tagwright.prediction.ChildPrediction;

/** Looks for suspect labels in the data set of a configuration. Blocks for as long as it takes. */
public final class SuspectSearch {
  /** What a checkpoint's scores of its own training images are worth. */
  public static final String HAS_SEEN_THEM =
      "The checkpoint was probably trained on these images and may have memorized wrong labels, so"
          + " that they look right. Scores out of fold find more.";

  /** The suspects, with the scores behind them and what is needed to decide. */
  public record Found(SampleScores scores, SuspectReview review) {
    public SuspectList list() {
      return review.list();
    }
  }

  private final ChildPrediction predictor;

  public SuspectSearch(ChildPrediction predictor) {
    this.predictor = predictor;
  }

  /** By the scores of the networks that were trained without the images of each fold. */
  public Found byFolds(ExperimentConfig config, FoldRuns folds, Progress progress) {
    return found(config, folds.scores(Samples.of(config.data(), progress), predictor, progress));
  }

  /** By the scores of a checkpoint; see {@link #HAS_SEEN_THEM}. */
  public Found byCheckpoint(ExperimentConfig config, Path checkpoint, Progress progress) {
    CheckpointMetadata.requireFile(checkpoint);
    DatasetIndex index = Samples.of(config.data(), progress);
    Path folder =
        FoldRuns.folderOfAll(config)
            .resolve(ImageFolder.stem(checkpoint.getFileName().toString()) + "-scores");
    SampleScores scores = new SampleScores(index);
    scores.add(
        predictor.scores(
            checkpoint, index.folder(), null, folder, "scoring the training images", progress));
    return found(config, scores);
  }

  private static Found found(ExperimentConfig config, SampleScores scores) {
    LabelBook book = LabelBook.open(config.data());
    SuspectList list = SuspectList.of(scores);
    Decisions decisions = Decisions.of(config.data().trainLabelsFolder());
    return new Found(scores, new SuspectReview(list, book, decisions));
  }
}
