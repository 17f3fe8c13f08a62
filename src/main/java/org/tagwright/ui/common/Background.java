package org.tagwright.ui.common;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.common.Progress;

/** Runs everything that reads a disk or takes time off the FX thread. */
public final class Background implements AutoCloseable {
  /** The work itself; runs on a background thread. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  private final Executor fx;
  private final Problems problems;
  private final AtomicInteger threadNumber = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  // After closing, late work is dropped: the window that asked for it is gone.
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          60,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          daemon("background"),
          new ThreadPoolExecutor.DiscardPolicy());
  private final ScheduledExecutorService clock =
      new ScheduledThreadPoolExecutor(1, daemon("clock"), new ThreadPoolExecutor.DiscardPolicy());
  private final ObservableList<Job<?>> shown = FXCollections.observableArrayList();

  public Background(Executor fx, Problems problems) {
    this.fx = fx;
    this.problems = problems;
  }

  /** The jobs that the person sees, oldest first. FX thread. */
  public ObservableList<Job<?>> shown() {
    return shown;
  }

  /**
   * Runs long work whose progress and Cancel the shell shows.
   *
   * @param title such as "Checking the data set"; also names it when it fails
   */
  public <T> Job<T> show(String title, Work<T> work) {
    Job<T> job = new Job<>(title, fx, problems);
    fx.execute(() -> shown.add(job));
    job.onEnd(() -> shown.remove(job));
    return start(job, work);
  }

  /** Runs short work that is not shown, such as reading one file. */
  public <T> Job<T> quietly(String title, Work<T> work) {
    return start(new Job<>(title, fx, problems), work);
  }

  /** Calls {@code tick} on a background thread again and again until the result is run. */
  public Runnable every(Duration period, String title, Runnable tick) {
    var ticking =
        clock.scheduleWithFixedDelay(
            () -> tickOnce(title, tick), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    return () -> ticking.cancel(false);
  }

  /**
   * Work that waits until nothing has asked for it during {@code quiet}, such as saving while a
   * person types. Run the result to ask; call it from one thread only.
   */
  public Runnable settled(Duration quiet, String title, Runnable work) {
    return new Runnable() {
      private Future<?> waiting = CompletableFuture.completedFuture(null);

      @Override
      public void run() {
        if (!waiting.cancel(false)) {
          running.incrementAndGet();
        }
        waiting = clock.schedule(this::begin, quiet.toMillis(), TimeUnit.MILLISECONDS);
      }

      private void begin() {
        quietly(
            title,
            progress -> {
              work.run();
              return null;
            });
        running.decrementAndGet();
      }
    };
  }

  private void tickOnce(String title, Runnable tick) {
    try {
      tick.run();
    } catch (RuntimeException | Error e) {
      problems.report(title, e);
      throw e; // Ends the ticking: one report is enough.
    }
  }

  /** Whether no work is under way; tests and screenshots wait for it. */
  public boolean idle() {
    return running.get() == 0;
  }

  private <T> Job<T> start(Job<T> job, Work<T> work) {
    running.incrementAndGet();
    threads.execute(
        () -> {
          try {
            job.succeed(work.run(job.reporter()));
          } catch (Exception | Error e) {
            job.fail(e);
          } finally {
            running.decrementAndGet();
          }
        });
    return job;
  }

  private ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, "tagwright-" + name + "-" + threadNumber.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }
}
