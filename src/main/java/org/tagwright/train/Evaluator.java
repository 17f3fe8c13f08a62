package org.tagwright.train;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.ExperimentConfig.Validation;
import org.tagwright.config.ValidationSettings.TuneThreshold;
import org.tagwright.data.LabelSet;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.MultiLabelScores;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.metric.ThresholdSearch;
import org.tagwright.metric.TunedThreshold;
import org.tagwright.run.ClassScore;

/** Makes an {@link Evaluation} of scores: tunes the threshold, then measures at it. */
final class Evaluator {
  private static final int CURVE_POINTS = 101;

  private final Validation config;
  private final LabelSet labels;

  Evaluator(Validation config, LabelSet labels) {
    this.config = config;
    this.labels = labels;
  }

  /** With the threshold that suits these scores best, as configured. */
  Evaluation tuned(double loss, LabelledScores scores) {
    TuneThreshold mode = config.tuneThreshold();
    TunedThreshold tuned =
        switch (mode) {
          case EXACT -> ThresholdSearch.exact(scores, config.selectBy());
          case GRID -> ThresholdSearch.grid(scores, config.selectBy());
          case OFF -> ThresholdSearch.off(scores, config.selectBy(), config.threshold());
        };
    List<TunedThreshold> perClass =
        switch (mode) {
          case EXACT -> ThresholdSearch.exactPerClass(scores);
          case GRID -> ThresholdSearch.gridPerClass(scores);
          case OFF -> List.of();
        };
    List<ThresholdPoint> curve = ThresholdSearch.curve(scores, config.selectBy(), CURVE_POINTS);
    return at(loss, scores, tuned.threshold(), perClass, curve);
  }

  /** At a threshold that was tuned elsewhere. */
  Evaluation at(double loss, LabelledScores scores, double threshold) {
    return at(loss, scores, threshold, List.of(), List.of());
  }

  private Evaluation at(
      double loss,
      LabelledScores scores,
      double threshold,
      List<TunedThreshold> perClass,
      List<ThresholdPoint> curve) {
    MultiLabelScores measured = MultiLabelScores.at(scores, threshold);
    List<ClassScore> classScores = new ArrayList<>();
    for (org.tagwright.metric.ClassScore score : measured.perClass()) {
      int known = scores.judged(score.index());
      classScores.add(
          new ClassScore(
              labels.name(score.index()),
              score.precision(),
              score.recall(),
              score.f1(),
              score.averagePrecision(),
              score.support(),
              perClass.isEmpty() ? null : perClass.get(score.index()).threshold(),
              known == scores.samples() ? null : known));
    }
    double[] thresholds = perClass.stream().mapToDouble(TunedThreshold::threshold).toArray();
    return new Evaluation(loss, measured.metrics(), threshold, thresholds, classScores, curve);
  }
}
