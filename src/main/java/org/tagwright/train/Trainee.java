package org.tagwright.train;

import java.io.IOException;
import java.nio.file.Path;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.train.speed.StepReading;

/**
 * What the loop trains: a network with its data and optimizer, or a fake in tests. One thread calls
 * it.
 */
public interface Trainee extends AutoCloseable {
  /** The learning rates of the whole run. */
  LearningRatePlan rates();

  /**
   * Makes ready for the steps of an epoch.
   *
   * @param fromStep steps of this epoch that an earlier process has done
   * @return the number of steps in the whole epoch
   */
  int beginEpoch(EpochPlan plan, int fromStep);

  /** Trains on the next batch. Does not wait for the device. */
  void trainStep();

  /** Reads back the losses since the last call. Waits for the device. */
  StepReading readSteps();

  /** Scores the validation split with the present weights and tunes the threshold on it. */
  Evaluation validate();

  /**
   * Scores training images with the present weights, as validation does, at the given threshold.
   *
   * @param all the whole training split; else a fixed sample of it, large enough for the loss
   */
  Evaluation evaluateTraining(boolean all, double threshold);

  /** Writes everything needed to go on from here. Atomic. */
  void saveState(Path file, TrainingProgress progress) throws IOException;

  /** Writes the present weights as a checkpoint for others to use. Atomic. */
  void saveCheckpoint(Path file, int epoch, int epochs, Evaluation validation) throws IOException;

  @Override
  void close();
}
