package org.tagwright.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;
import org.tagwright.service.QueueEntry;

/**
 * Remembers which runs the window began and which queues it works off, wherever their folders lie:
 * the runs view shows one folder only, but closing concerns them all.
 */
final class StartedRuns implements TrainingWork {
  private final TrainingWork work;
  private final Set<Path> begun = ConcurrentHashMap.newKeySet();
  private final Set<Path> queues = ConcurrentHashMap.newKeySet();

  StartedRuns(TrainingWork work) {
    this.work = work;
  }

  /**
   * What goes on.
   *
   * @param waiting how many entries of queues wait their turn
   */
  record Going(List<RunFolder> runs, int waiting) {}

  /**
   * What of it goes on now. Reads the disk.
   *
   * @param shown runs that are known to be going on
   */
  Going going(List<RunFolder> shown) {
    Set<Path> candidates = new LinkedHashSet<>();
    shown.forEach(run -> candidates.add(run.path()));
    candidates.addAll(begun);
    int waiting = 0;
    for (Path root : queues) {
      for (QueueEntry entry : work.queue(root)) {
        waiting += entry.waiting() ? 1 : 0;
        if (entry.begun()) {
          candidates.add(entry.run().path());
        }
      }
    }
    List<RunFolder> runs = new ArrayList<>();
    for (Path path : candidates) {
      RunWatch watch = new RunWatch(new RunFolder(path));
      watch.poll();
      if (watch.status() == RunStatus.RUNNING) {
        runs.add(watch.folder());
      }
    }
    return new Going(List.copyOf(runs), waiting);
  }

  @Override
  public Path start(ExperimentConfig config) {
    Path run = work.start(config);
    begun.add(run);
    return run;
  }

  @Override
  public void enqueue(List<Sweep.Variant> runs) {
    runs.forEach(run -> queues.add(run.config().output().runs()));
    work.enqueue(runs);
  }

  @Override
  public void resume(RunFolder run) {
    work.resume(run);
    begun.add(run.path());
  }

  @Override
  public void extend(RunFolder run, int epochs) {
    work.extend(run, epochs);
    begun.add(run.path());
  }

  /** A queue that is looked at is worked off, from the first look on. */
  @Override
  public List<QueueEntry> queue(Path runsRoot) {
    queues.add(runsRoot);
    return work.queue(runsRoot);
  }

  @Override
  public void stop(RunFolder run) {
    work.stop(run);
  }

  @Override
  public void pause(RunFolder run) {
    work.pause(run);
  }

  @Override
  public void kill(RunFolder run) {
    work.kill(run);
  }

  @Override
  public void delete(RunFolder run) {
    work.delete(run);
    begun.remove(run.path());
  }

  @Override
  public void move(Path runsRoot, String id, int place) {
    work.move(runsRoot, id, place);
  }

  @Override
  public void remove(Path runsRoot, String id) {
    work.remove(runsRoot, id);
  }

  @Override
  public void close() {
    work.close();
  }
}
