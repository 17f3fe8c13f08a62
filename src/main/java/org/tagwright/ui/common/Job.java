package org.tagwright.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.tagwright.common.Progress;

/**
 * A piece of work in the background. Properties change and callbacks run on the FX thread;
 * callbacks added after the end run at once.
 */
public final class Job<T> {
  /** How it stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  private static final long UPDATE_EVERY_NANOS = 50_000_000;

  private final String title;
  private final Executor fx;
  private final Problems problems;
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
  private final List<Runnable> atEnd = new ArrayList<>();
  private Consumer<Throwable> onFailed;
  private T result;
  private Throwable failure;
  private volatile boolean cancelled;
  private volatile long lastUpdateNanos;

  Job(String title, Executor fx, Problems problems) {
    this.title = title;
    this.fx = fx;
    this.problems = problems;
  }

  public String title() {
    return title;
  }

  /** What it is doing now. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** 0..1, or -1: unknown. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Asks the work to end; its result is dropped. */
  public void cancel() {
    cancelled = true;
  }

  public Job<T> onDone(Consumer<? super T> then) {
    return onEnd(
        () -> {
          if (state.get() == State.DONE) {
            then.accept(result);
          }
        });
  }

  /** Takes the failure in place of {@link Problems}. */
  public synchronized Job<T> onFailed(Consumer<Throwable> then) {
    onFailed = then;
    return this;
  }

  /** Runs at the end, whatever it was. */
  public synchronized Job<T> onEnd(Runnable then) {
    if (state.get() == State.RUNNING) {
      atEnd.add(then);
    } else {
      fx.execute(then);
    }
    return this;
  }

  Progress reporter() {
    return new Progress() {
      @Override
      public void update(String what, long done, long total) {
        long now = System.nanoTime();
        // A fast loop must not flood the FX thread.
        if (now - lastUpdateNanos < UPDATE_EVERY_NANOS && done != total) {
          return;
        }
        lastUpdateNanos = now;
        fx.execute(
            () -> {
              message.set(what);
              progress.set(total > 0 ? (double) done / total : -1);
            });
      }

      @Override
      public boolean cancelled() {
        return cancelled;
      }
    };
  }

  void succeed(T value) {
    fx.execute(() -> end(cancelled ? State.CANCELLED : State.DONE, value, null));
  }

  void fail(Throwable cause) {
    fx.execute(() -> end(cancelled ? State.CANCELLED : State.FAILED, null, cause));
  }

  private void end(State end, T value, Throwable cause) {
    List<Runnable> callbacks;
    Consumer<Throwable> failed;
    synchronized (this) {
      result = value;
      failure = cause;
      state.set(end);
      callbacks = List.copyOf(atEnd);
      failed = onFailed;
    }
    if (end == State.FAILED) {
      if (failed == null) {
        problems.report(title, failure);
      } else {
        failed.accept(failure);
      }
    }
    callbacks.forEach(Runnable::run);
  }
}
