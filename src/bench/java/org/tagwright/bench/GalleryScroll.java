package org.tagwright.bench;

import static org.tagwright.bench.BenchWindow.await;
import static org.tagwright.bench.BenchWindow.onFx;
import static org.tagwright.bench.BenchWindow.say;

import com.sun.javafx.perf.PerformanceTracker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.skin.VirtualFlow;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.Services;
import org.tagwright.ui.WindowUnderTest;
import org.tagwright.ui.Wiring;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;

/**
 * The gallery with many images, scrolled by a sixth of a row per frame: frames drawn per second (as
 * the renderer counts them, not only pulses), the longest gaps, and what the two threads use.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * DISPLAY=:1 java -Xmx2g -cp 'target/test-classes:target/tagwright/lib/*:target/tagwright/lib/javafx/*' \
 *     org.tagwright.bench.GalleryScroll WIDTH HEIGHT ROUNDS IMAGES
 * }</pre>
 *
 * {@code -Djavafx.animation.fullspeed=true} takes the bound of 60 a second away.
 */
public final class GalleryScroll {
  private static final int FILES = 300;
  private static final int SECONDS = 8;
  private static final int PIXELS_A_FRAME = 42;

  private final long[] pulses = new long[100_000];
  private int pulse;

  public static void main(String[] args) throws Exception {
    new GalleryScroll()
        .measure(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]));
    Runtime.getRuntime().halt(0); // The toolkit would still be drawing.
  }

  private void measure(int width, int height, int rounds, int count) throws Exception {
    Path folder = Files.createTempDirectory("tagwright-gallery");
    ScoredImages images = images(folder, count);
    BenchWindow.begin();
    UnaryOperator<Services> services = real -> real.withPredictor(FakeScores.predictor(images));
    GalleryModel model = onFx(() -> open(folder, services, width, height));
    await(50, () -> model.scoresProperty().get().metrics() != null);
    Thread.sleep(1_000);
    for (int round = 0; round < rounds; round++) {
      round();
    }
    System.gc();
    Runtime memory = Runtime.getRuntime();
    say(
        "heap after collecting: %d MB; load: %s",
        (memory.totalMemory() - memory.freeMemory()) >> 20,
        Files.readString(Path.of("/proc/loadavg")).strip());
  }

  private GalleryModel open(Path folder, UnaryOperator<Services> services, int width, int height) {
    Wiring wiring = WindowUnderTest.wiring(folder.resolve("settings"), services);
    BenchWindow.stage()
        .setScene(new Scene(wiring.viewLoader().load("shell.fxml").root(), width, height));
    wiring.start();
    wiring.workbench().navigator().go(ViewId.GALLERY);
    GalleryModel model = wiring.gallery();
    model.prediction().checkpointProperty().set(folder.resolve("best_model.pt"));
    model.prediction().sourceProperty().set(ImageSource.of(folder));
    model.prediction().start();
    BenchWindow.stage().show();
    return model;
  }

  private void round() throws Exception {
    Scene scene = BenchWindow.stage().getScene();
    VirtualFlow<?> flow = onFx(() -> (VirtualFlow<?>) scene.lookup(".gallery-grid .virtual-flow"));
    PerformanceTracker drawn = onFx(() -> PerformanceTracker.getSceneTracker(scene));
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulses[pulse++] = System.nanoTime();
            flow.scrollPixels(PIXELS_A_FRAME);
          }
        };
    StolenTime stolen = new StolenTime();
    long window = cpuNanos("JavaFX Application Thread");
    long renderer = cpuNanos("QuantumRenderer");
    onFx(
        () -> {
          pulse = 0;
          drawn.resetAverageFPS();
          timer.start();
          return null;
        });
    Thread.sleep(SECONDS * 1000L);
    double drawnPerSecond = onFx(() -> (double) drawn.getAverageFPS());
    onFx(
        () -> {
          timer.stop();
          return null;
        });
    window = cpuNanos("JavaFX Application Thread") - window;
    renderer = cpuNanos("QuantumRenderer") - renderer;
    double[] gaps = new double[pulse - 1];
    for (int i = 1; i < pulse; i++) {
      gaps[i - 1] = (pulses[i] - pulses[i - 1]) / 1e6;
    }
    Arrays.sort(gaps);
    say(
        "%5.1f drawn/s, %5.1f pulses/s, gaps %4.1f ms (median) %4.1f (95 %%) %4.1f (99 %%) %5.1f"
            + " (longest); CPU a frame: %.1f ms window, %.1f ms renderer; %.0f %% stolen",
        drawnPerSecond,
        (pulse - 1) / ((pulses[pulse - 1] - pulses[0]) / 1e9),
        gaps[gaps.length / 2],
        gaps[gaps.length * 95 / 100],
        gaps[gaps.length * 99 / 100],
        gaps[gaps.length - 1],
        window / 1e6 / pulse,
        renderer / 1e6 / pulse,
        100 * stolen.share());
  }

  /** A few hundred pictures under many names. */
  private static ScoredImages images(Path folder, int count) throws Exception {
    ScoredImages few = FakeScores.of(folder.resolve("few"), FILES);
    FakeScores.draw(few);
    ScoredImages many = FakeScores.of(folder.resolve("many"), count);
    Files.createDirectories(folder.resolve("many"));
    for (int i = 0; i < count; i++) {
      Files.createLink(many.file(i), few.file(i % FILES));
    }
    return many;
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
}
