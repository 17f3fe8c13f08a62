package org.tagwright.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tagwright.data.batch.Batch;

/** Watches a folder without a network, in a process that a test kills. */
final class WatchingChild {
  static final List<String> CLASSES = List.of("cat", "dog");

  private WatchingChild() {}

  static WatchLog.Header header(Path folder) {
    Path checkpoint = folder.resolveSibling("model.pt");
    return WatchLog.Header.of(
        checkpoint, "1a2b", "resnet18", folder, CLASSES, List.of(0.5, 0.5), null);
  }

  /** Scores every image the same; one named {@code broken} cannot be read. */
  static WatchedFolder.Scoring scoring(Path folder) {
    return (names, then) -> {
      List<ScoresFile.Row> rows = new ArrayList<>();
      List<Batch.BrokenImage> broken = new ArrayList<>();
      for (String name : names) {
        if (name.contains("broken")) {
          broken.add(new Batch.BrokenImage(folder.resolve(name), "it is cut off"));
        } else {
          rows.add(new ScoresFile.Row(name, new float[] {0.9f, 0.1f}));
        }
      }
      then.scored(new Scorer.Scored(rows, new int[rows.size()], broken));
    };
  }

  /** Arguments: the folder, and where the labels go. Its clock is fast. */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    try (WatchLog log = WatchLog.open(Path.of(arguments[1]), "labels", header(folder))) {
      WatchedFolder.Listener listener =
          new WatchedFolder.Listener() {
            @Override
            public void labelled(List<WatchLog.Line> lines) {}

            @Override
            public void cannotLook(String why) {
              System.err.println(why);
            }
          };
      new WatchedFolder(
              folder,
              log,
              scoring(folder),
              CLASSES,
              new double[] {0.5, 0.5},
              3,
              listener,
              () -> 1000 * System.nanoTime())
          .run(
              nanos -> {
                TimeUnit.NANOSECONDS.sleep(Math.min(nanos, 10_000_000));
                return true;
              });
    }
  }
}
