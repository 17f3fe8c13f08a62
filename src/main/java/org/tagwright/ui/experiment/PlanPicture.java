package org.tagwright.ui.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.ui.common.plot.PlotBand;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.plot.PlotSeries.Style;

/** The learning rates over the epochs, with the frozen phase, milestones and unfreezing. */
final class PlanPicture {
  /** A picture of more is no longer a plan; and it keeps a mistyped number from filling memory. */
  private static final int MOST_EPOCHS = 10_000;

  /** More would be one thick line. */
  private static final int MOST_DOTS = 60;

  /** The shape of a plan hardly depends on it, so that no data have to be looked at. */
  private static final int NOMINAL_SAMPLES = 100_000;

  /** Of a rate that changes within epochs: enough for a smooth line. */
  private static final int POINTS = 400;

  private PlanPicture() {}

  static PlotContent of(ExperimentConfig config) {
    Training training = config.training();
    int epochs = Math.min(MOST_EPOCHS, training.epochs());
    if (epochs < 1) {
      return PlotContent.EMPTY;
    }
    LearningRatePlan plan = LearningRatePlan.of(training, NOMINAL_SAMPLES);
    int frozenUntil = frozenUntil(training, epochs);
    List<PlotSeries> lines = new ArrayList<>();
    if (training.differential()) {
      lines.add(line("Head", 1, plan, 1, epochs, true));
      if (frozenUntil <= epochs) {
        lines.add(line("Backbone", 0, plan, frozenUntil, epochs, false));
      }
    } else {
      lines.add(line("Learning rate", 0, plan, 1, epochs, true));
    }
    validations(config, plan, epochs).ifPresent(lines::add);
    List<PlotMark> marks = new ArrayList<>();
    if (frozenUntil > 1 && frozenUntil <= epochs) {
      marks.add(new PlotMark(frozenUntil, "unfreeze"));
    }
    for (int milestone : training.effectiveMilestones()) {
      if (milestone >= 1 && milestone < epochs) {
        marks.add(new PlotMark(milestone + 1, "×" + trimmed(training.decayFactor())));
      }
    }
    List<PlotBand> bands =
        frozenUntil > 1
            ? List.of(new PlotBand(1, Math.min(frozenUntil, epochs + 1), "frozen"))
            : List.of();
    return new PlotContent(lines, marks, bands);
  }

  /** A dot at the end of each epoch that is validated, on the head's line. */
  private static Optional<PlotSeries> validations(
      ExperimentConfig config, LearningRatePlan plan, int epochs) {
    int every = config.validation().everyNEpochs();
    if (every < 1 || epochs / every > MOST_DOTS) {
      return Optional.empty();
    }
    int[] validated =
        IntStream.rangeClosed(1, epochs)
            .filter(epoch -> config.validation().validates(epoch, epochs))
            .toArray();
    return Optional.of(
        new PlotSeries(
            "Validation",
            2,
            Style.DOTS,
            Arrays.stream(validated).mapToDouble(epoch -> epoch + 1).toArray(),
            Arrays.stream(validated).mapToDouble(plan::headRate).toArray()));
  }

  private static int frozenUntil(Training training, int epochs) {
    return training.freezeBackboneAtStart()
        ? Math.max(1, Math.min(training.unfreezeBackboneEpoch(), epochs + 1))
        : 1;
  }

  /** Each epoch's rate holds from its beginning to the next one's, or changes within it. */
  private static PlotSeries line(
      String name, int color, LearningRatePlan plan, int from, int epochs, boolean head) {
    if (plan.changesWithinEpochs()) {
      return curve(name, color, plan, from, epochs, head);
    }
    double[] x = new double[epochs - from + 2];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = from + i;
      int epoch = Math.min(epochs, from + i);
      y[i] = head ? plan.headRate(epoch) : plan.backboneRate(epoch);
    }
    return new PlotSeries(name, color, Style.STEPS, x, y);
  }

  private static PlotSeries curve(
      String name, int color, LearningRatePlan plan, int from, int epochs, boolean head) {
    int perEpoch = Math.max(2, POINTS / (epochs - from + 1));
    double[] x = new double[(epochs - from + 1) * perEpoch];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int epoch = from + i / perEpoch;
      double part = i % perEpoch / (perEpoch - 1.0);
      int step = 1 + (int) Math.round(part * (plan.steps(epoch) - 1));
      x[i] = epoch + part;
      y[i] = head ? plan.headRate(epoch, step) : plan.backboneRate(epoch, step);
    }
    return new PlotSeries(name, color, Style.LINE, x, y);
  }

  private static String trimmed(double factor) {
    return Units.compact(factor);
  }
}
