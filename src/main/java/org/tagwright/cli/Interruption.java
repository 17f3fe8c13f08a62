package org.tagwright.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C during work that must leave nothing half-done: the work is asked to stop, and the process
 * waits until it has tidied up.
 */
final class Interruption {
  /** The work itself. */
  @FunctionalInterface
  interface Work {
    /**
     * @return the exit code
     */
    int run(Interruption interruption) throws Exception;
  }

  private final String notice;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private Runnable then = () -> {};

  private Interruption(String notice) {
    this.notice = notice;
  }

  /** Does work of which nothing is left that is half-done, as below. */
  static int heed(Work work) throws Exception {
    return heed("Stopping; what is half-done is taken back. (kill -9 stops at once.)", work);
  }

  /**
   * Does the work.
   *
   * @param notice what is said on Ctrl-C
   * @return its exit code, or 130 where it ended by cancellation after Ctrl-C
   */
  static int heed(String notice, Work work) throws Exception {
    Interruption interruption = new Interruption(notice);
    Thread hook = new Thread(interruption::stopAndWait, "stop-on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run(interruption);
    } catch (CancellationException e) {
      if (!interruption.requested()) {
        throw e;
      }
      return TagwrightCommand.INTERRUPTED;
    } finally {
      interruption.ended.countDown();
      release(hook);
    }
  }

  /** Whether Ctrl-C came; the work asks now and then. */
  boolean requested() {
    return requested;
  }

  /** What Ctrl-C does from now on, beside being there to be asked for. */
  synchronized void then(Runnable action) {
    then = action;
    if (requested) {
      action.run();
    }
  }

  /** The Java machine exits, with 130 on Ctrl-C, once this returns. */
  private void stopAndWait() {
    synchronized (this) {
      requested = true;
      then.run();
    }
    System.err.println();
    System.err.println(notice);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Ctrl-C came: the hook itself waits for us.
      return;
    }
  }
}
