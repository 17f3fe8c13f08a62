package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.RunService;
import org.tagwright.queue.Trainer;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;

/**
 * Writes a run's events on a thread of its own, as the training process does, but trains nothing.
 */
public final class FakeTraining implements Trainer, AutoCloseable {
  private static final int STEPS = 5;
  private static final long STEP_MILLIS = 20;

  private final Map<Path, Thread> threads = new ConcurrentHashMap<>();
  private final Set<Path> killed = ConcurrentHashMap.newKeySet();
  private final RunService service = new RunService(this);

  public RunService service() {
    return service;
  }

  public Path start(ExperimentConfig config) {
    return service.start(config).path();
  }

  @Override
  public void launch(RunFolder folder, List<String> arguments) {
    int done = RunState.read(folder).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
    int given = arguments.indexOf("--epochs");
    int epochs =
        given < 0
            ? folder.config().training().epochs()
            : Integer.parseInt(arguments.get(given + 1));
    train(folder, done + 1, epochs);
  }

  private void train(RunFolder folder, int from, int epochs) {
    RunLock lock = RunLock.acquire(folder);
    Thread thread = new Thread(() -> work(folder, lock, from, epochs), "fake-training");
    thread.setDaemon(true);
    threads.put(folder.path(), thread);
    thread.start();
  }

  private void work(RunFolder folder, RunLock lock, int from, int epochs) {
    ExperimentConfig config = folder.config();
    RunsOnDisk writer = new RunsOnDisk(folder.path().getParent());
    try (lock;
        EventLog log = EventLog.open(folder)) {
      if (from == 1) {
        writer.begin(log, config);
      } else {
        log.append(new RunEvent.Resumed(from - 1, 0, epochs, "cpu", "fp32", 1));
      }
      for (int epoch = from; epoch <= epochs; epoch++) {
        writer.epoch(log, config, epoch, STEPS, 0);
        Thread.sleep(STEPS * STEP_MILLIS);
        if (killed.contains(folder.path())) {
          return; // Without a word.
        }
        int done = epoch;
        if (folder.requests().stopRequested()) {
          log.append(new RunEvent.StopRequested(done, STEPS));
          log.append(new RunEvent.Stopped(done));
          folder.requests().clear();
          return;
        }
      }
      log.append(new RunEvent.Completed(epochs, epochs, 0.5, "all epochs are done"));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the fake training", e);
    }
  }

  /** Ends the training without a word, as a kill does. */
  @Override
  public boolean kill(RunFolder run) {
    killed.add(run.path());
    try {
      threads.get(run.path()).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the fake training", e);
    }
    killed.remove(run.path());
    return true;
  }

  @Override
  public void close() {
    threads.keySet().forEach(path -> kill(new RunFolder(path)));
  }
}
