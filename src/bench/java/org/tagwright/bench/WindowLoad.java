package org.tagwright.bench;

import static org.tagwright.bench.BenchWindow.await;
import static org.tagwright.bench.BenchWindow.onFx;
import static org.tagwright.bench.BenchWindow.say;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.ui.Wiring;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.plot.PlotRange;
import org.tagwright.ui.runs.RunsModel;
import org.tagwright.ui.runs.RunsOnDisk;

/**
 * The Runs view with a long run: time until its charts are there, heap, frames a second while it is
 * panned and while events come in, how long the window's thread keeps others waiting, and the delay
 * from an event to its point in the chart.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * DISPLAY=:1 java -Xmx2g -cp 'target/test-classes:target/tagwright/lib/*:target/tagwright/lib/javafx/*' \
 *     org.tagwright.bench.WindowLoad EPOCHS STEPS
 * }</pre>
 */
public final class WindowLoad {
  private static final int SECONDS = 12;
  private static final long EVENT_EVERY_MILLIS = 200;

  private final AtomicLong frames = new AtomicLong();
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
  private RunsModel runs;
  private Consumer<Long> eachFrame = now -> {};

  public static void main(String[] args) throws Exception {
    new WindowLoad().measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    Runtime.getRuntime().halt(0); // The toolkit would still be drawing.
  }

  @SuppressWarnings("try") // The lock is held, not used: the run counts as one that goes on.
  private void measure(int epochs, int steps) throws Exception {
    Path folder = Files.createTempDirectory("tagwright-load");
    ExperimentConfig config =
        RunsOnDisk.config(folder.resolve("runs"), "training.epochs", Integer.toString(epochs + 1));
    RunFolder run =
        new RunsOnDisk(folder.resolve("runs"))
            .write(config, "2026-01-01_10-00-00-resnet18", 600, epochs, steps, RunsOnDisk.End.NONE);
    say("events.jsonl: %d MB", Files.size(run.events()) >> 20);
    BenchWindow.begin();
    try (RunLock lock = RunLock.acquire(run);
        EventLog log = EventLog.open(run)) {
      long start = System.nanoTime();
      onFx(() -> open(folder, run));
      await(20, () -> !runs.charts().lossProperty().get().series().isEmpty());
      say("charts there after %d ms", (System.nanoTime() - start) / 1_000_000);
      Thread.sleep(2_000);
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(300);
      }
      Runtime memory = Runtime.getRuntime();
      say("heap after collecting: %d MB", (memory.totalMemory() - memory.freeMemory()) >> 20);
      watchWaits();
      phase("idle", () -> Thread.sleep(SECONDS * 1000L));
      panning(true);
      phase("panned and zoomed", () -> Thread.sleep(SECONDS * 1000L));
      panning(false);
      phase("events come in", () -> events(log, epochs + 1, steps));
      panning(true);
      phase("events, panned and zoomed", () -> events(log, epochs + 1, steps));
      say("load: %s", Files.readString(Path.of("/proc/loadavg")).strip());
    }
  }

  private Object open(Path folder, RunFolder run) {
    Wiring wiring = new Wiring(Settings.open(folder.resolve("settings")));
    BenchWindow.stage()
        .setScene(new Scene(wiring.viewLoader().load("shell.fxml").root(), 1440, 900));
    runs = wiring.runs();
    wiring.start();
    wiring.workbench().navigator().go(ViewId.RUNS);
    wiring.workbench().navigator().go(new ShowRun(run.path()));
    BenchWindow.stage().show();
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        frames.incrementAndGet();
        eachFrame.accept(now);
      }
    }.start();
    return null;
  }

  /** A tenth of the run, to and fro, wider and narrower, as the hand does it. */
  private void panning(boolean on) throws Exception {
    onFx(
        () -> {
          eachFrame = on ? this::pan : now -> {};
          runs.charts().link().zoomProperty().set(null);
          return null;
        });
  }

  private void pan(long now) {
    double end = runs.charts().link().wholeProperty().get().max();
    double phase = now / 1e9;
    double width = end * (0.25 + 0.2 * Math.sin(phase));
    double from = (end - width) * (0.5 + 0.5 * Math.sin(1.7 * phase));
    runs.charts().link().zoomProperty().set(new PlotRange(from, from + width));
  }

  private interface Work {
    void run() throws Exception;
  }

  private void phase(String name, Work work) throws Exception {
    waits.clear();
    long before = frames.get();
    long fxBefore = cpuNanos("JavaFX Application Thread");
    long drawBefore = cpuNanos("QuantumRenderer");
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> sorted = new ArrayList<>(waits);
    Collections.sort(sorted);
    double drawn = frames.get() - before;
    say(
        "%-26s %5.1f ms CPU a frame in the window's thread, %5.1f ms in the renderer's",
        name,
        (cpuNanos("JavaFX Application Thread") - fxBefore) / 1e6 / drawn,
        (cpuNanos("QuantumRenderer") - drawBefore) / 1e6 / drawn);
    say(
        "%-26s %5.1f frames/s, the window's thread answers within %d ms (median), %d ms (99 %%),"
            + " %d ms (longest)",
        name,
        drawn / seconds,
        sorted.get(sorted.size() / 2) / 1_000_000,
        sorted.get(sorted.size() * 99 / 100) / 1_000_000,
        sorted.get(sorted.size() - 1) / 1_000_000);
  }

  /** What threads of a name have used, which other load on the machine hardly disturbs. */
  private static long cpuNanos(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(name)) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }

  private void watchWaits() {
    Thread watch =
        new Thread(
            () -> {
              while (true) {
                long asked = System.nanoTime();
                Platform.runLater(() -> waits.add(System.nanoTime() - asked));
                pause(20);
              }
            },
            "watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int step;

  /** Appends steps as a training does, and waits for each in the chart. */
  private void events(EventLog log, int epoch, int steps) throws Exception {
    List<Long> delays = new ArrayList<>();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    step = Math.max(step, steps / 3);
    while (System.nanoTime() < end) {
      step++;
      long appended = System.nanoTime();
      log.append(new RunEvent.StepLogged(epoch, step, steps, 0.3, 700, 0.02, 5_000_000_000L));
      double at = epoch - 1 + (double) step / steps;
      while (onFx(() -> runs.charts().link().wholeProperty().get().max()) < at - 1e-9
          && System.nanoTime() < appended + 5_000_000_000L) {
        Thread.sleep(5);
      }
      delays.add((System.nanoTime() - appended) / 1_000_000);
      Thread.sleep(EVENT_EVERY_MILLIS);
    }
    Collections.sort(delays);
    say(
        "event to chart: %d ms (median), %d ms (longest) of %d",
        delays.get(delays.size() / 2), delays.get(delays.size() - 1), delays.size());
  }
}
