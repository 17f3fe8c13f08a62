package org.tagwright.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.queue.Trainer;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/**
 * Trains at once and in this process: the score is best at a learning rate of 1e-3 and rises with
 * the epochs. A batch size of 13 fails.
 */
final class CountingTrainer implements Trainer {
  /** Every epoch that was trained, such as {@code run 3}. */
  final List<String> epochs = new ArrayList<>();

  @Override
  public void launch(RunFolder folder, List<String> arguments) {
    ExperimentConfig config = folder.config();
    try (EventLog log = EventLog.open(folder)) {
      int planned = config.training().epochs();
      int done = RunState.read(folder).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
      if (arguments.get(0).equals("train")) {
        log.append(
            new RunEvent.Started(
                planned, 8, 2, List.of("a"), "resnet18", "cpu", "fp32", 1, Metric.MAP, 1));
      } else {
        log.append(new RunEvent.Resumed(done, 0, planned, "cpu", "fp32", 1));
      }
      if (config.training().batchSize() == 13) {
        log.append(new RunEvent.Failed("Unlucky number.", ""));
        return;
      }
      for (int epoch = done + 1; epoch <= planned; epoch++) {
        epochs.add(folder.name() + " " + epoch);
        log.append(finished(epoch, score(config.training().learningRate(), epoch)));
        if (epoch < planned && folder.requests().pauseRequestedAfter(epoch)) {
          log.append(new RunEvent.Paused(epoch));
          return;
        }
      }
      log.append(new RunEvent.Completed(planned, planned, 0.5, "all epochs"));
    }
  }

  static double score(double rate, int epoch) {
    double distance = Math.abs(Math.log10(rate) + 3);
    return (1 - distance / 4) * (1 - 0.5 / epoch);
  }

  private static RunEvent finished(int epoch, double score) {
    return new RunEvent.EpochFinished(
        epoch,
        1,
        1.0,
        Map.of(Metric.MAP, score),
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        1e-4,
        1e-4,
        false,
        0.1,
        100,
        0,
        1);
  }

  @Override
  public boolean kill(RunFolder folder) {
    return false;
  }
}
