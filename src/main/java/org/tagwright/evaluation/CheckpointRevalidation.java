package org.tagwright.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.Revalidation;
import org.tagwright.checkpoint.TrainAgain;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ValidationSettings.TuneThreshold;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;
import org.tagwright.data.labels.Samples;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.MultiLabelScores;
import org.tagwright.metric.ThresholdSearch;
import org.tagwright.metric.TunedThreshold;
import org.tagwright.model.Tagger;

/**
 * Validates a checkpoint again: on the images that its training validated on, with today's labels,
 * and with the threshold tuned as in training, so that it can be compared with a later one.
 */
public final class CheckpointRevalidation {
  private CheckpointRevalidation() {}

  /**
   * Validates again and saves the scores beside the checkpoint.
   *
   * @throws TagwrightException of kind input where its training has left no list of validation
   *     images, or data or checkpoint will not do
   */
  public static Revalidation run(Path checkpoint, Progress progress) {
    TrainAgain again = TrainAgain.from(checkpoint);
    if (again.caution() != null) {
      throw TagwrightException.input(
          checkpoint
              + " cannot be validated again: its training has left no list of its validation"
              + " images. Evaluate it on images of your choice instead.");
    }
    ExperimentConfig config = again.config();
    DatasetIndex index = Samples.of(config.data(), progress);
    Split split = Split.of(index, config.data(), config.training().seed());
    try (Tagger tagger =
        Tagger.open(checkpoint, config.training().device(), config.training().precision())) {
      tagger.labels().requireSame(checkpoint, config.data().root(), index.labels());
      LabelledScores scores =
          CheckpointEvaluation.scores(
              tagger,
              index.only(split.validation()),
              config.data().workers(),
              config.training().valBatchSize(),
              new ArrayList<>(),
              progress);
      TunedThreshold tuned = tuned(scores, config, CheckpointMetadata.read(checkpoint));
      Map<String, Double> metrics = new LinkedHashMap<>();
      MultiLabelScores.at(scores, tuned.threshold())
          .metrics()
          .forEach((metric, value) -> metrics.put(metric.key(), value));
      Revalidation made =
          Revalidation.of(checkpoint, split.validatedOn(index), tuned.threshold(), metrics);
      made.write(checkpoint);
      return made;
    }
  }

  private static TunedThreshold tuned(
      LabelledScores scores, ExperimentConfig config, CheckpointMetadata checkpoint) {
    TuneThreshold mode = config.validation().tuneThreshold();
    return switch (mode) {
      case EXACT -> ThresholdSearch.exact(scores, config.validation().selectBy());
      case GRID -> ThresholdSearch.grid(scores, config.validation().selectBy());
      case OFF ->
          ThresholdSearch.off(
              scores,
              config.validation().selectBy(),
              checkpoint.bestThreshold() == null
                  ? config.validation().threshold()
                  : checkpoint.bestThreshold());
    };
  }
}
