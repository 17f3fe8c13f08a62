package org.tagwright.data.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.common.Staging;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;
import org.tagwright.data.demo.Glyphs.Glyph;

/**
 * A data set made by the program: drawn scenes in the layout of the real one, of some of COCO's
 * classes, in COCO's order. The same options give the same labels and pixels on every machine.
 *
 * <pre>
 * ROOT/images/train-resized/000000000001.jpg …
 * ROOT/images/test-resized/000000100001.jpg …
 * ROOT/labels/train/000000000001.cls …
 * ROOT/labels/test/000000100001.cls …          the truth of the test images
 * ROOT/classes.txt                             the names of the classes that appear
 * ROOT/demo-data.txt                           the options
 * </pre>
 */
public final class DemoDataset {
  /** How many classes can appear. */
  public static final int MOST_CLASSES = 80;

  private static final String MARKER = "demo-data.txt";
  private static final String UNFINISHED = "Tagwright demo data, being put in place\n";
  private static final int FIRST_TEST_NUMBER = 100_001;

  /**
   * What to make.
   *
   * @param train number of training images
   * @param test number of test images
   * @param sizePixels longer side of the images
   * @param classes how many of COCO's 80 classes appear, from 2
   */
  public record Options(
      int train, int test, int sizePixels, int classes, long seed, Difficulty difficulty) {
    /** 2,000 training and 200 test images of 20 classes. */
    public static final Options DEFAULTS = new Options(2000, 200, 256, 20, 42);

    /** Easy scenes. */
    public Options(int train, int test, int sizePixels, int classes, long seed) {
      this(train, test, sizePixels, classes, seed, Difficulty.EASY);
    }

    public Options {
      require(train >= 2 && train < FIRST_TEST_NUMBER, "--train must be 2 to 100,000", train);
      require(test >= 0 && test <= 100_000, "--test must be 0 to 100,000", test);
      require(sizePixels >= 32 && sizePixels <= 2048, "--size must be 32 to 2048", sizePixels);
      require(classes >= 2 && classes <= MOST_CLASSES, "--classes must be 2 to 80", classes);
    }

    private static void require(boolean holds, String rule, int value) {
      if (!holds) {
        throw TagwrightException.input("Demo data: " + rule + ", not " + value + ".");
      }
    }

    private String toText() {
      return String.join(
              "\n",
              "Tagwright demo data, version 2",
              "train " + train,
              "test " + test,
              "size " + sizePixels,
              "classes " + classes,
              "seed " + seed)
          // Nothing for easy ones: data sets made before there were hard ones are still the same.
          + (difficulty == Difficulty.EASY ? "\n" : "\ndifficulty " + difficulty + "\n");
    }
  }

  private DemoDataset() {}

  /**
   * Makes the data set under {@code root}, which is created where it is missing. Where the same one
   * is there already, nothing is done; another demo set in its place is replaced. Nothing is left
   * half-done: the files are made aside and moved when complete.
   *
   * @throws TagwrightException of kind input where {@code root} holds other data, of kind failure
   *     where the files cannot be written
   * @throws CancellationException when cancelled
   */
  public static void make(Path root, Options options, Progress progress) {
    try {
      Path marker = root.resolve(MARKER);
      if (Files.exists(marker)) {
        if (Files.readString(marker).equals(options.toText())) {
          return;
        }
      } else {
        requireNoOtherData(root);
      }
      Files.createDirectories(root);
      try (Staging staging = Staging.in(root)) {
        new Maker(staging.folder(), options, progress).make();
        // A kill between the moves leaves this: it is demo data still, but none to be used.
        Files.writeString(marker, UNFINISHED);
        staging.moveInto(root, List.of("images", "labels", LabelSet.FILE_NAME));
      }
      AtomicFile.writeString(marker, options.toText());
    } catch (IOException e) {
      throw notWritten(root, e);
    } catch (UncheckedIOException e) {
      throw notWritten(root, Objects.requireNonNull(e.getCause()));
    }
  }

  private static TagwrightException notWritten(Path root, IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return TagwrightException.failure(
        "The demo data could not be written to "
            + root
            + ": "
            + (reason == null ? e.getClass().getSimpleName() : reason)
            + ". Choose another folder or make room.",
        e);
  }

  private static void requireNoOtherData(Path root) {
    for (String name : List.of("images", "labels", LabelSet.FILE_NAME)) {
      if (Files.exists(root.resolve(name))) {
        throw TagwrightException.input(
            root.resolve(name)
                + " is there already and is no demo data. Choose another folder with --dir.");
      }
    }
  }

  /** One making, into an empty folder. */
  private static final class Maker {
    private final Options options;
    private final Progress progress;
    private final Cast cast;
    private final List<Integer> cocoIndices;
    private final Path folder;

    Maker(Path folder, Options options, Progress progress) {
      this.folder = folder;
      this.options = options;
      this.progress = progress;
      List<Glyph> glyphs = Glyphs.first(options.classes);
      this.cast = new Cast(glyphs, options.difficulty);
      this.cocoIndices = glyphs.stream().map(Glyph::index).sorted().toList();
    }

    void make() throws IOException {
      for (String part : List.of("train", "test")) {
        Files.createDirectories(folder.resolve("images").resolve(part + "-resized"));
        Files.createDirectories(folder.resolve("labels").resolve(part));
      }
      Files.write(
          folder.resolve(LabelSet.FILE_NAME),
          cocoIndices.stream().map(LabelSet.COCO::name).toList());
      Parallel.map(
          options.train + options.test,
          "drawing demo images",
          progress,
          i -> {
            boolean test = i >= options.train;
            draw(test ? "test" : "train", test ? i - options.train + FIRST_TEST_NUMBER : i + 1);
            return null;
          });
    }

    /** Each image has a generator of its own, so that it is the same whatever else is made. */
    private void draw(String part, int number) {
      SplitMix random = SplitMix.of(options.seed, number);
      Scene scene =
          options.difficulty == Difficulty.HARD
              ? HardScene.draw(cast, options.sizePixels, number >= FIRST_TEST_NUMBER, random)
              : Scene.draw(cast, options.sizePixels, random);
      String stem = Units.text("%012d", number);
      String labels =
          scene.classes().stream()
              .mapToObj(c -> cocoIndices.indexOf(c) + "\n")
              .collect(Collectors.joining());
      try {
        Files.write(
            folder.resolve("images").resolve(part + "-resized").resolve(stem + ".jpg"),
            JpegFile.encode(scene.width(), scene.height(), scene.rgb()));
        Files.write(
            folder.resolve("labels").resolve(part).resolve(stem + ".cls"),
            labels.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
