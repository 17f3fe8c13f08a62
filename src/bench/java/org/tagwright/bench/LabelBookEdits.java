package org.tagwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.ClassEdit;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.data.labels.LabelBook;

/**
 * How long changes of labels take in a large data set, the wait for the disk included. Arguments:
 * an empty folder, the number of images (100000), the number of single edits (500).
 */
public final class LabelBookEdits {
  private LabelBookEdits() {}

  public static void main(String[] args) throws IOException {
    Path root = Files.createDirectories(Path.of(args[0]));
    int images = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
    int edits = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    Path labels = Files.createDirectories(root.resolve("labels/train"));
    for (int i = 0; i < images; i++) {
      Files.writeString(labels.resolve(stem(i) + ".cls"), i % 80 + "\n" + (i + 7) % 80 + "\n");
    }
    ExperimentConfig.Data data = ExperimentConfig.defaults().data().with(DataSettings.ROOT, root);
    timed("open", () -> LabelBook.open(data));
    LabelBook book = LabelBook.open(data);
    double[] millis = new double[edits];
    for (int i = 0; i < edits; i++) {
      String stem = stem((int) (i * 7919L % images));
      long start = System.nanoTime();
      ImageLabels seen = book.read(stem);
      State state = seen.state(3) == State.PRESENT ? State.ABSENT : State.PRESENT;
      book.edit(stem, seen, seen.with(3, state), "bench");
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%d single edits of %d images: median %.1f ms, 99%% below %.1f ms, slowest %.1f ms%n",
        edits, images, millis[edits / 2], millis[edits * 99 / 100], millis[edits - 1]);
    List<String> many = IntStream.range(0, Math.min(images, 5000)).mapToObj(i -> stem(i)).toList();
    timed(
        "add a class to " + many.size() + " images",
        () -> book.editAll(many, l -> l.with(5, State.PRESENT), "bench", Progress.NONE));
    timed("undo that", () -> book.undo("bench", Progress.NONE));
    timed("remove a class", () -> book.edit(new ClassEdit.Remove("dog"), "bench", Progress.NONE));
    timed("undo that", () -> book.undo("bench", Progress.NONE));
    timed("open again", () -> LabelBook.open(data));
    System.out.printf(
        "history: %,d bytes%n", Files.size(root.resolve("labels/labels-history.jsonl")));
    Folders.delete(root);
  }

  private static String stem(int image) {
    return "image-" + image;
  }

  private static void timed(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    System.out.printf("%-32s %8.1f ms%n", what, (System.nanoTime() - start) / 1e6);
  }
}
