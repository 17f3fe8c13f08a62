package org.tagwright.review;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.prediction.ScoresFile;

/** Scores that lie in a file already, such as those that {@code tagwright predict} wrote. */
final class ScoresFilePrediction implements Predictor.Prediction {
  private final ScoresFile.Header header;
  private final ScoredImages images;
  private final Predictor.Network network;
  private final List<String> remarks;

  private ScoresFilePrediction(
      ScoresFile.Header header,
      ScoredImages images,
      Predictor.Network network,
      List<String> remarks) {
    this.header = header;
    this.images = images;
    this.network = network;
    this.remarks = remarks;
  }

  static boolean isScoresFile(Path file) {
    return file.toString().endsWith(ScoresFile.SUFFIX);
  }

  /**
   * Reads the whole file.
   *
   * @param folder where the images lie
   * @param labels their true labels, or {@code null}
   */
  static Predictor.Prediction read(Path file, Path folder, @Nullable TrueLabels labels) {
    ScoresFile.Content content = ScoresFile.read(file);
    int classes = content.header().classes().size();
    float[] scores = new float[content.rows().size() * classes];
    List<Path> files = new ArrayList<>();
    for (ScoresFile.Row row : content.rows()) {
      System.arraycopy(row.scores(), 0, scores, files.size() * classes, classes);
      files.add(folder.resolve(row.fileName()));
    }
    List<String> remarks = new ArrayList<>();
    int missing = content.header().images() - files.size();
    if (missing > 0) {
      remarks.add(missing + " of " + content.header().images() + " images could not be read.");
    }
    List<ScoredImages.Truth> truths = Collections.nCopies(files.size(), null);
    if (labels != null) {
      try {
        truths = labels.read(folder, files, content.header().classes());
      } catch (TagwrightException e) {
        remarks.add("Not evaluated: " + e.getMessage());
      }
    }
    return new ScoresFilePrediction(
        content.header(),
        ScoredImages.of(content.header().classes(), files, scores, truths),
        networkOf(file, content.header()),
        remarks);
  }

  /** The checkpoint that the file names, where it still lies there. */
  private static Predictor.Network networkOf(Path file, ScoresFile.Header header) {
    if (header.checkpoint() != null && Files.isRegularFile(Path.of(header.checkpoint()))) {
      return Predictor.Network.read(Path.of(header.checkpoint()));
    }
    String why =
        header.checkpoint() == null
            ? " names none"
            : " names one that is not there: " + header.checkpoint();
    return new Predictor.Network(
        null,
        "Where a class was seen only the checkpoint can tell, and "
            + file.getFileName()
            + why
            + ". Predict with a checkpoint to see it.");
  }

  @Override
  public Predictor.Network network() {
    return network;
  }

  @Override
  public Predictor.Progress poll() {
    return new Predictor.Progress(images, images.size(), header.images(), true, null, remarks);
  }

  @Override
  public Predictor.Tuned tuned() {
    return tuned(header);
  }

  static Predictor.Tuned tuned(ScoresFile.Header header) {
    double[] own = header.classThresholds().stream().mapToDouble(Double::doubleValue).toArray();
    return new Predictor.Tuned(
        header.model(),
        header.threshold(),
        own.length == 0 ? null : own,
        header.classThresholdsInForce());
  }

  @Override
  public void cancel() {}
}
