package org.tagwright.ui;

import java.util.function.Supplier;
import org.tagwright.classmap.ClassMapService;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.export.ExportService;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.proposal.ProposalSearch;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.results.CheckpointScan;
import org.tagwright.review.PredictionService;
import org.tagwright.review.Predictor;
import org.tagwright.suspects.SuspectSearch;
import org.tagwright.ui.evaluation.Evaluator;
import org.tagwright.ui.export.Exporter;
import org.tagwright.ui.results.CheckpointSource;

/** What the window asks of the rest of the program; tests exchange what they have a fake of. */
public record Services(
    RunService runs,
    RunQueues queues,
    Predictor predictor,
    ClassMaps classMaps,
    CheckpointSource checkpoints,
    Evaluator evaluator,
    SuspectSearch suspects,
    ProposalSearch proposals,
    Exporter exporter)
    implements AutoCloseable {

  /**
   * Child processes and the disk.
   *
   * @param config says where predictions are kept, and which unknown classes belong to labels
   */
  static Services real(Supplier<ExperimentConfig> config) {
    RunService runs = new RunService();
    return new Services(
        runs,
        new RunQueues(runs),
        new PredictionService(config),
        new ClassMapService(),
        new CheckpointScan()::scan,
        new EvaluationService()::run,
        new SuspectSearch(new ChildPrediction()),
        new ProposalSearch(new ChildPrediction()),
        new ExportService()::run);
  }

  public Services withRuns(RunService other) {
    return new Services(
        other,
        new RunQueues(other),
        predictor,
        classMaps,
        checkpoints,
        evaluator,
        suspects,
        proposals,
        exporter);
  }

  public Services withPredictor(Predictor other) {
    return new Services(
        runs, queues, other, classMaps, checkpoints, evaluator, suspects, proposals, exporter);
  }

  public Services withClassMaps(ClassMaps other) {
    return new Services(
        runs, queues, predictor, other, checkpoints, evaluator, suspects, proposals, exporter);
  }

  public Services withCheckpoints(CheckpointSource other) {
    return new Services(
        runs, queues, predictor, classMaps, other, evaluator, suspects, proposals, exporter);
  }

  public Services withEvaluator(Evaluator other) {
    return new Services(
        runs, queues, predictor, classMaps, checkpoints, other, suspects, proposals, exporter);
  }

  public Services withSuspects(SuspectSearch other) {
    return new Services(
        runs, queues, predictor, classMaps, checkpoints, evaluator, other, proposals, exporter);
  }

  public Services withProposals(ProposalSearch other) {
    return new Services(
        runs, queues, predictor, classMaps, checkpoints, evaluator, suspects, other, exporter);
  }

  public Services withExporter(Exporter other) {
    return new Services(
        runs, queues, predictor, classMaps, checkpoints, evaluator, suspects, proposals, other);
  }

  /** Runs that are going on go on; processes that only serve the window end. */
  @Override
  public void close() {
    queues.close();
    classMaps.close();
    predictor.close();
  }
}
