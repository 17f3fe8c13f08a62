package org.tagwright.train;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.Split;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.Precisions;
import org.tagwright.model.layer.Precision;
import org.tagwright.train.speed.ProcessMemory;
import org.tagwright.train.speed.StepReading;

/**
 * Times epochs as a run trains them, from image files to the optimizer's step, without a run around
 * them: for benchmarks. An epoch has as many steps as asked for; the data are gone over again and
 * again if need be.
 */
public final class TrainingPace implements AutoCloseable {
  private static final int STEPS_A_READING = 100;

  private final ExperimentConfig config;
  private final Precision precision;
  private final ClassifierTrainee trainee;
  private final Path features;

  /**
   * What an epoch took.
   *
   * @param cpuSeconds of the whole process
   * @param waitingShare of the time after the first step, 0..1; NaN where there was but one
   * @param residentBytes after every 100 steps and at the end
   */
  public record Epoch(
      long images,
      double seconds,
      double cpuSeconds,
      double waitingShare,
      List<Long> residentBytes) {}

  /**
   * Makes network and data ready.
   *
   * @param steps of an epoch
   */
  public TrainingPace(ExperimentConfig config, int steps) {
    this.config = config;
    var device = Devices.resolve(config.training().device());
    precision = Precisions.resolve(config.training().precision(), device);
    PreparedData checked = PreparedData.of(config, Progress.NONE);
    int[] samples = checked.split().train();
    int[] again = new int[steps * config.training().batchSize()];
    Arrays.setAll(again, i -> samples[i % samples.length]);
    PreparedData data =
        new PreparedData(
            checked.report(), checked.index(), new Split(again, checked.split().validation()));
    Classifier classifier =
        Classifier.create(
            config.model(),
            data.index().classes(),
            config.training().seed(),
            device,
            precision,
            Map.of());
    try {
      features = Files.createTempFile("tagwright-features-", null);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "No temporary file can be made: " + Failures.reason(e) + ".", e);
    }
    trainee =
        new ClassifierTrainee(
            config,
            data,
            classifier,
            new WeightUpdate(classifier, config.training()),
            CheckpointContent.of(config, data, "bench", precision),
            features);
  }

  /** The number format really used. */
  public Precision precision() {
    return precision;
  }

  /** Trains an epoch; 1-based, since a frozen backbone's features are kept from the second on. */
  public Epoch train(int epoch) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Long> resident = new ArrayList<>();
    long cpuAtStart = system.getProcessCpuTime();
    long start = System.nanoTime();
    int steps =
        trainee.beginEpoch(EpochPlan.of(config, trainee.rates(), epoch, Integer.MAX_VALUE), 0);
    trainee.trainStep();
    long images = trainee.readSteps().images();
    long afterFirst = System.nanoTime();
    long waiting = 0;
    for (int step = 2; step <= steps; step++) {
      trainee.trainStep();
      if (step % STEPS_A_READING == 0 || step == steps) {
        StepReading reading = trainee.readSteps();
        images += reading.images();
        waiting += reading.waitingNanos();
        resident.add(ProcessMemory.residentBytes());
      }
    }
    long end = System.nanoTime();
    return new Epoch(
        images,
        (end - start) / 1e9,
        (system.getProcessCpuTime() - cpuAtStart) / 1e9,
        steps == 1 ? Double.NaN : waiting / (double) (end - afterFirst),
        resident);
  }

  @Override
  public void close() {
    trainee.close();
    try {
      Files.deleteIfExists(features);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(features, e);
    }
  }
}
