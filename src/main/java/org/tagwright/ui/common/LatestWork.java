package org.tagwright.ui.common;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Background work of which only the newest request counts: while one runs, later ones replace each
 * other, so that a dragged slider never builds a queue. Results arrive in order on the window's
 * thread.
 */
public final class LatestWork<T> {
  private final Executor background;
  private final Executor window;
  private final Consumer<T> result;
  private final AtomicReference<Supplier<T>> next = new AtomicReference<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param background where the work is done
   * @param window where results are handed over
   */
  public LatestWork(Executor background, Executor window, Consumer<T> result) {
    this.background = background;
    this.window = window;
    this.result = result;
  }

  /** Asks for this work, and forgets earlier work that has not begun. */
  public void request(Supplier<T> work) {
    next.set(work);
    if (running.compareAndSet(false, true)) {
      background.execute(this::drain);
    }
  }

  private void drain() {
    try {
      for (Supplier<T> work = next.getAndSet(null); work != null; work = next.getAndSet(null)) {
        T value = work.get();
        window.execute(() -> result.accept(value));
      }
    } finally {
      running.set(false);
    }
    // A request may have come between the last look and the flag.
    if (next.get() != null && running.compareAndSet(false, true)) {
      background.execute(this::drain);
    }
  }
}
