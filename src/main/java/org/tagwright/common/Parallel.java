package org.tagwright.common;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many small independent pieces of work on all cores, with progress. */
public final class Parallel {
  /** Pieces a thread takes at a time: enough to make handing out cheap. */
  private static final int CHUNK = 16;

  private Parallel() {}

  /**
   * Results in the order of their numbers, whichever thread made them.
   *
   * <p>What a piece throws is thrown at once, and no further pieces are begun. However this ends,
   * no thread is at work any more.
   *
   * @throws CancellationException when cancelled
   */
  public static <T> List<T> map(int count, String what, Progress progress, IntFunction<T> work) {
    Object[] results = new Object[count];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    progress.update(what, 0, count);
    Runnable worker =
        () -> {
          for (int from = next.getAndAdd(CHUNK);
              from < count && !progress.cancelled();
              from = next.getAndAdd(CHUNK)) {
            int to = Math.min(count, from + CHUNK);
            for (int i = from; i < to; i++) {
              results[i] = work.apply(i);
            }
            synchronized (done) {
              progress.update(what, done.addAndGet(to - from), count);
            }
          }
        };
    if (count == 1) {
      worker.run(); // at once: waiting for a thread can take longer than the work
      return typed(results, done.get());
    }
    int threads = Math.min(count, Runtime.getRuntime().availableProcessors());
    runOnAllCores(worker, threads, () -> next.set(count));
    return typed(results, done.get());
  }

  private static <T> List<T> typed(Object[] results, int done) {
    if (done < results.length) {
      throw new CancellationException("cancelled");
    }
    @SuppressWarnings("unchecked")
    List<T> typed = (List<T>) Arrays.asList(results);
    return typed;
  }

  private static void runOnAllCores(Runnable worker, int threads, Runnable stop) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            task -> {
              Thread thread = new Thread(task, "data-worker");
              thread.setDaemon(true);
              return thread;
            });
    CompletionService<Void> ended = new ExecutorCompletionService<>(pool);
    try {
      for (int i = 0; i < threads; i++) {
        ended.submit(worker, null);
      }
      for (int i = 0; i < threads; i++) {
        ended.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a Runnable throws nothing else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      stop.run();
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
