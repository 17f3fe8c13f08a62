package org.tagwright.cli.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.QueueWorker;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;

/** Works off runs of a queue in a terminal, with the progress of each and what became of it. */
public final class QueuedRuns {
  private static final long WATCH_MILLIS = 250;

  /** Tells a run that has ended in words. */
  @FunctionalInterface
  public interface Summary {
    String of(RunFolder run, ExperimentConfig config, RunState state);
  }

  private final RunQueue queue;
  private final List<String> ids;
  private final boolean quiet;
  private final Summary summary;
  private final Map<String, String> outcomes = new LinkedHashMap<>();
  private final AtomicReference<@Nullable RunFolder> current = new AtomicReference<>();
  private boolean someFailed;

  public QueuedRuns(
      RunQueue queue, Collection<QueueEntry> entries, boolean quiet, Summary summary) {
    this.queue = queue;
    this.ids = entries.stream().map(QueueEntry::id).toList();
    this.quiet = quiet;
    this.summary = summary;
  }

  /**
   * Returns when all have ended.
   *
   * @return whether none has failed
   */
  public boolean workOff() throws InterruptedException {
    Thread watch = new Thread(this::watch, "watch-queue");
    watch.setDaemon(true);
    watch.start();
    try (QueueWorker worker = new QueueWorker(queue, new RunService(), new Report())) {
      worker.workOff(ids);
    }
    watch.interrupt();
    say("");
    outcomes.forEach((name, outcome) -> say("%-40s %s", name, outcome));
    return !someFailed;
  }

  /** Stops the run that trains now, and takes the others out of the queue. */
  public void giveUp() {
    ids.forEach(queue::remove);
    RunFolder running = current.get();
    if (running != null) {
      running.requests().requestStop();
    }
  }

  /** The run's progress, read from its folder: it trains in a separate process. */
  private void watch() {
    RunWatch watch = null;
    ProgressLine bar = null;
    try {
      while (true) {
        RunFolder running = current.get();
        if (running != null && (watch == null || !watch.folder().equals(running))) {
          watch = new RunWatch(running);
          bar = close(bar);
        }
        if (running == null) {
          bar = close(bar);
        } else if (watch != null && watch.poll() && watch.state().lastStep() != null) {
          bar = bar == null ? new ProgressLine(ProgressLine.Style.detect(quiet)) : bar;
          progress(bar, watch.state());
        }
        Thread.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      close(bar);
    }
  }

  private static @Nullable ProgressLine close(@Nullable ProgressLine bar) {
    if (bar != null) {
      bar.close();
    }
    return null;
  }

  private static void progress(ProgressLine bar, RunState state) {
    RunEvent.StepLogged step = state.lastStep();
    if (step != null) {
      bar.update(
          "Epoch " + step.epoch() + "/" + state.epochsPlanned(),
          step.step(),
          step.stepsInEpoch(),
          state.remaining(Instant.now()).map(left -> "run " + Units.clock(left)).orElse(""));
    }
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      System.out.println(Units.text(text, arguments));
      System.out.flush();
    }
  }

  /** Reports these runs, not others in the same queue. */
  private final class Report implements QueueWorker.Listener {
    private final List<String> begun = new ArrayList<>();

    @Override
    public void waitsFor(RunFolder run) {
      say("\nWaiting for %s, which is running, to end", run.name());
    }

    @Override
    public void started(QueueEntry entry, RunFolder run) {
      if (ids.contains(entry.id())) {
        begun.add(entry.id());
        current.set(run);
        say("\n%d/%d  %s", begun.size(), ids.size(), entry.title());
        say("     %s", run.path());
      }
    }

    @Override
    public void finished(QueueEntry entry, RunFolder run, RunStatus status) {
      current.set(null);
      if (!ids.contains(entry.id())) {
        return;
      }
      RunState state = RunState.read(run);
      String score =
          state
              .bestScore()
              .map(s -> Units.text("%s %.4f", state.selectBy().title(), s))
              .orElse("no validation");
      String outcome = status.name().toLowerCase(Locale.ROOT) + ", " + score;
      if (state.end() instanceof RunEvent.Failed failed) {
        outcome += ": " + failed.message();
      }
      someFailed |= status == RunStatus.FAILED || status == RunStatus.INTERRUPTED;
      outcomes.put(entry.title(), outcome);
      say("%s", summary.of(run, entry.config(), state));
    }

    @Override
    public void failedToStart(QueueEntry entry, String problem) {
      if (ids.contains(entry.id())) {
        someFailed = true;
        outcomes.put(entry.title(), "not started: " + problem);
        say("%s", problem.lines().collect(Collectors.joining("\n  ")));
      }
    }
  }
}
