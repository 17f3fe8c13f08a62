package org.tagwright.train;

import java.util.Arrays;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.data.Split;
import org.tagwright.data.batch.BatchPipeline;

/** Which samples make up each training batch of an epoch: by seed and epoch, nothing else. */
final class BatchPlan {
  /** Enough images to know the training loss to a percent or two. */
  private static final int TRAINING_SAMPLE = 1000;

  private BatchPlan() {}

  /**
   * All samples once, shuffled. A single sample that would be left over joins the last batch: batch
   * norm cannot learn from one image.
   */
  static int[][] of(int[] samples, int batchSize, long seed, int epoch) {
    int[] order = BatchPipeline.shuffledOrder(samples, seed, epoch);
    int batches = LearningRatePlan.batches(order.length, batchSize);
    int[][] plan = new int[batches][];
    for (int i = 0; i < batches; i++) {
      int end = i == batches - 1 ? order.length : (i + 1) * batchSize;
      plan[i] = Arrays.copyOfRange(order, i * batchSize, end);
    }
    return plan;
  }

  /** A seed for what is random in a step (1-based), unlike that of any other step. */
  static long noiseSeed(long seed, int epoch, int step) {
    long mixed = seed * 0x9E3779B97F4A7C15L + epoch;
    return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L + step;
  }

  /** The same training images at every epoch's end, as many as validate but not too many. */
  static int[] trainingSample(Split split, long seed) {
    int[] order = BatchPipeline.shuffledOrder(split.train(), seed, 0);
    int size = Math.min(Math.min(TRAINING_SAMPLE, split.validation().length), order.length);
    int[] sample = Arrays.copyOf(order, size);
    Arrays.sort(sample);
    return sample;
  }
}
