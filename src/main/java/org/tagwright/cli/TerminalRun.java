package org.tagwright.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cli.terminal.ProgressLine;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventTail;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFold;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/**
 * Trains in this process and shows progress in the terminal, from the events the window also reads.
 * Ctrl-C asks the run to stop and waits until it has saved everything.
 */
final class TerminalRun {
  private static final long POLL_MILLIS = 250;

  private final RunFolder folder;
  private final ExperimentConfig config;
  private final ProgressLine.Style style;
  private final PrintStream log;
  private final EventTail tail;
  private final RunFold fold = new RunFold();
  private ProgressLine bar;
  private boolean watching = true;
  private boolean ended;

  private TerminalRun(RunFolder folder, boolean quiet) {
    this.folder = folder;
    this.config = folder.config();
    this.style = ProgressLine.Style.detect(quiet);
    this.log = style == ProgressLine.Style.BAR ? logFile() : null;
    this.tail = new EventTail(folder);
    tail.poll(fold);
  }

  /** A run started by the window prints to its log anyway; one in a terminal also prints there. */
  private PrintStream logFile() {
    try {
      return new PrintStream(
          Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          true,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder.log(), e);
    }
  }

  /** Runs the training to its end; returns the command's exit code. */
  static int run(RunFolder folder, boolean quiet, Runnable training) throws Exception {
    return Interruption.heed(
        "Stopping after this step; everything will be saved. (kill -9 stops at once.)",
        interruption -> {
          interruption.then(() -> folder.requests().requestStop());
          TerminalRun run = new TerminalRun(folder, quiet);
          Thread watch = new Thread(run::watch, "watch-run");
          watch.setDaemon(true);
          watch.start();
          try {
            training.run();
            return 0;
          } finally {
            run.finish(watch);
          }
        });
  }

  private void watch() {
    while (true) {
      synchronized (this) {
        if (!watching) {
          return;
        }
        poll();
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void finish(Thread watch) {
    synchronized (this) {
      watching = false;
      poll();
      closeBar();
      RunState state = fold.state();
      if (ended && state.started() != null) {
        say("\n" + RunText.after(folder, config, state) + "\n");
      }
    }
    watch.interrupt();
    if (log != null) {
      log.close();
    }
  }

  private void poll() {
    tail.poll(
        logged -> {
          fold.accept(logged);
          show(logged.event());
        });
    RunState state = fold.state();
    if (state.lastStep() != null && state.end() == null) {
      progress(state);
    }
  }

  private void show(RunEvent event) {
    if (event instanceof RunEvent.Started) {
      say(RunText.before(folder, config, fold.state()) + "\n");
    } else if (event instanceof RunEvent.Resumed resumed) {
      say(
          RunText.before(folder, config, fold.state())
              + "\nContinues after epoch "
              + resumed.fromEpoch()
              + "\n");
    } else if (event instanceof RunEvent.EpochFinished epoch) {
      closeBar();
      RunState state = fold.state();
      say(RunText.epoch(epoch, state.epochsPlanned(), state.selectBy()));
    } else if (event instanceof RunEvent.StopRequested) {
      closeBar();
      say("Stopping and saving the state.");
    } else if (event instanceof RunEvent.Completed
        || event instanceof RunEvent.Stopped
        || event instanceof RunEvent.Failed
        || event instanceof RunEvent.Paused) {
      ended = true;
    }
  }

  private void progress(RunState state) {
    if (bar == null) {
      bar = new ProgressLine(style);
    }
    RunEvent.StepLogged step = state.lastStep();
    String left =
        state
            .remaining(Instant.now())
            .map(duration -> ", all epochs " + Units.clock(duration))
            .orElse("");
    bar.update(
        "Epoch " + step.epoch() + "/" + state.epochsPlanned(),
        step.step(),
        step.stepsInEpoch(),
        Units.text(
            "loss %.4f  %.0f images/s  %s data wait%s",
            step.loss(), step.imagesPerSecond(), Units.percent(step.waitingShare()), left));
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void say(String text) {
    if (style != ProgressLine.Style.QUIET) {
      System.out.println(text);
      System.out.flush();
    }
    if (log != null) {
      log.println(text);
    }
  }
}
