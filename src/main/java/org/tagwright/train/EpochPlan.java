package org.tagwright.train;

import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;

/**
 * What one epoch (1-based) does.
 *
 * @param frozen whether only the head trains, on a backbone that stands still, its batch-norm
 *     statistics and its dropout included
 * @param validate whether the validation split is scored at the end
 * @param trainMetrics whether the whole training split is scored at the end as well
 */
public record EpochPlan(
    int epoch,
    boolean frozen,
    int batchSize,
    double backboneLearningRate,
    double headLearningRate,
    boolean validate,
    boolean trainMetrics) {

  /** The plan of {@code epoch} in a run that ends after {@code epochs}. */
  public static EpochPlan of(ExperimentConfig config, int epoch, int epochs) {
    ExperimentConfig.Training training = config.training();
    boolean frozen = training.frozenIn(epoch);
    LearningRatePlan rates = LearningRatePlan.of(training);
    int trainMetricsEvery = config.validation().trainMetricsEveryNEpochs();
    return new EpochPlan(
        epoch,
        frozen,
        frozen ? training.effectiveBatchSizeFrozen() : training.batchSize(),
        rates.backboneRate(epoch),
        rates.headRate(epoch),
        // The last epoch is always validated: a run must not end without a judgement.
        epoch % config.validation().everyNEpochs() == 0 || epoch == epochs,
        trainMetricsEvery > 0 && epoch % trainMetricsEvery == 0);
  }
}
