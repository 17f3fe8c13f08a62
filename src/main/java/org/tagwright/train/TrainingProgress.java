package org.tagwright.train;

/**
 * How far a run has come: with the weights and the optimizer's state, all that is needed to go on
 * as if nothing had happened. Sample order and dropout follow from seed, epoch and step, so that no
 * generator's state has to be kept.
 *
 * @param finishedEpochs epochs done, validation included
 * @param stepsIntoNext steps done of the epoch after them
 * @param bestEpoch epoch of the best validation so far, 0 before the first
 * @param bestScore its selection metric; minus infinity before the first
 */
public record TrainingProgress(
    int finishedEpochs,
    int stepsIntoNext,
    int bestEpoch,
    double bestScore,
    EarlyStopping earlyStopping) {
  /** Nothing done yet. */
  public static final TrainingProgress START =
      new TrainingProgress(0, 0, 0, Double.NEGATIVE_INFINITY, EarlyStopping.START);

  /** The first epoch that is not finished. */
  public int nextEpoch() {
    return finishedEpochs + 1;
  }

  TrainingProgress withStep(int steps) {
    return new TrainingProgress(finishedEpochs, steps, bestEpoch, bestScore, earlyStopping);
  }

  TrainingProgress withEpochFinished(int epoch) {
    return new TrainingProgress(epoch, 0, bestEpoch, bestScore, earlyStopping);
  }

  TrainingProgress withValidation(int epoch, double score, double minDelta) {
    boolean better = score > bestScore;
    return new TrainingProgress(
        finishedEpochs,
        stepsIntoNext,
        better ? epoch : bestEpoch,
        better ? score : bestScore,
        earlyStopping.after(score, minDelta));
  }

  /** With patience anew, where early stopping had ended the run. */
  public TrainingProgress goingOn(org.tagwright.config.ExperimentConfig.EarlyStopping config) {
    return earlyStopping.exhausted(config)
        ? new TrainingProgress(
            finishedEpochs, stepsIntoNext, bestEpoch, bestScore, earlyStopping.renewed())
        : this;
  }
}
