package org.tagwright.queue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;

/** The queues that a window has asked for; each is worked off until this is closed. */
public final class RunQueues implements AutoCloseable {
  /**
   * What goes on.
   *
   * @param runs that train now
   * @param waiting how many entries of queues wait their turn
   */
  public record Going(List<RunFolder> runs, int waiting) {}

  private final RunService service;
  private final Map<Path, RunQueue> queues = new HashMap<>();
  private final Map<Path, QueueWorker> workers = new HashMap<>();
  private volatile Consumer<TagwrightException> troubled = problem -> {};
  private boolean closed;

  public RunQueues(RunService service) {
    this.service = service;
  }

  /**
   * Who is to be told of a queue that cannot be read or written. The worker goes on trying; the
   * same trouble is told once.
   */
  public void onTrouble(Consumer<TagwrightException> listener) {
    troubled = listener;
  }

  /** The queue of a runs folder. From now on it is worked off. */
  public synchronized RunQueue of(Path runsRoot) {
    Path root = runsRoot.toAbsolutePath().normalize();
    RunQueue queue = queues.computeIfAbsent(root, RunQueue::new);
    if (!closed) {
      workers.computeIfAbsent(root, key -> begin(queue));
    }
    return queue;
  }

  private QueueWorker begin(RunQueue queue) {
    QueueWorker worker =
        new QueueWorker(
            queue,
            service,
            new QueueWorker.Listener() {
              private @Nullable String told;

              @Override
              public void troubled(TagwrightException problem) {
                if (!problem.getMessage().equals(told)) {
                  told = problem.getMessage();
                  troubled.accept(problem);
                }
              }
            });
    worker.start();
    return worker;
  }

  /**
   * What goes on of what was begun here, wherever it lies: a window shows the runs of one folder
   * only. Reads the disk.
   *
   * @param shown runs that are known to be going on
   */
  public Going going(List<RunFolder> shown) {
    Set<RunFolder> candidates = new LinkedHashSet<>(shown);
    candidates.addAll(service.launched());
    int waiting = 0;
    for (RunQueue queue : all()) {
      for (QueueEntry entry : queue.entries()) {
        waiting += entry.waiting() ? 1 : 0;
        if (entry.begun()) {
          candidates.add(entry.run());
        }
      }
    }
    List<RunFolder> training =
        candidates.stream().filter(run -> service.status(run) == RunStatus.RUNNING).toList();
    return new Going(training, waiting);
  }

  private synchronized List<RunQueue> all() {
    return List.copyOf(queues.values());
  }

  /** Runs that are going on go on; what waits waits for the next window. */
  @Override
  public synchronized void close() {
    closed = true;
    workers.values().forEach(QueueWorker::close);
    workers.clear();
  }
}
