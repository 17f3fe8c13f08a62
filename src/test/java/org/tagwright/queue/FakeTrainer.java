package org.tagwright.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tagwright.metric.Metric;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;

/**
 * Takes the place of the real program in tests of processes: {@code train FOLDER} and {@code resume
 * FOLDER [--epochs N]} with an epoch every tenth of a second. The configured seed decides how it
 * goes: 13 fails, 14 dies at once, 15 hangs in its second epoch.
 */
public final class FakeTrainer {
  private FakeTrainer() {}

  public static void main(String[] args) throws Exception {
    System.out.println("fake: " + String.join(" ", args));
    RunFolder folder = RunFolder.open(Path.of(args[1]));
    long seed = folder.config().training().seed();
    if (seed == 14) {
      System.exit(1);
    }
    boolean resumed = args[0].equals("resume");
    int epochs = args.length > 3 ? Integer.parseInt(args[3]) : folder.config().training().epochs();
    RunLock lock = RunLock.acquire(folder);
    try (EventLog log = EventLog.open(folder)) {
      int done = RunState.read(folder).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
      long pid = ProcessHandle.current().pid();
      if (resumed) {
        log.append(new RunEvent.Resumed(done, 0, epochs, "cpu", "fp32", pid));
      } else {
        log.append(
            new RunEvent.Started(
                epochs,
                10,
                2,
                List.of("a"),
                "resnet18",
                "cpu",
                "fp32",
                1,
                Metric.WEIGHTED_F1,
                pid));
      }
      train(folder, log, done + 1, epochs, seed);
    } finally {
      lock.close();
    }
  }

  private static void train(RunFolder folder, EventLog log, int from, int epochs, long seed)
      throws InterruptedException {
    for (int epoch = from; epoch <= epochs; epoch++) {
      int now = epoch;
      while (seed == 15 && epoch == 2 && !folder.requests().stopRequested()) {
        Thread.sleep(10);
      }
      Thread.sleep(100);
      if (folder.requests().stopRequested()) {
        log.append(new RunEvent.StopRequested(now, 1));
        log.append(new RunEvent.Stopped(now - 1));
        return;
      }
      if (folder.requests().pauseRequested()) {
        log.append(new RunEvent.Paused(now - 1));
        return;
      }
      if (seed == 13) {
        log.append(new RunEvent.Failed("Unlucky number.", ""));
        return;
      }
      log.append(
          new RunEvent.EpochFinished(
              now,
              1.0 / now,
              1.1 / now,
              Map.of(Metric.WEIGHTED_F1, 1 - 1.0 / now),
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
              1));
    }
    log.append(new RunEvent.Completed(epochs, epochs, 0.5, "all epochs"));
  }
}
