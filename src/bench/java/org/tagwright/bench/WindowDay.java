package org.tagwright.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.results.CheckpointScan;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.WindowUnderTest;
import org.tagwright.ui.Wiring;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.results.FakeCheckpoints;
import org.tagwright.ui.runs.RunItem;
import org.tagwright.ui.runs.RunsOnDisk;

/**
 * The window's memory over a day of use in short: each round looks at every run and its charts,
 * goes over all pages, checks the data, reloads the results, predicts, scrolls through the gallery
 * and opens images large. What grows from round to round stays for good. One JSON object per round:
 * resident memory, heap after collecting, nodes of the scene, threads. The photos are made once
 * where a folder for them is given.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * xvfb-run -a java -Xmx2g \
 *     -cp 'target/test-classes:target/tagwright/lib/*:target/tagwright/lib/javafx/*' \
 *     org.tagwright.bench.WindowDay ROUNDS [PHOTOS]
 * }</pre>
 */
public final class WindowDay {
  private static final int IMAGES = 400;
  private static final int LARGE_IMAGES = 10;
  private static final int CHECKPOINTS = 2_000;

  private final Random random = new Random(22);
  private WindowUnderTest window;
  private Wiring wiring;

  private WindowDay() {}

  public static void main(String[] args) throws Exception {
    Path photos =
        args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("tagwright-photos");
    new WindowDay().live(Integer.parseInt(args[0]), photos);
    Runtime.getRuntime().halt(0); // the toolkit's threads would go on
  }

  private void live(int rounds, Path photos) throws Exception {
    Path folder = Files.createTempDirectory("tagwright-day");
    Photos.make(photos, IMAGES, Progress.NONE);
    ScoredImages scored = FakeScores.of(folder.resolve("scored"), IMAGES);
    Files.createDirectories(folder.resolve("scored"));
    for (int i = 0; i < IMAGES; i++) {
      Path photo = photos.resolve(String.format(Locale.ROOT, "images/%012d.jpg", i + 1));
      Files.createLink(scored.file(i), photo);
    }
    RunsOnDisk runs = new RunsOnDisk(folder.resolve("runs"));
    runs.writeMany();
    CheckpointScan.Found found =
        new CheckpointScan.Found(FakeCheckpoints.rows(folder, CHECKPOINTS), List.of());
    window =
        WindowUnderTest.open(
            folder.resolve("settings"),
            1280,
            800,
            real ->
                real.withPredictor(FakeScores.predictor(scored))
                    .withCheckpoints((root, soFar, cancelled) -> found));
    wiring = window.wiring();
    ExperimentConfig config =
        RunsOnDisk.config(folder.resolve("runs"))
            .with(DataSettings.ROOT, photos)
            .with(DataSettings.TRAIN_IMAGES, Path.of("images"))
            .with(DataSettings.TRAIN_LABELS, Path.of("labels"));
    Toolkit.onFx(() -> wiring.experiment().fill(config, "a day"));
    say(0);
    for (int round = 1; round <= rounds; round++) {
      round(folder);
      say(round);
    }
  }

  private void round(Path folder) {
    window.show(ViewId.EXPERIMENT);
    window.show(ViewId.DATA);
    Toolkit.onFx(wiring.data()::check);
    window.settle();
    window.show(ViewId.RUNS);
    for (RunItem item : Toolkit.onFx(() -> List.copyOf(wiring.runs().runs()))) {
      Toolkit.onFx(() -> wiring.runs().select(item.summary().folder().path()));
      window.settle();
    }
    window.show(ViewId.RESULTS);
    Toolkit.onFx(wiring.results()::rescan);
    window.settle();
    window.show(ViewId.GALLERY);
    GalleryModel gallery = wiring.gallery();
    Toolkit.onFx(
        () -> {
          gallery.prediction().checkpointProperty().set(folder.resolve("best_model.pt"));
          gallery.prediction().sourceProperty().set(ImageSource.of(folder.resolve("scored")));
          gallery.prediction().start();
        });
    window.settle();
    for (int i = 0; i < LARGE_IMAGES; i++) {
      Toolkit.onFx(() -> gallery.selectedProperty().set(random.nextInt(IMAGES)));
      window.settle();
      Toolkit.onFx(() -> gallery.open(random.nextInt(IMAGES)));
      window.settle();
      Toolkit.onFx(gallery::close);
      window.settle();
    }
  }

  private void say(int round) throws Exception {
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
      Runtime memory = Runtime.getRuntime();
      heap = Math.min(heap, memory.totalMemory() - memory.freeMemory());
    }
    System.out.printf(
        Locale.ROOT,
        "{\"round\": %d, \"residentMB\": %d, \"heapMB\": %d, \"nodes\": %d, \"threads\": %d}%n",
        round,
        resident() / 1_000_000,
        heap / 1_000_000,
        Toolkit.onFx(() -> nodes(window.scene().getRoot())),
        Thread.activeCount());
  }

  private static long resident() throws Exception {
    String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
    return Long.parseLong(pages[1]) * 4096;
  }

  private static int nodes(Node root) {
    int count = 0;
    Deque<Node> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      count++;
      if (open.remove() instanceof Parent parent) {
        open.addAll(parent.getChildrenUnmodifiable());
      }
    }
    return count;
  }
}
