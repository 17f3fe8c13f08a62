package org.tagwright.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cli.terminal.ProgressLine;
import org.tagwright.common.Units;
import org.tagwright.config.Sweep;
import org.tagwright.data.DatasetCheck;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.QueueWorker;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright sweep}. */
@Command(
    name = "sweep",
    description = {
      "Trains every combination of a configuration whose fields may be lists of values, one run"
          + " after another.",
      "A failed run does not stop the others. Ctrl-C stops the current run and removes the others"
          + " from the queue."
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  private static final long WATCH_MILLIS = 250;

  @Parameters(paramLabel = "CONFIG.json", description = "The configuration with the lists.")
  Path file;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "Fills in what the configuration does not set in each run: classic, quick or strong,"
              + " instead of the recipe that the configuration names.")
  String recipe;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  private final Map<String, String> outcomes = new LinkedHashMap<>();
  private final AtomicReference<RunFolder> current = new AtomicReference<>();
  private boolean someFailed;

  @Override
  public Integer call() throws Exception {
    Sweep sweep = Sweep.read(file, recipe);
    List<Sweep.Variant> variants = sweep.variants();
    checkData(variants);
    Path runsRoot = variants.get(0).config().output().runs();
    RunQueue queue = new RunQueue(runsRoot);
    List<String> ids = queue.addAll(variants).stream().map(QueueEntry::id).toList();
    say("%d runs, one after another, in %s", ids.size(), runsRoot);
    sweep.axes().forEach((path, values) -> say("  %s: %s", path, String.join(", ", values)));
    return Interruption.heed(
        "The current run stops after its step and saves everything; the others are not started.",
        interruption -> {
          interruption.then(() -> giveUp(queue, ids));
          return workOff(queue, ids);
        });
  }

  /** Checks each data set once, so that its problems show now and not hours later. */
  private void checkData(List<Sweep.Variant> variants) {
    try (CheckProgress progress = new CheckProgress(quiet)) {
      variants.stream()
          .map(variant -> variant.config().data())
          .distinct()
          .forEach(data -> DatasetCheck.run(data, progress).usable(data.onProblem()));
    }
  }

  private int workOff(RunQueue queue, List<String> ids) throws InterruptedException {
    Thread watch = new Thread(this::watch, "watch-sweep");
    watch.setDaemon(true);
    watch.start();
    try (QueueWorker worker = new QueueWorker(queue, new RunService(), new Report(ids))) {
      worker.workOff(ids);
    }
    watch.interrupt();
    say("");
    outcomes.forEach((name, outcome) -> say("%-40s %s", name, outcome));
    return someFailed ? 1 : 0;
  }

  private void giveUp(RunQueue queue, List<String> ids) {
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
        } else if (watch.poll() && watch.state().lastStep() != null) {
          bar = bar == null ? new ProgressLine(ProgressLine.Style.detect(quiet)) : bar;
          progress(bar, watch.state());
        }
        Thread.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      close(bar);
    }
  }

  private static ProgressLine close(ProgressLine bar) {
    if (bar != null) {
      bar.close();
    }
    return null;
  }

  private static void progress(ProgressLine bar, RunState state) {
    RunEvent.StepLogged step = state.lastStep();
    bar.update(
        "Epoch " + step.epoch() + "/" + state.epochsPlanned(),
        step.step(),
        step.stepsInEpoch(),
        state.remaining(Instant.now()).map(left -> "run " + Units.clock(left)).orElse(""));
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      System.out.println(Units.text(text, arguments));
      System.out.flush();
    }
  }

  /** Reports this sweep's runs, not others in the same queue. */
  private final class Report implements QueueWorker.Listener {
    private final List<String> ids;
    private final List<String> begun = new ArrayList<>();

    Report(List<String> ids) {
      this.ids = ids;
    }

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
      say("%s", RunText.after(run, entry.config(), state));
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
