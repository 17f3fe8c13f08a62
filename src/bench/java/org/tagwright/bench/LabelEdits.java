package org.tagwright.bench;

import static org.tagwright.bench.BenchWindow.await;
import static org.tagwright.bench.BenchWindow.onFx;
import static org.tagwright.bench.BenchWindow.say;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import org.tagwright.data.LabelSet;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.WindowUnderTest;
import org.tagwright.ui.Wiring;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.labels.LabelEditing;

/**
 * Labels edited in Data's samples and in the gallery with 100,000 images of 80 classes each: what
 * an edit takes of the window's thread, when it is shown and laid out, and when it is saved.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * DISPLAY=:1 java -Xmx2g -cp 'target/test-classes:target/tagwright/lib/*:target/tagwright/lib/javafx/*' \
 *     org.tagwright.bench.LabelEdits FOLDER IMAGES EDITS
 * }</pre>
 *
 * FOLDER is made once and used again.
 */
public final class LabelEdits {
  private static final int FILES = 300;
  private static final int MANY = 1_000;
  private static final int MANY_EDITS = 7;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private LabelEdits() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    ScoredImages images = images(folder, Integer.parseInt(args[1]));
    int edits = Integer.parseInt(args[2]);
    BenchWindow.begin();
    Wiring wiring =
        onFx(
            () -> {
              Wiring made =
                  WindowUnderTest.wiring(
                      Files.createTempDirectory("tagwright-settings"),
                      real -> real.withPredictor(FakeScores.predictor(images)));
              BenchWindow.stage()
                  .setScene(new Scene(made.viewLoader().load("shell.fxml").root(), 1280, 800));
              made.start();
              BenchWindow.stage().show();
              return made;
            });
    samples(wiring, folder, edits);
    gallery(wiring, folder, edits);
    Runtime.getRuntime().halt(0); // The toolkit would still be drawing.
  }

  private static void samples(Wiring wiring, Path folder, int edits) throws Exception {
    onFx(
        () -> {
          wiring.workbench().navigator().go(ViewId.DATA);
          wiring.data().useRoot(folder);
          return null;
        });
    LabelEditing editing = wiring.data().labels().editing();
    await(1, () -> editing.deskProperty().get() != null);
    onFx(
        () -> {
          BenchWindow.stage().getScene().getRoot().lookupAll(".data .segment").stream()
              .map(ToggleButton.class::cast)
              .filter(b -> b.getText().startsWith("Samples"))
              .forEach(ToggleButton::fire);
          return null;
        });
    Thread.sleep(3_000);
    measure(
        "Data, one of %,d samples".formatted(wiring.data().labels().shown().size()),
        editing,
        edits,
        i -> wiring.data().labels().selection().step(1, false));
    onFx(
        () -> {
          wiring.data().labels().selection().click(0, false, false);
          wiring.data().labels().selection().click(MANY - 1, false, true);
          return null;
        });
    many("Data, a class for %,d of them".formatted(MANY), editing);
  }

  private static void gallery(Wiring wiring, Path folder, int edits) throws Exception {
    GalleryModel model = wiring.gallery();
    onFx(
        () -> {
          wiring.workbench().navigator().go(ViewId.GALLERY);
          model.prediction().checkpointProperty().set(folder.resolve("best_model.pt"));
          model
              .prediction()
              .sourceProperty()
              .set(ImageSource.of(folder.resolve("images/train-resized")));
          model.prediction().start();
          return null;
        });
    LabelEditing editing = wiring.galleryLabels().editing();
    await(1, () -> editing.deskProperty().get() != null);
    await(1, () -> model.scoresProperty().get().metrics() != null);
    Thread.sleep(3_000);
    measure("Gallery, thumbnails", editing, edits, i -> model.step(1));
    onFx(
        () -> {
          model.open(0);
          return null;
        });
    measure("Gallery, large view", editing, edits, i -> model.step(1));
  }

  private interface Next {
    void step(int edit);
  }

  private static void measure(String what, LabelEditing editing, int edits, Next next)
      throws Exception {
    double[] busy = new double[edits];
    double[] cpu = new double[edits];
    double[] laidOut = new double[edits];
    double[] saved = new double[edits];
    StolenTime stolen = new StolenTime();
    for (int i = 0; i < edits; i++) {
      int edit = i;
      onFx(
          () -> {
            next.step(edit);
            return null;
          });
      Thread.sleep(100);
      CountDownLatch frame = new CountDownLatch(1);
      long begun = System.nanoTime();
      onFx(
          () -> {
            Scene scene = BenchWindow.stage().getScene();
            Runnable once =
                new Runnable() {
                  @Override
                  public void run() {
                    scene.removePostLayoutPulseListener(this);
                    laidOut[edit] = (System.nanoTime() - begun) / 1e6;
                    cpu[edit] = THREADS.getCurrentThreadCpuTime() / 1e6 - cpu[edit];
                    frame.countDown();
                  }
                };
            scene.addPostLayoutPulseListener(once);
            long from = System.nanoTime();
            cpu[edit] = THREADS.getCurrentThreadCpuTime() / 1e6;
            editing.toggle(edit % LabelSet.COCO.size());
            busy[edit] = (System.nanoTime() - from) / 1e6;
            Platform.requestNextPulse();
            return null;
          });
      frame.await();
      await(1, () -> editing.deskProperty().get().idle());
      saved[edit] = (System.nanoTime() - begun) / 1e6;
    }
    say(
        "%s (%.0f %% of the machine stolen): %s of the processor, layout included%n  edited after"
            + " %s%n  laid out after %s%n  saved after %s",
        what, 100 * stolen.share(), of(cpu), of(busy), of(laidOut), of(saved));
    for (int i = 0; i < edits; i++) {
      undo(editing); // the fake predictor's true labels are those of the beginning
    }
  }

  /** What a class for all selected images takes, several times over. */
  private static void many(String what, LabelEditing editing) throws Exception {
    double[] busy = new double[MANY_EDITS];
    double[] cpu = new double[MANY_EDITS];
    double[] saved = new double[MANY_EDITS];
    double[] undone = new double[MANY_EDITS];
    for (int i = 0; i < MANY_EDITS; i++) {
      int edit = i;
      long begun = System.nanoTime();
      onFx(
          () -> {
            long from = System.nanoTime();
            long worked = THREADS.getCurrentThreadCpuTime();
            editing.toggle(LabelSet.COCO.size() - 1 - edit);
            cpu[edit] = (THREADS.getCurrentThreadCpuTime() - worked) / 1e6;
            busy[edit] = (System.nanoTime() - from) / 1e6;
            return null;
          });
      await(1, () -> editing.deskProperty().get().idle());
      saved[i] = (System.nanoTime() - begun) / 1e6;
      begun = System.nanoTime();
      undo(editing);
      undone[i] = (System.nanoTime() - begun) / 1e6;
    }
    say(
        "%s: %s of the processor%n  edited after %s%n  saved after %s%n  undone after %s",
        what, of(cpu), of(busy), of(saved), of(undone));
  }

  private static void undo(LabelEditing editing) throws Exception {
    onFx(
        () -> {
          editing.undo();
          return null;
        });
    await(1, () -> editing.deskProperty().get().idle());
  }

  private static String of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.1f ms (median) %.1f (95 %%) %.1f (longest)",
        sorted[sorted.length / 2],
        sorted[sorted.length * 95 / 100],
        sorted[sorted.length - 1]);
  }

  /** A few hundred pictures under many names, with label files. */
  private static ScoredImages images(Path folder, int count) throws IOException {
    ScoredImages many = FakeScores.of(folder.resolve("images/train-resized"), count);
    if (!Files.exists(folder.resolve("labels/train"))) {
      ScoredImages few = FakeScores.of(folder.resolve("few"), FILES);
      FakeScores.draw(few);
      Files.createDirectories(folder.resolve("images/train-resized"));
      List<Path> files = many.files();
      for (int i = 0; i < count; i++) {
        Files.createLink(files.get(i), few.file(i % FILES));
      }
      FakeScores.label(many, folder.resolve("labels/train"));
    }
    return many;
  }
}
