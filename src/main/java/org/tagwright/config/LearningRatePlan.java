package org.tagwright.config;

import java.util.List;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.LearningRateSettings.Schedule;

/**
 * The learning rates of a whole run, step by step, as PyTorch's schedulers give them: a step is one
 * of the optimizer, which an epoch has fewer of where batches are large or accumulated. Freezing
 * makes no difference but for that.
 *
 * <ul>
 *   <li>{@code milestones} is MultiStepLR by epoch, {@code constant} the rate as it is;
 *   <li>{@code cosine} is CosineAnnealingLR over the steps that the warm-up leaves;
 *   <li>{@code oneCycle} is OneCycleLR, its first phase 30% of all steps or the warm-up;
 *   <li>all but {@code oneCycle} are preceded (milestones: multiplied) by LinearLR from a hundredth
 *       of the rate, where there is a warm-up.
 * </ul>
 *
 * <p>Beyond its end a plan goes on at the rate of its last step. Stands in {@code config} because
 * the form draws it before any training is loaded.
 */
public final class LearningRatePlan {
  private static final double WARMUP_START = 0.01;
  private static final double ONE_CYCLE_WARMUP = 0.3;
  private static final double ONE_CYCLE_START = 25;
  private static final double ONE_CYCLE_END = 1e4;

  private final Training training;
  private final int frozenEpochs;
  private final long stepsFrozen;
  private final long stepsUnfrozen;
  private final long steps;
  private final double warmup;
  private final RangeTest rangeTest;

  /**
   * Rates that rise by the same factor at each step, to see from where on training fails.
   *
   * @param fromEpoch the first epoch of the test
   * @param steps how many steps there are from the least to the greatest rate
   */
  private record RangeTest(int fromEpoch, double least, double greatest, int steps) {
    double rate(long step) {
      return least * Math.pow(greatest / least, Math.min(1, step / (steps - 1.0)));
    }
  }

  private LearningRatePlan(Training training, int trainSamples, RangeTest rangeTest) {
    this.training = training;
    this.rangeTest = rangeTest;
    frozenEpochs = training.frozenIn(1) ? training.unfreezeBackboneEpoch() - 1 : 0;
    stepsFrozen =
        steps(trainSamples, training.effectiveBatchSizeFrozen(), training.accumulateFrozen());
    stepsUnfrozen = steps(trainSamples, training.batchSize(), training.accumulate());
    steps = stepsBefore(training.epochs() + 1);
    warmup = stepsIn(training.warmupEpochs());
  }

  /**
   * The plan of a configuration; without differential rates both parts follow the same one.
   *
   * @param trainSamples how many images an epoch trains on
   */
  public static LearningRatePlan of(Training training, int trainSamples) {
    return new LearningRatePlan(training, trainSamples, null);
  }

  /**
   * Rates of the head that rise from the least to the greatest within {@code steps} from the given
   * epoch on; the backbone's keep their configured ratio to them.
   */
  public static LearningRatePlan rangeTest(
      Training training,
      int trainSamples,
      int fromEpoch,
      double least,
      double greatest,
      int steps) {
    return new LearningRatePlan(
        training, trainSamples, new RangeTest(fromEpoch, least, greatest, steps));
  }

  /**
   * How many batches an epoch has: a single image that would be left over joins the last batch,
   * since batch norm cannot learn from one.
   */
  public static int batches(int samples, int batchSize) {
    int whole = samples / batchSize;
    return samples % batchSize > 1 || whole == 0 ? whole + 1 : whole;
  }

  private static long steps(int samples, int batchSize, int accumulate) {
    long batches = batches(samples, batchSize);
    return (batches + accumulate - 1) / accumulate;
  }

  /** Steps of the optimizer in the given epoch (1-based). */
  public int steps(int epoch) {
    return Math.toIntExact(epoch <= frozenEpochs ? stepsFrozen : stepsUnfrozen);
  }

  /** Steps of the optimizer in all epochs before the given one. */
  public long stepsBefore(int epoch) {
    long frozen = Math.min(frozenEpochs, epoch - 1);
    return frozen * stepsFrozen + (epoch - 1 - frozen) * stepsUnfrozen;
  }

  private double stepsIn(double epochs) {
    int whole = (int) epochs;
    return Math.rint(stepsBefore(whole + 1) + (epochs - whole) * steps(whole + 1));
  }

  /** Whether the rate is not the same throughout an epoch. */
  public boolean changesWithinEpochs() {
    return training.schedule() == Schedule.COSINE
        || training.schedule() == Schedule.ONE_CYCLE
        || warmup > 0;
  }

  /** The backbone's learning rate in force at a step (both 1-based) of the epoch. */
  public double backboneRate(int epoch, int step) {
    return rate(
        training.differential() ? training.backboneLearningRate() : training.learningRate(),
        epoch,
        step);
  }

  /** The head's learning rate in force at a step (both 1-based) of the epoch. */
  public double headRate(int epoch, int step) {
    return rate(
        training.differential() ? training.headLearningRate() : training.learningRate(),
        epoch,
        step);
  }

  /** The backbone's learning rate at the epoch's last step. */
  public double backboneRate(int epoch) {
    return backboneRate(epoch, steps(epoch));
  }

  /** The head's learning rate at the epoch's last step. */
  public double headRate(int epoch) {
    return headRate(epoch, steps(epoch));
  }

  private double rate(double base, int epoch, int step) {
    if (rangeTest != null) {
      double ofHead =
          training.differential() ? training.headLearningRate() : training.learningRate();
      long at = stepsBefore(epoch) - stepsBefore(rangeTest.fromEpoch) + step - 1;
      return rangeTest.rate(at) * base / ofHead;
    }
    // Steps count from 0 in PyTorch's schedulers.
    double at = Math.min(stepsBefore(epoch) + step, steps) - 1.0;
    return switch (training.schedule()) {
      case CONSTANT -> base * warmed(at);
      case MILESTONES -> decayed(base, epoch) * warmed(stepsBefore(epoch) + step - 1.0);
      case COSINE -> at < warmup ? base * warmed(at) : cosine(base, at);
      case ONE_CYCLE -> oneCycle(base, at);
    };
  }

  private double warmed(double at) {
    return at < warmup ? WARMUP_START + (1 - WARMUP_START) * at / warmup : 1;
  }

  private double cosine(double base, double at) {
    return between(base, training.minLearningRate(), (at - warmup) / (steps - warmup));
  }

  private double oneCycle(double base, double at) {
    double peak = (warmup > 0 ? warmup : ONE_CYCLE_WARMUP * steps) - 1;
    double start = base / ONE_CYCLE_START;
    if (at <= peak && peak > 0) {
      return between(start, base, at / peak);
    }
    double from = Math.max(peak, 0);
    double end = steps - 1.0;
    return end > from ? between(base, start / ONE_CYCLE_END, (at - from) / (end - from)) : base;
  }

  /** Half a cosine wave from one rate at 0 to another at 1. */
  private static double between(double first, double last, double part) {
    return last + (first - last) / 2 * (1 + Math.cos(Math.PI * part));
  }

  // Multiplied step by step in the order of the milestones, as PyTorch's chained form does: a
  // closed form would differ in the last bit.
  private double decayed(double rate, int epoch) {
    double now = rate;
    List<Integer> passed = training.milestones().stream().filter(m -> m < epoch).toList();
    for (int milestone : passed.stream().distinct().sorted().toList()) {
      long times = passed.stream().filter(m -> m == milestone).count();
      now *= StrictMath.pow(training.decayFactor(), (double) times);
    }
    return now;
  }
}
