package org.tagwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tagwright.run.job.Heartbeat;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;

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
  private @Nullable RunJob job;
  private @Nullable FileTime jobWritten;

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
    boolean news = readJob();
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

  /**
   * Whether a process works on the run at this moment or was just started to, or a job that is not
   * known to be over has it.
   */
  public boolean isWorkedOn() {
    return held() || (job != null && job.active());
  }

  private boolean held() {
    // In this order: whoever takes the lock removes the other mark afterwards.
    return RunLock.holder(folder.starting()).map(ProcessMark::aliveHere).orElse(false)
        || RunLock.isHeld(folder.lock())
        || (job != null && job.active() && Heartbeat.isFresh(folder.heartbeat()));
  }

  /** Whether there is news of the run's job. */
  private boolean readJob() {
    FileTime written;
    try {
      written = Files.getLastModifiedTime(folder.job());
    } catch (IOException e) {
      written = null; // never given to a scheduler, or the folder is gone: the events tell
    }
    if (Objects.equals(written, jobWritten)) {
      return false;
    }
    RunJob before = job;
    job = RunJob.read(folder.job()).orElse(null);
    jobWritten = written;
    return !Objects.equals(job, before);
  }

  private RunStatus status(boolean held) {
    if (!held && job != null && job.active() && !endedIn(job)) {
      // A disk that passes no locks on shows none: what has not ended goes on.
      return job.state() == JobState.PENDING ? RunStatus.QUEUED : RunStatus.RUNNING;
    }
    boolean nothingYet = !held && state.lastSeq() == 0;
    if (nothingYet && !Files.exists(folder.lock()) && !Files.exists(folder.starting())) {
      // A job that ended before the program began will not come back by itself.
      return job != null && !job.active() ? RunStatus.INTERRUPTED : RunStatus.QUEUED;
    }
    return state.status(held);
  }

  /** Whether the job has done its part: what the events say after it was submitted counts. */
  private boolean endedIn(RunJob active) {
    Instant last = state.lastTime();
    boolean saidSince = last != null && last.isAfter(active.submitted());
    return saidSince
        && (state.end() != null || (state.paused() && active.state() == JobState.RUNNING));
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

  /** The job that has or had the run; {@code null} where there never was one. */
  public @Nullable RunJob job() {
    return job;
  }
}
