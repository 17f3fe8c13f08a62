package org.tagwright.bench;

import static org.tagwright.bench.BenchWindow.await;
import static org.tagwright.bench.BenchWindow.onFx;
import static org.tagwright.bench.BenchWindow.say;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;
import org.tagwright.common.Folders;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.export.TrainedNetwork;
import org.tagwright.review.ImageSource;
import org.tagwright.ui.WindowUnderTest;
import org.tagwright.ui.Wiring;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;

/**
 * One image after the other labelled by the window, as when they are dropped on it: until the
 * scores of each are there. The first has to load the checkpoint in a process of its own.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * DISPLAY=:1 java -Xmx2g -cp 'target/test-classes:target/tagwright/lib/*:target/tagwright/lib/javafx/*' \
 *     org.tagwright.bench.DropSpeed BACKBONE FOLDER_OF_PHOTOS
 * }</pre>
 */
public final class DropSpeed {
  private static final int IMAGES = 40;

  private DropSpeed() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("tagwright-drop");
    ExperimentConfig.Model model =
        ExperimentConfig.defaults().with(ModelSettings.BACKBONE, args[0]).model();
    Path checkpoint = TrainedNetwork.checkpoint(folder.resolve("best_model.pt"), model, 224);
    File[] found = Path.of(args[1]).toFile().listFiles((in, name) -> name.endsWith(".jpg"));
    Arrays.sort(found);
    BenchWindow.begin();
    Wiring wiring =
        onFx(
            () -> {
              Wiring made =
                  WindowUnderTest.wiring(folder.resolve("settings"), UnaryOperator.identity());
              BenchWindow.stage()
                  .setScene(new Scene(made.viewLoader().load("shell.fxml").root(), 1280, 800));
              made.start();
              BenchWindow.stage().show();
              made.workbench().navigator().go(ViewId.GALLERY);
              made.gallery().prediction().checkpointProperty().set(checkpoint);
              return made;
            });
    Thread.sleep(2_000);
    StolenTime stolen = new StolenTime();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      millis.add(drop(wiring.gallery(), found[i % found.length].toPath()));
      Thread.sleep(i == 0 ? 2_000 : 500); // no person is faster
    }
    double[] later = millis.stream().skip(1).mapToDouble(d -> d).sorted().toArray();
    say(
        "%s: first image %.0f ms; later ones %.0f ms (median) %.0f (95 %%) %.0f (longest);"
            + " second %.0f; %.0f %% of the machine stolen",
        args[0],
        millis.get(0),
        later[later.length / 2],
        later[later.length * 95 / 100],
        later[later.length - 1],
        millis.get(1),
        100 * stolen.share());
    onFx(
        () -> {
          wiring.close();
          return null;
        });
    Folders.delete(folder);
    Runtime.getRuntime().halt(0); // The toolkit would still be drawing.
  }

  private static double drop(GalleryModel gallery, Path image) throws Exception {
    long begun = System.nanoTime();
    onFx(
        () -> {
          gallery.prediction().sourceProperty().set(ImageSource.of(List.of(image)));
          gallery.prediction().start();
          return null;
        });
    await(
        1,
        () ->
            gallery.imagesProperty().get().size() == 1
                && gallery.imagesProperty().get().file(0).equals(image));
    return (System.nanoTime() - begun) / 1e6;
  }
}
