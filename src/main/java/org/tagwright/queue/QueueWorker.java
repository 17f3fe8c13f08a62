package org.tagwright.queue;

import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

/**
 * Works a {@link RunQueue} off, one run after another, whatever becomes of each. Of all workers on
 * a queue, in this and other processes, one is active; when it ends, another takes over, and the
 * run in progress goes on meanwhile. A paused run keeps its place and the others wait; so they do
 * while a run that is not the queue's trains on this machine.
 */
public final class QueueWorker implements AutoCloseable {
  private static final long STEP_MILLIS = 500;

  private final RunQueue queue;
  private final RunList runs;
  private final RunService service;
  private final Listener listener;
  private @Nullable RunLock active;
  private @Nullable Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Is told what happens to the entries. In the background: what this worker does with them. */
  public interface Listener {
    default void started(QueueEntry entry, RunFolder run) {}

    default void finished(QueueEntry entry, RunFolder run, RunStatus status) {}

    default void failedToStart(QueueEntry entry, String problem) {}

    /** A run that is not the queue's trains here; told again and again until it has ended. */
    default void waitsFor(RunFolder run) {}

    /** The queue itself cannot be read or written; the worker tries again. */
    default void troubled(TagwrightException problem) {}
  }

  public QueueWorker(RunQueue queue, RunService service, Listener listener) {
    this.queue = queue;
    this.runs = new RunList(queue.runsRoot());
    this.service = service;
    this.listener = listener;
  }

  /** Works in the background until closed. */
  public synchronized void start() {
    if (thread == null && !isClosed()) {
      thread = new Thread(this::workUntilClosed, "run-queue");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void workUntilClosed() {
    while (!isClosed()) {
      try {
        step(listener);
      } catch (TagwrightException e) {
        listener.troubled(e);
      }
      try {
        closed.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * Works, or watches another worker, until none of those entries is left to do: for the terminal.
   * The listener is told of these entries only, whoever works on them.
   *
   * @throws TagwrightException where the queue cannot be read or written
   */
  public void workOff(Collection<String> ids) throws InterruptedException {
    Map<String, QueueEntry> before = of(ids);
    for (QueueEntry entry : before.values()) {
      if (entry.run() != null && entry.problem() == null) {
        listener.started(entry, entry.run());
      }
    }
    Listener waiting =
        new Listener() {
          private @Nullable RunFolder told;

          @Override
          public void waitsFor(RunFolder run) {
            if (!run.equals(told)) {
              told = run;
              listener.waitsFor(run);
            }
          }
        };
    while (before.values().stream().anyMatch(entry -> entry.problem() == null)) {
      step(waiting);
      Map<String, QueueEntry> now = of(ids);
      before.forEach((id, entry) -> tell(entry, now.get(id)));
      before = now;
      Thread.sleep(STEP_MILLIS);
    }
  }

  private Map<String, QueueEntry> of(Collection<String> ids) {
    Map<String, QueueEntry> entries = new LinkedHashMap<>();
    for (QueueEntry entry : queue.entries()) {
      if (ids.contains(entry.id())) {
        entries.put(entry.id(), entry);
      }
    }
    return entries;
  }

  private void tell(QueueEntry before, @Nullable QueueEntry now) {
    if (now == null) {
      // An entry that is gone without a run was taken out by somebody.
      if (before.run() != null) {
        listener.finished(before, before.run(), service.status(before.run()));
      }
    } else if (now.problem() != null && before.problem() == null) {
      listener.failedToStart(now, now.problem());
    } else if (now.run() != null && before.run() == null) {
      listener.started(now, now.run());
    }
  }

  /** Looks once at the first entry that can be worked on and does what is next. Never waits. */
  synchronized void step(Listener told) {
    if (isClosed()) {
      return;
    }
    Optional<QueueEntry> next =
        queue.entries().stream().filter(entry -> entry.problem() == null).findFirst();
    // Where nothing waits, not even the lock's file is made.
    if (next.isEmpty() || !becomeActive()) {
      return;
    }
    QueueEntry entry = next.get();
    if (entry.run() == null) {
      begin(entry, told);
    } else {
      follow(entry, entry.run(), told);
    }
  }

  private boolean becomeActive() {
    if (active == null && !queue.isWorkedOn()) {
      active = RunLock.tryAcquire(queue.workerLock()).orElse(null);
    }
    return active != null;
  }

  private void begin(QueueEntry entry, Listener told) {
    Optional<RunFolder> other =
        runs.scan().stream()
            .filter(run -> run.status() == RunStatus.RUNNING)
            .map(RunSummary::folder)
            .filter(run -> TrainingProcess.on(run).isPresent())
            .findFirst();
    if (other.isPresent()) {
      told.waitsFor(other.get());
      return;
    }
    try {
      // Noted before it starts: a worker that dies here leaves a run that the next one starts,
      // and not one that is done twice.
      Optional<RunFolder> run = queue.begin(entry.id(), () -> service.prepare(entry.config()));
      if (run.isPresent()) {
        service.launch(run.get());
        told.started(entry, run.get());
      }
    } catch (TagwrightException e) {
      couldNotStart(entry, e, told);
    }
  }

  private void couldNotStart(QueueEntry entry, TagwrightException problem, Listener told) {
    queue.setProblem(entry.id(), problem.getMessage());
    told.failedToStart(entry, problem.getMessage());
  }

  private void follow(QueueEntry entry, RunFolder run, Listener told) {
    if (!Files.exists(run.configFile())) {
      // Somebody deleted the run.
      queue.finished(entry.id());
      return;
    }
    RunStatus status = service.status(run);
    switch (status) {
      case QUEUED -> startAgain(entry, run, told);
      case RUNNING, PAUSED -> {}
      case STOPPED, COMPLETED, FAILED, INTERRUPTED -> {
        queue.finished(entry.id());
        told.finished(entry, run, status);
      }
    }
  }

  private void startAgain(QueueEntry entry, RunFolder run, Listener told) {
    try {
      service.launch(run);
      told.started(entry, run);
    } catch (TagwrightException e) {
      couldNotStart(entry, e, told);
    }
  }

  /** Lets another worker take over. The run in progress goes on. */
  @Override
  public void close() {
    // No interrupt: it would break off a write.
    closed.countDown();
    synchronized (this) {
      if (active != null) {
        active.close();
        active = null;
      }
    }
  }
}
