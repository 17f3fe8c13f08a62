package org.tagwright.run;

import java.nio.file.Files;

/**
 * The one way to watch a run: through its folder. Poll it (four times a second is plenty) and look
 * at {@link #state()} and {@link #status()}. Not for several threads at once.
 */
public final class RunWatch {
  private final RunFolder folder;
  private final EventTail tail;
  private final RunFold fold;
  private RunState state;
  private RunStatus status = RunStatus.QUEUED;

  public RunWatch(RunFolder folder) {
    this(folder, new RunFold());
  }

  private RunWatch(RunFolder folder, RunFold fold) {
    this.folder = folder;
    this.tail = new EventTail(folder);
    this.fold = fold;
    this.state = fold.state();
  }

  /** A watch that keeps only what a list of many runs shows: no per-class scores, few steps. */
  static RunWatch coarse(RunFolder folder) {
    return new RunWatch(folder, RunFold.coarse());
  }

  /** Reads what is new; whether state or status differ from before. */
  public boolean poll() {
    // The lock first: a run that ends in between then counts as running until the next poll, while
    // the other order could show a run that just ended well as interrupted. Nor is one that began
    // in between: where nobody had the lock and yet something was written, the lock is looked at
    // again.
    boolean held;
    boolean newer;
    boolean news = false;
    do {
      held = held();
      newer = tail.poll(fold) > 0;
      news |= newer;
    } while (newer && !held);
    if (news) {
      state = fold.state();
    }
    RunStatus before = status;
    status = status(held);
    return news || status != before;
  }

  private boolean held() {
    // In this order: whoever takes the lock removes the other mark afterwards.
    return RunLock.holder(folder.starting()).map(ProcessMark::aliveHere).orElse(false)
        || RunLock.isHeld(folder.lock());
  }

  private RunStatus status(boolean held) {
    boolean nothingYet = !held && state.lastSeq() == 0;
    if (nothingYet && !Files.exists(folder.lock()) && !Files.exists(folder.starting())) {
      return RunStatus.QUEUED;
    }
    return state.status(held);
  }

  public RunFolder folder() {
    return folder;
  }

  public RunState state() {
    return state;
  }

  public RunStatus status() {
    return status;
  }
}
