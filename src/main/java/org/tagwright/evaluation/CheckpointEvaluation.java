package org.tagwright.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataProblem;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.metric.LabelledScores;
import org.tagwright.model.Tagger;

/** Measures a checkpoint on a labelled folder and writes the report. */
public final class CheckpointEvaluation {
  private CheckpointEvaluation() {}

  /**
   * What is asked for.
   *
   * @param unknown folder of unknown classes; {@code null}: {@code unknown} beside the labels
   * @param out folder of the report
   * @param threshold {@code null}: what is in force in the checkpoint
   * @param perClass whether each class's own tuned threshold decides
   * @param batchSize images that are computed at once
   * @param workers decode threads, or {@code null}: auto
   */
  public record Request(
      Path checkpoint,
      Path images,
      Path labels,
      @Nullable Path unknown,
      Path out,
      Double threshold,
      boolean perClass,
      int batchSize,
      String device,
      ExperimentConfig.Precision precision,
      Integer workers) {}

  /**
   * What came of it.
   *
   * @param data what was found wrong with the labelled folder
   * @param broken images that could not be decoded, beside those that {@code data} names
   */
  public record Result(
      EvaluationReport report, DatasetReport data, List<Batch.BrokenImage> broken) {}

  /**
   * Evaluates. Samples with problems are left out and reported.
   *
   * @throws TagwrightException of kind input where checkpoint, images or labels will not do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static Result run(Request request, Progress progress) {
    if (request.unknown() != null && !Files.isDirectory(request.unknown())) {
      throw TagwrightException.input(
          "There is no folder "
              + request.unknown()
              + " of unknown classes. Choose another one, or none: then the folder 'unknown' beside"
              + " the labels is used where there is one.");
    }
    try (Tagger tagger = Tagger.open(request.checkpoint(), request.device(), request.precision())) {
      LabelBook.requireFinished(request.labels());
      tagger.labels().requireSameFor(request.labels(), request.checkpoint());
      DecisionThresholds thresholds =
          DecisionThresholds.of(
              request.threshold(), request.perClass(), tagger.metadata(), tagger.labels().size());
      DatasetReport data =
          DatasetCheck.run(
              request.images(), request.labels(), request.unknown(), tagger.labels(), progress);
      DatasetIndex index = data.usable(ExperimentConfig.OnProblem.SKIP);
      List<Batch.BrokenImage> broken = new ArrayList<>();
      LabelledScores scores =
          scores(tagger, index, request.workers(), request.batchSize(), broken, progress);
      progress.update("computing the report", 0, -1);
      EvaluationReport report =
          EvaluationReport.of(
              subject(request, tagger, data, broken),
              tagger.labels().names(),
              scores,
              thresholds.global(),
              thresholds.perClass());
      report.write(request.out());
      return new Result(report, data, broken);
    }
  }

  private static EvaluationReport.Subject subject(
      Request request, Tagger tagger, DatasetReport data, List<Batch.BrokenImage> broken) {
    long leftOut =
        data.problems().stream().filter(p -> p.kind() != DataProblem.Kind.IMAGE_MISSING).count();
    return new EvaluationReport.Subject(
        tagger.metadata().modelName(),
        request.checkpoint().toAbsolutePath().normalize(),
        request.images().toAbsolutePath().normalize(),
        request.labels().toAbsolutePath().normalize(),
        Math.toIntExact(leftOut) + data.imagesWithoutLabels() + broken.size(),
        Instant.now());
  }

  /** Scores every sample; images that cannot be decoded are left out. */
  static LabelledScores scores(
      Tagger tagger,
      DatasetIndex index,
      Integer workers,
      int batchSize,
      List<Batch.BrokenImage> broken,
      Progress progress) {
    int classes = index.classes();
    float[] scores = new float[index.size() * classes];
    float[] targets = new float[scores.length];
    int done = 0;
    try (BatchPipeline pipeline =
            new BatchPipeline(index, tagger.input(), workers, BatchPipeline.OnBroken.SKIP);
        BatchPipeline.Epoch batches = pipeline.inOrder(index.all(), batchSize)) {
      while (batches.hasNext()) {
        progress.orCancel();
        try (Batch batch = batches.next()) {
          broken.addAll(batch.broken());
          if (batch.size() > 0) {
            int cells = batch.size() * classes;
            System.arraycopy(tagger.scores(batch), 0, scores, done * classes, cells);
            System.arraycopy(batch.targets(), 0, targets, done * classes, cells);
            done += batch.size();
          }
        }
        progress.update("evaluating", done + broken.size(), index.size());
      }
    }
    if (done == 0) {
      throw TagwrightException.input(
          "None of the labelled images in %s can be decoded.".formatted(index.folder()));
    }
    return LabelledScores.of(
        Arrays.copyOf(scores, done * classes),
        Arrays.copyOf(targets, done * classes),
        done,
        classes);
  }
}
