package org.tagwright.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.AtomicFile;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.metric.Metric;
import org.tagwright.train.speed.StepReading;

/** Five steps an epoch, scores by a script, and a diary of what it was asked to do. */
final class FakeTrainee implements Trainee {
  static final int STEPS = 5;

  /** Something that happens in a step. */
  interface Incident {
    void at(int epoch, int step);
  }

  final List<String> diary = new ArrayList<>();
  final double[] scores;
  Incident incident = (epoch, step) -> {};
  float lossOfStep = 0.5f;

  /** The states that it wrote or was about to, by what then is in the file. */
  final Map<String, TrainingProgress> states = new HashMap<>();

  TrainingProgress saved;
  private final List<Float> unread = new ArrayList<>();
  private int epoch;
  private int step;

  /** {@code scores[e]}: the selection metric after epoch e + 1; the last one holds on. */
  FakeTrainee(double... scores) {
    this.scores = scores;
  }

  @Override
  public LearningRatePlan rates() {
    return LearningRatePlan.of(ExperimentConfig.defaults().training(), 100);
  }

  @Override
  public int beginEpoch(EpochPlan plan, int fromStep) {
    epoch = plan.epoch();
    step = fromStep;
    diary.add("begin " + epoch + (plan.frozen() ? " frozen" : "") + " at " + fromStep);
    return STEPS;
  }

  @Override
  public void trainStep() {
    step++;
    incident.at(epoch, step);
    unread.add(lossOfStep);
  }

  @Override
  public StepReading readSteps() {
    float[] losses = new float[unread.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = unread.get(i);
    }
    unread.clear();
    return new StepReading(losses, losses.length * 8L, 0);
  }

  @Override
  public Evaluation validate() {
    diary.add("validate " + epoch);
    return evaluation(scores[Math.min(epoch, scores.length) - 1]);
  }

  @Override
  public Evaluation evaluateTraining(boolean all, double threshold) {
    diary.add((all ? "score training " : "training loss ") + epoch);
    return evaluation(0.9);
  }

  private static Evaluation evaluation(double score) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      metrics.put(metric, score);
    }
    return new Evaluation(1 - score, metrics, 0.4, new double[0], List.of(), List.of());
  }

  @Override
  public void saveState(Path file, TrainingProgress progress) throws IOException {
    diary.add("save state " + progress.finishedEpochs() + "+" + progress.stepsIntoNext());
    states.put(progress.toString(), progress);
    AtomicFile.writeString(file, progress.toString());
    saved = progress;
  }

  @Override
  public void saveCheckpoint(Path file, int atEpoch, int epochs, Evaluation validation)
      throws IOException {
    double score = validation.metrics().get(Metric.WEIGHTED_F1);
    diary.add("checkpoint " + atEpoch);
    AtomicFile.writeString(file, score + " by fake");
  }

  @Override
  public void close() {
    diary.add("close");
  }
}
