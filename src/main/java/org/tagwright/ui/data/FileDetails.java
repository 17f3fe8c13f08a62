package org.tagwright.ui.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataProblem;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelFile;
import org.tagwright.data.survey.DataStats;

/**
 * A file to look at closely: a sample's image, or the file that a problem is in.
 *
 * @param file what "open" and "copy path" mean
 * @param note what is to be said about it
 * @param wrong whether the note tells of something wrong
 * @param image the image to show, or {@code null}
 * @param labels the names of its labels
 * @param lines the lines of a label file; none for an image
 * @param line the line that is meant, from 1, or 0
 */
public record FileDetails(
    Path file,
    String note,
    boolean wrong,
    Path image,
    List<String> labels,
    List<String> lines,
    int line) {

  /** More of a broken label file than this tells nothing more. */
  private static final int MOST_LINES = 200;

  /** Reads what is to be shown of something; may read the disk. */
  @FunctionalInterface
  public interface Reading<T> {
    FileDetails of(T thing) throws IOException;
  }

  /** The details of each thing, read when it is its turn. */
  static <T> List<Callable<FileDetails>> lazily(List<T> things, Reading<T> reading) {
    return new AbstractList<>() {
      @Override
      public Callable<FileDetails> get(int place) {
        return () -> reading.of(things.get(place));
      }

      @Override
      public int size() {
        return things.size();
      }
    };
  }

  /** A sample and its labels. Reads no disk. */
  public static FileDetails ofSample(DataStats stats, int sample) {
    DatasetIndex index = stats.report().index();
    return new FileDetails(
        index.image(sample),
        stats.validates(sample) ? "A validation sample" : "A training sample",
        false,
        index.image(sample),
        index.classNames(sample),
        List.of(),
        0);
  }

  /**
   * The file that a problem is in; for a label file its lines, and its image where there is one.
   * Reads the disk.
   *
   * @param data where its images and labels are
   */
  public static FileDetails ofProblem(DataProblem problem, ExperimentConfig.Data data)
      throws IOException {
    Path file = problem.file();
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    boolean text = name.endsWith(LabelFile.EXTENSION) || name.endsWith(".txt");
    List<String> lines =
        text && Files.isReadable(file)
            ? Files.readString(file, StandardCharsets.ISO_8859_1).lines().limit(MOST_LINES).toList()
            : List.of();
    Path image =
        name.endsWith(LabelFile.EXTENSION)
            ? imageOf(file, data)
            : ImageFolder.isImage(name) ? file : null;
    return new FileDetails(file, problem.message(), true, image, List.of(), lines, problem.line());
  }

  /** Below the images' and the labels' folder, sub-folders are the same. */
  private static Path imageOf(Path label, ExperimentConfig.Data data) {
    Path name = data.trainLabelsFolder().relativize(label);
    String stem = ImageFolder.stem(name.toString());
    Path images = data.trainImagesFolder();
    return ImageFolder.EXTENSIONS.stream()
        .flatMap(end -> Stream.of(end, end.toUpperCase(Locale.ROOT)))
        .map(end -> images.resolve(stem + "." + end))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }
}
