package org.tagwright.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.tagwright.config.ExperimentConfig;

/** How long a run will take, judged by one that was measured on the same data and network. */
final class TimeEstimate {
  /** What one epoch took. */
  record EpochTime(boolean frozen, double seconds, double imagesPerSecond) {}

  private TimeEstimate() {}

  /** Whether a run's speed says something about a configuration. */
  static boolean comparable(ExperimentConfig config, ExperimentConfig measured) {
    return config.data().root().equals(measured.data().root())
        && config.data().trainLabelsFolder().equals(measured.data().trainLabelsFolder())
        && config.model().backbone().equals(measured.model().backbone())
        && sameWork(config, measured);
  }

  /** Whether a step of the same network would be as fast. */
  static boolean sameWork(ExperimentConfig config, ExperimentConfig measured) {
    return config.data().imageSize() == measured.data().imageSize()
        && config.training().device().equals(measured.training().device())
        && config.training().precision() == measured.training().precision();
  }

  /** The sum over its epochs; empty where a phase that it has was not measured. */
  static Optional<Duration> of(ExperimentConfig config, List<EpochTime> measured) {
    double seconds = 0;
    OptionalDouble frozen = secondsAnEpoch(measured, true);
    OptionalDouble unfrozen = secondsAnEpoch(measured, false);
    for (int epoch = 1; epoch <= config.training().epochs(); epoch++) {
      OptionalDouble one = config.training().frozenIn(epoch) ? frozen : unfrozen;
      if (one.isEmpty()) {
        return Optional.empty();
      }
      seconds += one.getAsDouble();
    }
    return Optional.of(Duration.ofMillis((long) (seconds * 1e3)));
  }

  /** The median: the first one also warms up, and the machine may have done other work too. */
  private static OptionalDouble secondsAnEpoch(List<EpochTime> measured, boolean frozen) {
    return median(
        measured.stream()
            .filter(epoch -> epoch.frozen() == frozen)
            .mapToDouble(EpochTime::seconds));
  }

  /** Images per second in epochs that train all weights. */
  static OptionalDouble speed(List<EpochTime> measured) {
    return median(
        measured.stream()
            .filter(epoch -> !epoch.frozen() && epoch.imagesPerSecond() > 0)
            .mapToDouble(EpochTime::imagesPerSecond));
  }

  private static OptionalDouble median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
  }
}
