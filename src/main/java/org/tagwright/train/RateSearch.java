package org.tagwright.train;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.Precisions;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.train.speed.ProcessMemory;

/**
 * Learning-rate range test (Smith 2017): trains a few steps at a rate that rises from step to step
 * until the loss explodes. A good rate is where the loss falls fastest. Also finds the largest
 * batch that fits. Writes nothing.
 */
public final class RateSearch {
  static final double LEAST = 1e-7;
  static final double GREATEST = 10;
  private static final int STEPS = 100;

  /** Share of the earlier losses in the smoothed one. */
  private static final double SMOOTHING = 0.9;

  /** Times the least loss: training has failed. */
  private static final double EXPLODED = 4;

  /** Of the memory that is free; the rest is for others and for what training takes later. */
  private static final double USABLE_MEMORY = 0.8;

  /** Below this batch size memory grows by what a process takes anyhow. */
  private static final int FIRST_TRUSTED = 8;

  private final PreparedData data;
  private final Path startWeights;

  /** Read once, for all batch sizes. */
  private final Map<String, TorchTensor> weights;

  private RateSearch(ExperimentConfig config, Progress progress) {
    data = PreparedData.of(config, progress);
    startWeights = StartWeights.find(config, progress);
    weights = StartWeights.read(startWeights);
  }

  /**
   * A step of the test.
   *
   * @param rate the head's learning rate, where there are two
   * @param loss smoothed
   */
  public record Point(double rate, double loss) {}

  /**
   * What was found.
   *
   * @param suggestion a rate, or NaN where the loss never fell
   */
  public record Found(List<Point> points, double suggestion) {}

  /**
   * Tests the configured training of the whole network, or of the head alone where the backbone
   * stays frozen throughout.
   *
   * @throws TagwrightException where data or weights will not do
   */
  public static Found run(ExperimentConfig config, Progress progress) {
    RateSearch search = new RateSearch(config, progress);
    int samples = search.data.split().train().length;
    List<Point> points =
        search.tried(config, trainee -> points(config, samples, trainee, progress));
    return new Found(points, suggestion(points));
  }

  /**
   * The largest batch size that fits the memory, as a power of two: trains two steps with each, in
   * the phase that trains the whole network. On a GPU until its memory is out; on a CPU until the
   * next would by the growth so far take more than is free, since a process that takes too much is
   * killed.
   *
   * @return 0 where not even two images fit
   */
  public static int largestBatch(ExperimentConfig config, Progress progress) {
    RateSearch search = new RateSearch(config, progress);
    boolean gpu = Devices.resolve(config.training().device()).isGpu();
    int samples = search.data.split().train().length;
    long limit = (long) (USABLE_MEMORY * ProcessMemory.attainableBytes());
    int fits = 0;
    long before = 0;
    for (int size = 2; size <= samples; size *= 2) {
      progress.update("Trying a batch of " + size, fits, samples);
      progress.orCancel();
      long now = ProcessMemory.residentBytes();
      if (!gpu && fits >= FIRST_TRUSTED && now + 2 * Math.max(0, now - before) > limit) {
        return fits;
      }
      before = now;
      ExperimentConfig with = config.with(ScheduleSettings.BATCH_SIZE, size);
      try {
        search.tried(with, trainee -> twoSteps(with, trainee));
      } catch (RuntimeException | OutOfMemoryError e) {
        if (TrainingFailure.isOutOfMemory(e)) {
          return fits;
        }
        throw e;
      }
      fits = size;
    }
    return fits;
  }

  private static float[] twoSteps(ExperimentConfig config, Trainee trainee) {
    EpochPlan plan = EpochPlan.of(config, trainee.rates(), wholeNetwork(config.training()), 1);
    int batches = trainee.beginEpoch(plan, 0);
    for (int step = 1; step <= Math.min(2, batches); step++) {
      trainee.trainStep();
    }
    return trainee.readSteps().losses();
  }

  /** Does something with a trainee that is made for it. */
  private <T> T tried(ExperimentConfig config, Function<Trainee, T> body) {
    Training training = config.training();
    Device device = Devices.resolve(training.device());
    Precision precision = Precisions.resolve(training.precision(), device);
    Devices.setThreads(training.threads());
    Classifier classifier =
        Classifier.create(
            config.model(), data.index().classes(), training.seed(), device, precision, weights);
    try (Trainee trainee =
        new ClassifierTrainee(
            config,
            data,
            classifier,
            new WeightUpdate(classifier, training),
            CheckpointContent.of(config, data, "range test", precision),
            null)) {
      StartWeights.requireFit(startWeights, classifier, config);
      return body.apply(trainee);
    }
  }

  private static List<Point> points(
      ExperimentConfig config, int samples, Trainee trainee, Progress progress) {
    Training training = config.training();
    int first = wholeNetwork(training);
    LearningRatePlan rates =
        LearningRatePlan.rangeTest(training, samples, first, LEAST, GREATEST, STEPS);
    List<Point> points = new ArrayList<>();
    double mean = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int epoch = first; ; epoch++) {
      EpochPlan plan = EpochPlan.of(config, rates, epoch, Integer.MAX_VALUE);
      int batches = trainee.beginEpoch(plan, 0);
      for (int batch = 1; batch <= batches; batch++) {
        trainee.trainStep();
        float[] losses = trainee.readSteps().losses();
        if (losses.length > 0) { // else too few images of the batch could be read
          mean = SMOOTHING * mean + (1 - SMOOTHING) * losses[0];
          double smooth = mean / (1 - Math.pow(SMOOTHING, points.size() + 1));
          if (!Double.isFinite(smooth) || smooth > EXPLODED * least) {
            return points;
          }
          least = Math.min(least, smooth);
          points.add(new Point(plan.headRate(batch), smooth));
          progress.update("Trying learning rates", points.size(), STEPS);
        }
        if (plan.headRate(batch) >= GREATEST) {
          return points;
        }
      }
    }
  }

  /** The first epoch that trains the whole network; 1 where none does. */
  private static int wholeNetwork(Training training) {
    return training.frozenIn(1) && !training.frozenIn(training.epochs())
        ? training.unfreezeBackboneEpoch()
        : 1;
  }

  /** Where the loss falls fastest per factor of the rate, before it is least. */
  static double suggestion(List<Point> points) {
    double steepest = 0;
    double found = Double.NaN;
    int least = 0;
    for (int i = 0; i < points.size(); i++) {
      least = points.get(i).loss() < points.get(least).loss() ? i : least;
    }
    for (int i = 1; i < least; i++) {
      Point before = points.get(i - 1);
      Point after = points.get(i + 1);
      double slope = (after.loss() - before.loss()) / Math.log(after.rate() / before.rate());
      if (slope < steepest) {
        steepest = slope;
        found = points.get(i).rate();
      }
    }
    return found;
  }
}
