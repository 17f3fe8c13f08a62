package org.tagwright.config;

import java.util.List;

/**
 * PyTorch's MultiStepLR over a whole run: the base rate, multiplied by {@code decayFactor} after
 * each milestone epoch. A milestone that is listed twice decays twice; the order does not matter;
 * freezing does not either.
 *
 * <p>Stands in {@code config} because the form draws it before any training is loaded.
 */
public record LearningRatePlan(
    double backboneBaseRate, double headBaseRate, List<Integer> milestones, double decayFactor) {

  public LearningRatePlan {
    milestones = List.copyOf(milestones);
  }

  /** The plan of a configuration; without differential rates both parts follow the same one. */
  public static LearningRatePlan of(ExperimentConfig.Training training) {
    double backbone =
        training.differential() ? training.backboneLearningRate() : training.learningRate();
    double head = training.differential() ? training.headLearningRate() : training.learningRate();
    return new LearningRatePlan(backbone, head, training.milestones(), training.decayFactor());
  }

  /** The backbone's learning rate in force during the epoch (1-based). */
  public double backboneRate(int epoch) {
    return decayed(backboneBaseRate, epoch);
  }

  /** The head's learning rate in force during the epoch (1-based). */
  public double headRate(int epoch) {
    return decayed(headBaseRate, epoch);
  }

  // Multiplied step by step in the order of the milestones, as PyTorch's chained form does: a
  // closed form would differ in the last bit.
  private double decayed(double rate, int epoch) {
    double now = rate;
    for (int milestone : milestones.stream().filter(m -> m < epoch).distinct().sorted().toList()) {
      long times = milestones.stream().filter(m -> m == milestone).count();
      now *= StrictMath.pow(decayFactor, (double) times);
    }
    return now;
  }
}
