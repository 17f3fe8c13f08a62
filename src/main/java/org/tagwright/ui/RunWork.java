package org.tagwright.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.QueueWorker;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;

/**
 * Starting and steering runs by the service; works queues off while the window is open, and knows
 * which runs it began.
 */
final class RunWork implements TrainingWork {
  private final RunService service;
  private final Map<Path, QueueWorker> workers = new HashMap<>();
  private final Set<Path> begun = ConcurrentHashMap.newKeySet();
  private final Set<Path> queues = ConcurrentHashMap.newKeySet();

  RunWork(RunService service) {
    this.service = service;
  }

  @Override
  public Path start(ExperimentConfig config) {
    Path run = service.start(config).path();
    begun.add(run);
    return run;
  }

  @Override
  public void enqueue(List<Sweep.Variant> runs) {
    Path runsRoot = runs.get(0).config().output().runs();
    queues.add(runsRoot);
    new RunQueue(runsRoot).addAll(runs);
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
    begun.add(run.path());
  }

  @Override
  public void extend(RunFolder run, int epochs) {
    service.extend(run, epochs);
    begun.add(run.path());
  }

  @Override
  public void kill(RunFolder run) {
    service.kill(run);
  }

  @Override
  public void delete(RunFolder run) {
    service.delete(run);
    begun.remove(run.path());
  }

  /** The queue of a folder; from the first look on it is worked off. */
  @Override
  public List<QueueEntry> queue(Path runsRoot) {
    queues.add(runsRoot);
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

  @Override
  public Going going(List<RunFolder> shown) {
    Set<Path> candidates = new LinkedHashSet<>();
    shown.forEach(run -> candidates.add(run.path()));
    candidates.addAll(begun);
    int waiting = 0;
    for (Path root : queues) {
      for (QueueEntry entry : queue(root)) {
        waiting += entry.waiting() ? 1 : 0;
        if (entry.begun()) {
          candidates.add(entry.run().path());
        }
      }
    }
    return new Going(
        candidates.stream().map(RunFolder::new).filter(RunWork::trains).toList(), waiting);
  }

  private static boolean trains(RunFolder run) {
    RunWatch watch = new RunWatch(run);
    watch.poll();
    return watch.status() == RunStatus.RUNNING;
  }

  /** Runs that are going on go on; the queue waits for the next window. */
  @Override
  public synchronized void close() {
    workers.values().forEach(QueueWorker::close);
    workers.clear();
  }
}
