package org.tagwright.service;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tagwright.TagwrightException;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunStatus;

/**
 * Works a {@link RunQueue} off, one run after another, whatever becomes of each. Of all workers on
 * a queue, in this and other processes, one is active; when it ends, another takes over, and the
 * run in progress goes on meanwhile. A paused run keeps its place and the others wait.
 */
public final class QueueWorker implements AutoCloseable {
  private static final long STEP_MILLIS = 500;

  private final RunQueue queue;
  private final RunService service;
  private final Listener listener;
  private RunLock active;
  private Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Is told what this worker does; not what another one does. */
  public interface Listener {
    default void started(QueueEntry entry, RunFolder run) {}

    default void finished(QueueEntry entry, RunFolder run, RunStatus status) {}

    default void failedToStart(QueueEntry entry, String problem) {}

    /** The queue itself cannot be read or written; the worker tries again. */
    default void troubled(TagwrightException problem) {}
  }

  public QueueWorker(RunQueue queue, RunService service, Listener listener) {
    this.queue = queue;
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
        step();
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
   *
   * @throws TagwrightException where the queue cannot be read or written
   */
  public void workOff(Collection<String> ids) throws InterruptedException {
    while (queue.entries().stream()
        .anyMatch(entry -> ids.contains(entry.id()) && entry.problem() == null)) {
      step();
      Thread.sleep(STEP_MILLIS);
    }
  }

  /** Looks once at the first entry that can be worked on and does what is next. Never waits. */
  synchronized void step() {
    if (isClosed() || !becomeActive()) {
      return;
    }
    Optional<QueueEntry> next =
        queue.entries().stream().filter(entry -> entry.problem() == null).findFirst();
    if (next.isEmpty()) {
      return;
    }
    QueueEntry entry = next.get();
    if (entry.run() == null) {
      begin(entry);
    } else {
      follow(entry);
    }
  }

  private boolean becomeActive() {
    if (active == null && !queue.isWorkedOn()) {
      active = RunLock.tryAcquire(queue.workerLock()).orElse(null);
    }
    return active != null;
  }

  private void begin(QueueEntry entry) {
    try {
      // Noted before it starts: a worker that dies here leaves a run that the next one starts,
      // and not one that is done twice.
      Optional<RunFolder> run = queue.begin(entry.id(), () -> service.prepare(entry.config()));
      if (run.isPresent()) {
        service.launch(run.get());
        listener.started(entry, run.get());
      }
    } catch (TagwrightException e) {
      couldNotStart(entry, e);
    }
  }

  private void couldNotStart(QueueEntry entry, TagwrightException problem) {
    queue.setProblem(entry.id(), problem.getMessage());
    listener.failedToStart(entry, problem.getMessage());
  }

  private void follow(QueueEntry entry) {
    RunFolder run = entry.run();
    if (!Files.exists(run.configFile())) {
      // Somebody deleted the run.
      queue.finished(entry.id());
      return;
    }
    RunStatus status = service.status(run);
    switch (status) {
      case QUEUED -> startAgain(entry, run);
      case RUNNING, PAUSED -> {}
      case STOPPED, COMPLETED, FAILED, INTERRUPTED -> {
        queue.finished(entry.id());
        listener.finished(entry, run, status);
      }
    }
  }

  private void startAgain(QueueEntry entry, RunFolder run) {
    try {
      service.launch(run);
      listener.started(entry, run);
    } catch (TagwrightException e) {
      couldNotStart(entry, e);
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
