package org.tagwright.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.data.LabelSet;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.model.layer.Precision;
import org.tagwright.run.ClassScore;

/** What training puts into its files, for tests that stand outside of it. */
public final class WrittenByTraining {
  private WrittenByTraining() {}

  /** What a checkpoint says beside its weights, after the third of seven epochs. */
  public static CheckpointMetadata ofCheckpoint(
      ExperimentConfig config,
      List<String> classes,
      String run,
      Map<Metric, Double> metrics,
      double threshold,
      double... perClass) {
    Evaluation validation =
        new Evaluation(
            0.25,
            metrics,
            threshold,
            perClass,
            List.of(new ClassScore("cat", 0.5, 0.25, 0.33, 0.4, 3, null)),
            List.of(new ThresholdPoint(0.5, 0.5)));
    return new CheckpointContent(
            config,
            new LabelSet(classes),
            run,
            "print",
            null,
            Precision.BF16,
            LearningRatePlan.of(config.training(), 100))
        .metadata(3, 7, validation);
  }

  /** What training would go on from, in words: progress, data, names of weights and moments. */
  public static String ofLastState(Path file) {
    LastState state = LastState.read(file);
    TrainingProgress progress = state.progress();
    return String.join(
        " ",
        "epochs=" + progress.finishedEpochs(),
        "steps=" + progress.stepsIntoNext(),
        "best=" + progress.bestEpoch() + "/" + progress.bestScore(),
        "reference=" + progress.earlyStopping().reference(),
        "waited=" + progress.earlyStopping().waited(),
        "data=" + state.data(),
        "weights=" + state.weights().keySet(),
        "adam=" + state.moments().keySet());
  }
}
