package org.tagwright.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.run.RunFolder;
import org.tagwright.service.QueueEntry;
import org.tagwright.service.QueueWorker;
import org.tagwright.service.RunQueue;
import org.tagwright.service.RunService;

/** Starting and steering runs by the service; works queues off while the window is open. */
final class RunWork implements TrainingWork {
  private final RunService service;
  private final Map<Path, QueueWorker> workers = new HashMap<>();

  RunWork(RunService service) {
    this.service = service;
  }

  @Override
  public Path start(ExperimentConfig config) {
    return service.start(config).path();
  }

  @Override
  public void enqueue(List<Sweep.Variant> runs) {
    new RunQueue(runs.get(0).config().output().runs()).addAll(runs);
  }

  @Override
  public void stop(RunFolder run) {
    service.stop(run);
  }

  @Override
  public void pause(RunFolder run) {
    service.pause(run);
  }

  @Override
  public void resume(RunFolder run) {
    service.resume(run);
  }

  @Override
  public void extend(RunFolder run, int epochs) {
    service.extend(run, epochs);
  }

  @Override
  public void kill(RunFolder run) {
    service.kill(run);
  }

  @Override
  public void delete(RunFolder run) {
    service.delete(run);
  }

  /** The queue of a folder; from the first look on it is worked off. */
  @Override
  public List<QueueEntry> queue(Path runsRoot) {
    RunQueue queue = new RunQueue(runsRoot);
    List<QueueEntry> entries = queue.entries();
    if (!entries.isEmpty()) {
      work(runsRoot, queue);
    }
    return entries;
  }

  private synchronized void work(Path runsRoot, RunQueue queue) {
    workers.computeIfAbsent(
        runsRoot,
        folder -> {
          QueueWorker worker = new QueueWorker(queue, service, new QueueWorker.Listener() {});
          worker.start();
          return worker;
        });
  }

  @Override
  public void move(Path runsRoot, String id, int place) {
    new RunQueue(runsRoot).move(id, place);
  }

  @Override
  public void remove(Path runsRoot, String id) {
    new RunQueue(runsRoot).remove(id);
  }

  /** Runs that are going on go on; the queue waits for the next window. */
  @Override
  public synchronized void close() {
    workers.values().forEach(QueueWorker::close);
    workers.clear();
  }
}
