package org.tagwright.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.tagwright.common.TagwrightException;
import org.tagwright.prediction.PredictionService;
import org.tagwright.prediction.RunningPrediction;
import org.tagwright.prediction.ScoresFile;
import org.tagwright.review.ScoredImages.Truth;

/** Predicts in a child process and reads its scores file as it grows. */
public final class ChildPredictor implements Predictor {
  private final PredictionService service;
  private final Supplier<Path> out;

  /**
   * @param out the folder of predictions
   */
  public ChildPredictor(PredictionService service, Supplier<Path> out) {
    this.service = service;
    this.out = out;
  }

  @Override
  public Prediction start(Path checkpoint, Path images, Path labels) {
    if (labels != null) {
      TrueLabels.requireAny(labels, images);
    }
    Path truth = labels == null ? TrueLabels.folderOf(images) : labels;
    if (ScoresFilePrediction.isScoresFile(checkpoint)) {
      return ScoresFilePrediction.read(checkpoint, images, truth);
    }
    RunningPrediction running = service.start(checkpoint, images, out.get());
    return new Growing(running, Network.in(checkpoint), images, truth);
  }

  /** Gathers rows; each snapshot shares the score array, of which it reads only its own part. */
  private static final class Growing implements Prediction {
    private final RunningPrediction running;
    private final Network network;
    private final Path folder;
    private final Path labels;
    private final List<Path> files = new ArrayList<>();
    private final List<Truth> truths = new ArrayList<>();
    private float[] scores = new float[0];
    private ScoredImages latest = ScoredImages.NONE;

    Growing(RunningPrediction running, Network network, Path folder, Path labels) {
      this.running = running;
      this.network = network;
      this.folder = folder;
      this.labels = labels;
    }

    @Override
    public Network network() {
      return network;
    }

    @Override
    public synchronized Progress poll() {
      List<ScoresFile.Row> rows = running.poll();
      ScoresFile.Header header = running.header();
      if (header == null) {
        return new Progress(
            latest,
            0,
            running.finished() ? running.images() : 0,
            running.finished(),
            running.failure(),
            0);
      }
      try {
        if (!rows.isEmpty()) {
          add(rows, header);
        }
      } catch (TagwrightException wrongLabel) {
        running.cancel();
        return new Progress(
            latest, files.size(), running.images(), true, wrongLabel.getMessage(), 0);
      }
      int broken = running.finished() ? running.images() - files.size() : 0;
      return new Progress(
          latest,
          files.size(),
          running.images(),
          running.finished(),
          running.failure(),
          running.failure() == null ? broken : 0);
    }

    private void add(List<ScoresFile.Row> rows, ScoresFile.Header header) {
      int classes = header.classes().size();
      int needed = (files.size() + rows.size()) * classes;
      if (scores.length < needed) {
        int grown = Math.min(running.images() * classes, Math.max(needed, scores.length * 2));
        scores = Arrays.copyOf(scores, Math.max(needed, grown));
      }
      List<Path> fresh = new ArrayList<>(rows.size());
      for (ScoresFile.Row row : rows) {
        System.arraycopy(row.scores(), 0, scores, files.size() * classes, classes);
        Path file = folder.resolve(row.fileName());
        files.add(file);
        fresh.add(file);
      }
      if (labels == null) {
        fresh.forEach(file -> truths.add(null));
      } else {
        truths.addAll(TrueLabels.read(labels, folder, fresh, classes));
      }
      latest = ScoredImages.of(header.classes(), files, scores, truths);
    }

    @Override
    public synchronized Tuned tuned() {
      ScoresFile.Header header = running.header();
      if (header == null) {
        return new Tuned(null, 0.5, null, false);
      }
      return ScoresFilePrediction.tuned(header);
    }

    @Override
    public void cancel() {
      running.cancel();
    }
  }
}
