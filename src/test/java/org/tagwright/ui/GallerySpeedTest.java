package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.animation.AnimationTimer;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.results.CheckpointScan;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.gallery.MadeUpScores;
import org.tagwright.ui.gallery.ScoredImages;

/** How 40,000 images scroll. Says frames a second and memory; bounds are generous. */
@UiTest
@Tag("long")
class GallerySpeedTest {
  private static final int IMAGES = 40_000;
  private static final int SECONDS = 8;

  @TempDir Path folder;

  @Test
  void fortyThousandImagesScroll() throws Exception {
    ScoredImages images = images();
    LookingViews.Sources sources =
        new LookingViews.Sources(
            MadeUpScores.predictor(images),
            (root, soFar, cancelled) ->
                new CheckpointScan.Found(java.util.List.of(), java.util.List.of()));
    try (WindowUnderTest window = WindowUnderTest.open(folder, 1440, 900, sources)) {
      GalleryModel model = window.wiring().looking().gallery();
      window.show(ViewId.GALLERY);
      Toolkit.onFx(
          () -> {
            model.prediction().checkpointProperty().set(folder.resolve("best_model.pt"));
            model.prediction().folderProperty().set(folder);
            model.prediction().start();
          });
      Toolkit.await("scores", () -> model.scoresProperty().get().metrics() != null);
      window.settle();
      VirtualFlow<?> flow = (VirtualFlow<?>) window.scene().lookup(".gallery-grid .virtual-flow");
      Frames warm = scroll(flow);
      Frames frames = scroll(flow);
      System.gc();
      Runtime memory = Runtime.getRuntime();
      System.out.printf(
          "scrolling %,d images at 1440 × 900: %s (the first time %s), %d MB of heap after GC%n",
          IMAGES, frames, warm, (memory.totalMemory() - memory.freeMemory()) >> 20);
      assertThat(frames.perSecond()).isGreaterThan(2);
    }
  }

  private record Frames(double perSecond, double p95Millis, double busyMillis) {
    @Override
    public String toString() {
      return "%.0f frames a second, 95 %% of them within %.0f ms, %.1f ms of the window's thread each"
          .formatted(perSecond, p95Millis, busyMillis);
    }
  }

  /** A sixth of a row a frame, as fast as frames come. */
  private static Frames scroll(VirtualFlow<?> flow) throws InterruptedException {
    long[] times = new long[10_000];
    int[] count = new int[1];
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            times[count[0]++] = System.nanoTime();
            flow.scrollPixels(42);
          }
        };
    long busyBefore = Toolkit.onFx(() -> cpu());
    Toolkit.onFx(timer::start);
    Thread.sleep(SECONDS * 1000L);
    Toolkit.onFx(timer::stop);
    long busy = Toolkit.onFx(() -> cpu()) - busyBefore;
    int n = count[0];
    double[] gaps = new double[n - 1];
    for (int i = 1; i < n; i++) {
      gaps[i - 1] = (times[i] - times[i - 1]) / 1e6;
    }
    double seconds = (times[n - 1] - times[0]) / 1e9;
    Arrays.sort(gaps);
    return new Frames((n - 1) / seconds, gaps[(int) (gaps.length * 0.95)], busy / 1e6 / n);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A few hundred pictures under 40,000 names. */
  private ScoredImages images() throws IOException {
    ScoredImages few = MadeUpScores.of(folder.resolve("few"), 300);
    MadeUpScores.draw(few);
    ScoredImages many = MadeUpScores.of(folder.resolve("many"), IMAGES);
    Files.createDirectories(folder.resolve("many"));
    for (int i = 0; i < IMAGES; i++) {
      Files.createLink(many.file(i), few.file(i % 300));
    }
    return many;
  }
}
