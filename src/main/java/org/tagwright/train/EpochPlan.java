package org.tagwright.train;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;

/**
 * What one epoch (1-based) does.
 *
 * @param frozen whether only the head trains, on a backbone that stands still, its batch-norm
 *     statistics and its dropout included
 * @param augmented whether training images are changed at random
 * @param accumulate batches whose gradients make up one step of the optimizer
 * @param validate whether the validation split is scored at the end
 * @param trainMetrics whether the whole training split is scored at the end as well
 */
public record EpochPlan(
    int epoch,
    boolean frozen,
    boolean augmented,
    int accumulate,
    LearningRatePlan rates,
    boolean validate,
    boolean trainMetrics) {

  /** The plan of {@code epoch} in a run that ends after {@code epochs}. */
  public static EpochPlan of(
      ExperimentConfig config, LearningRatePlan rates, int epoch, int epochs) {
    ExperimentConfig.Training training = config.training();
    boolean frozen = training.frozenIn(epoch);
    int trainMetricsEvery = config.validation().trainMetricsEveryNEpochs();
    return new EpochPlan(
        epoch,
        frozen,
        config.augmentedIn(epoch),
        frozen ? training.accumulateFrozen() : training.accumulate(),
        rates,
        config.validation().validates(epoch, epochs),
        trainMetricsEvery > 0 && epoch % trainMetricsEvery == 0);
  }

  /** The optimizer's step (1-based) that the batch {@code step} belongs to. */
  int group(int step) {
    return (step - 1) / accumulate + 1;
  }

  /** The backbone's learning rate in force at the batch {@code step}. */
  double backboneRate(int step) {
    return rates.backboneRate(epoch, group(step));
  }

  /** The head's learning rate in force at the batch {@code step}. */
  double headRate(int step) {
    return rates.headRate(epoch, group(step));
  }

  /** Whether the optimizer steps after the batch {@code step}, counted from 1. */
  boolean endsGroup(int[][] batches, int step) {
    return step % accumulate == 0 || step == batches.length;
  }

  /** The batch's part of the images of its group, 0..1. */
  double shareOfGroup(int[][] batches, int step) {
    int first = (step - 1) / accumulate * accumulate;
    int images = 0;
    for (int i = first; i < Math.min(first + accumulate, batches.length); i++) {
      images += batches[i].length;
    }
    return batches[step - 1].length / (double) images;
  }
}
