package org.tagwright.ui.experiment;

import java.time.Duration;
import java.util.Optional;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunState;

/** How long a run will take, judged by one that was measured on the same data and network. */
final class TimeEstimate {
  private TimeEstimate() {}

  /** Whether a run's speed says something about a configuration. */
  static boolean comparable(ExperimentConfig config, ExperimentConfig measured) {
    return config.data().root().equals(measured.data().root())
        && config.data().trainLabelsFolder().equals(measured.data().trainLabelsFolder())
        && config.data().imageSize() == measured.data().imageSize()
        && config.model().backbone().equals(measured.model().backbone())
        && config.training().device().equals(measured.training().device())
        && config.training().precision() == measured.training().precision();
  }

  /** The sum over its epochs; empty where a phase that it has was not measured. */
  static Optional<Duration> of(ExperimentConfig config, RunState measured) {
    double seconds = 0;
    Optional<Double> frozen = secondsAnEpoch(measured, true);
    Optional<Double> unfrozen = secondsAnEpoch(measured, false);
    for (int epoch = 1; epoch <= config.training().epochs(); epoch++) {
      Optional<Double> one = config.training().frozenIn(epoch) ? frozen : unfrozen;
      if (one.isEmpty()) {
        return Optional.empty();
      }
      seconds += one.get();
    }
    return Optional.of(Duration.ofMillis((long) (seconds * 1e3)));
  }

  /** The last such epoch: the first one also warms up. */
  private static Optional<Double> secondsAnEpoch(RunState measured, boolean frozen) {
    return measured.epochs().stream()
        .filter(epoch -> epoch.frozen() == frozen)
        .map(EpochFinished::seconds)
        .reduce((first, second) -> second);
  }
}
