package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.queue.QueueEntry;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;
import org.tagwright.ui.TrainingWork;

/**
 * Writes a run's events on a thread of its own, as the training process does, but trains nothing.
 */
public final class TrainingStandIn implements TrainingWork {
  private static final int STEPS = 5;
  private static final long STEP_MILLIS = 20;

  private final Map<Path, Thread> threads = new ConcurrentHashMap<>();
  private final Set<Path> killed = ConcurrentHashMap.newKeySet();
  private final List<Sweep.Variant> queued = new ArrayList<>();
  private final List<QueueEntry> waiting = new ArrayList<>();

  @Override
  public Path start(ExperimentConfig config) {
    RunFolder folder = RunFolder.create(config);
    train(folder, 1, config.training().epochs());
    return folder.path();
  }

  private void train(RunFolder folder, int from, int epochs) {
    RunLock lock = RunLock.acquire(folder);
    Thread thread = new Thread(() -> work(folder, lock, from, epochs), "stand-in");
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
        log.append(
            (seq, time) -> new RunEvent.Resumed(seq, time, from - 1, 0, epochs, "cpu", "fp32", 1));
      }
      for (int epoch = from; epoch <= epochs; epoch++) {
        writer.epoch(log, config, epoch, STEPS, 0);
        Thread.sleep(STEPS * STEP_MILLIS);
        if (killed.contains(folder.path())) {
          return; // Without a word.
        }
        int done = epoch;
        if (folder.requests().stopRequested()) {
          log.append((seq, time) -> new RunEvent.StopRequested(seq, time, done, STEPS));
          log.append((seq, time) -> new RunEvent.Stopped(seq, time, done));
          folder.requests().clear();
          return;
        }
      }
      log.append(
          (seq, time) ->
              new RunEvent.Completed(seq, time, epochs, epochs, 0.5, "all epochs are done"));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the stand-in", e);
    }
  }

  /** Ends the training without a word, as a kill does. */
  @Override
  public void kill(RunFolder run) {
    killed.add(run.path());
    try {
      threads.get(run.path()).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the stand-in", e);
    }
    killed.remove(run.path());
  }

  @Override
  public void stop(RunFolder run) {
    run.requests().requestStop();
  }

  @Override
  public void pause(RunFolder run) {
    run.requests().requestPause();
  }

  @Override
  public void resume(RunFolder run) {
    extend(run, run.config().training().epochs());
  }

  @Override
  public void extend(RunFolder run, int epochs) {
    int done = RunState.read(run).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
    train(run, done + 1, epochs);
  }

  @Override
  public synchronized void enqueue(List<Sweep.Variant> runs) {
    for (Sweep.Variant run : runs) {
      queued.add(run);
      String id = Integer.toString(queued.size());
      waiting.add(new QueueEntry(id, run.name(), Instant.now(), run.config(), null, null));
    }
  }

  @Override
  public synchronized Going going(List<RunFolder> shown) {
    List<RunFolder> alive =
        threads.entrySet().stream()
            .filter(thread -> thread.getValue().isAlive())
            .map(thread -> new RunFolder(thread.getKey()))
            .toList();
    return new Going(alive, waiting.size());
  }

  public List<Sweep.Variant> queued() {
    return queued;
  }

  @Override
  public void close() {
    threads.keySet().forEach(path -> kill(new RunFolder(path)));
  }

  @Override
  public void delete(RunFolder run) {
    throw new UnsupportedOperationException();
  }

  /** What waits; nothing of it is ever begun. */
  @Override
  public synchronized List<QueueEntry> queue(Path runsRoot) {
    return List.copyOf(waiting);
  }

  @Override
  public synchronized void move(Path runsRoot, String id, int place) {
    QueueEntry entry = entry(id);
    waiting.remove(entry);
    waiting.add(place, entry);
  }

  @Override
  public synchronized void remove(Path runsRoot, String id) {
    waiting.remove(entry(id));
  }

  private QueueEntry entry(String id) {
    return waiting.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
  }
}
