package org.tagwright.cli.terminal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C during work that must leave nothing unfinished behind: the work is asked to stop, and the
 * process waits until it has cleaned up.
 */
public final class Interruption {
  /** Exit code of a command interrupted by Ctrl-C. */
  public static final int EXIT_CODE = 130;

  /** The work itself. */
  @FunctionalInterface
  public interface Work {
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

  /** Does work that removes its unfinished files when it is stopped; see below. */
  public static int heed(Work work) throws Exception {
    return heed("Stopping; unfinished files are removed. (kill -9 stops at once.)", work);
  }

  /**
   * Does the work.
   *
   * @param notice the message on Ctrl-C
   * @return its exit code, or 130 if it was cancelled by Ctrl-C
   */
  public static int heed(String notice, Work work) throws Exception {
    Interruption interruption = new Interruption(notice);
    Thread hook = new Thread(interruption::stopAndWait, "stop-on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run(interruption);
    } catch (CancellationException e) {
      if (!interruption.requested()) {
        throw e;
      }
      return EXIT_CODE;
    } finally {
      interruption.ended.countDown();
      release(hook);
    }
  }

  /** Whether Ctrl-C was pressed; the work polls this. */
  public boolean requested() {
    return requested;
  }

  /** What else Ctrl-C does from now on. */
  public synchronized void then(Runnable action) {
    then = action;
    if (requested) {
      action.run();
    }
  }

  /** The JVM exits, with 130 on Ctrl-C, once this returns. */
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
      // Ctrl-C was pressed: the hook itself waits for us.
      return;
    }
  }
}
