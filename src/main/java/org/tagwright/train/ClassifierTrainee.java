package org.tagwright.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.image.augment.Augmentation;
import org.tagwright.metric.LabelledScores;
import org.tagwright.model.Classifier;
import org.tagwright.model.Mode;
import org.tagwright.train.speed.StepReading;

/** A network, its data and its optimizer. */
final class ClassifierTrainee implements Trainee {
  /** Batch norm learns from nothing less; fewer are left where images have gone. */
  private static final int SMALLEST_BATCH = 2;

  /** More than Java's compiler was seen to take. */
  private static final long ROOM_BYTES = 64 << 20;

  private final ExperimentConfig config;
  private final DatasetIndex index;
  private final Split split;
  private final int[] trainingSample;
  private final Classifier classifier;
  private final WeightUpdate update;
  private final BatchPipeline pipeline;

  /** Of images in the size of evaluation; the same where that is the size of training. */
  private final BatchPipeline evaluated;

  private final FrozenFeatures frozen;
  private final Evaluator evaluator;
  private final CheckpointContent checkpoint;
  private final NDManager lasting;
  private final TrainingLoss loss;

  private EpochPlan plan;
  private int[][] plannedBatches;
  private BatchPipeline.Epoch images;
  private int step;
  private long stepsTrained;
  private NDManager losses;
  private final List<NDArray> unreadLosses = new ArrayList<>();
  private long unreadImages;
  private Duration waitingAtReading;

  /**
   * @param featureFile where the features of a frozen backbone are kept, or {@code null}: nowhere
   */
  ClassifierTrainee(
      ExperimentConfig config,
      PreparedData data,
      Classifier classifier,
      WeightUpdate update,
      CheckpointContent checkpoint,
      Path featureFile) {
    this.config = config;
    this.index = data.index();
    this.split = data.split();
    this.classifier = classifier;
    this.update = update;
    this.checkpoint = checkpoint;
    this.evaluator = new Evaluator(config.validation(), index.labels());
    this.pipeline = BatchPipeline.of(index, config.data());
    ExperimentConfig.Data evaluation = config.data().forEvaluation();
    this.evaluated =
        evaluation.equals(config.data()) ? pipeline : BatchPipeline.of(index, evaluation);
    this.frozen = new FrozenFeatures(classifier, pipeline, featureFile, index.size());
    this.trainingSample = BatchPlan.trainingSample(split, config.training().seed());
    this.lasting = classifier.newStep();
    this.losses = lasting.newSubManager();
    this.loss =
        new TrainingLoss(
            config.training(),
            config.training().posWeight() == ExperimentConfig.PosWeight.BALANCED
                ? PosWeight.balanced(index.targets(split.train()), index.classes())
                : PosWeight.none(index.classes()),
            lasting);
  }

  @Override
  public LearningRatePlan rates() {
    return LearningRatePlan.of(config.training(), split.train().length);
  }

  @Override
  public int beginEpoch(EpochPlan next, int fromStep) {
    plan = next;
    step = fromStep;
    plannedBatches = batchesOf(plan.epoch());
    update.beginEpoch(plan, plannedBatches);
    closeImages();
    waitingAtReading = Duration.ZERO;
    if (!plan.frozen()) {
      frozen.close();
    } else if (plan.epoch() > 1 && frozen.keeps() && !plan.augmented()) {
      frozen.fill(batchesOf(1));
    }
    if (!plan.frozen() || plan.augmented() || !frozen.keeps() || plan.epoch() == 1) {
      images =
          pipeline.inBatches(
              Arrays.copyOfRange(plannedBatches, fromStep, plannedBatches.length), augmentation());
    }
    return plannedBatches.length;
  }

  private Augmentation augmentation() {
    return plan.augmented()
        ? new Augmentation(config.augment(), config.training().seed(), plan.epoch())
        : null;
  }

  private int[][] batchesOf(int epoch) {
    ExperimentConfig.Training training = config.training();
    int size =
        training.frozenIn(epoch) ? training.effectiveBatchSizeFrozen() : training.batchSize();
    return BatchPlan.of(split.train(), size, training.seed(), epoch);
  }

  /**
   * The second step has to do with less memory than those after it. While Java still compiles, its
   * compiler takes memory that lies free between two steps; a later step would find too little of
   * it in one piece, again and again in the first minutes, and the process would grow each time.
   */
  @Override
  public void trainStep() {
    stepsTrained++;
    if (stepsTrained != 2) {
      trainBatch();
      return;
    }
    try (NDManager room = classifier.newStep()) {
      if (!room.getDevice().isGpu()) {
        room.zeros(new Shape(ROOM_BYTES), DataType.INT8);
      }
      trainBatch();
    }
  }

  private void trainBatch() {
    int[] samples = plannedBatches[step];
    step++;
    long noise = BatchPlan.noiseSeed(config.training().seed(), plan.epoch(), step);
    try (NDManager arrays = classifier.newStep()) {
      if (images == null) {
        int[] kept = frozen.kept(samples);
        if (kept.length >= SMALLEST_BATCH) {
          learn(frozen.of(arrays, kept), index.targets(kept), noise);
        }
      } else {
        try (Batch batch = images.next()) {
          if (batch.size() >= SMALLEST_BATCH) {
            learn(features(arrays, batch, noise), batch.targets(), noise);
          }
        }
      }
    }
    unreadImages += samples.length;
  }

  private NDArray features(NDManager arrays, Batch batch, long noise) {
    if (plan.frozen() && !plan.augmented()) {
      return frozen.compute(arrays, batch);
    }
    NDArray pixels = classifier.images(arrays, batch.pixels(), batch.size(), batch.imageSize());
    Mode mode = plan.frozen() ? Mode.TRAIN_FROZEN_BACKBONE : Mode.TRAIN;
    return classifier.features(pixels, mode, noise);
  }

  private void learn(NDArray features, float[] wanted, long noise) {
    Mode mode = plan.frozen() ? Mode.TRAIN_FROZEN_BACKBONE : Mode.TRAIN;
    NDArray logits = classifier.head(features, mode, noise);
    NDArray mean = loss.of(logits, wanted);
    update.learn(mean, step);
    keep(mean);
  }

  /** Without the graph behind it, which would hold the whole step's memory. */
  private void keep(NDArray mean) {
    NDArray detached = mean.stopGradient();
    detached.attach(losses);
    unreadLosses.add(detached);
  }

  @Override
  public StepReading readSteps() {
    float[] values = new float[unreadLosses.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = unreadLosses.get(i).getFloat();
    }
    unreadLosses.clear();
    losses.close();
    losses = lasting.newSubManager();
    Duration waiting = images == null ? Duration.ZERO : images.waiting();
    StepReading reading =
        new StepReading(values, unreadImages, waiting.minus(waitingAtReading).toNanos());
    waitingAtReading = waiting;
    unreadImages = 0;
    return reading;
  }

  @Override
  public Evaluation validate() {
    Scored scored = update.withResult(() -> score(split.validation(), evaluated));
    return evaluator.tuned(scored.loss, scored.scores);
  }

  @Override
  public Evaluation evaluateTraining(boolean all, double threshold) {
    if (plan.frozen() && frozen.keeps()) {
      frozen.fill(batchesOf(1));
    }
    Scored scored = update.withResult(() -> score(all ? split.train() : trainingSample, pipeline));
    return evaluator.at(scored.loss, scored.scores, threshold);
  }

  private record Scored(double loss, LabelledScores scores) {}

  private Scored score(int[] samples, BatchPipeline from) {
    int classes = index.classes();
    int batchSize = config.training().valBatchSize();
    int[] read = samples.clone();
    // Kept features are of images in the size of training.
    boolean kept = plan.frozen() && frozen.keeps() && from == pipeline;
    float[] logits = kept ? frozen.logits(read, batchSize) : frozen.logits(from, read, batchSize);
    if (logits.length == 0) {
      throw TagwrightException.failure(
          "None of the " + Units.count(samples.length, "image") + " to be scored can be read");
    }
    read = Arrays.copyOf(read, logits.length / classes);
    float[] targets = index.targets(read);
    double mean = loss.of(logits, targets);
    if (!Double.isFinite(mean)) {
      throw new TrainingFailure.LossNotFinite(plan.epoch(), step);
    }
    return new Scored(
        mean, LabelledScores.of(TrainingLoss.sigmoid(logits), targets, read.length, classes));
  }

  @Override
  public void saveState(Path file, TrainingProgress progress) throws IOException {
    LastState.write(file, classifier, update, progress, checkpoint.fingerprint(), frozen.keeps());
  }

  @Override
  public void saveCheckpoint(Path file, int epoch, int epochs, Evaluation validation) {
    update.withResult(
        () -> {
          checkpoint.write(file, classifier, epoch, epochs, validation);
          return file;
        });
  }

  private void closeImages() {
    if (images != null) {
      images.close();
      images = null;
    }
  }

  @Override
  public void close() {
    closeImages();
    frozen.close();
    pipeline.close();
    if (evaluated != pipeline) {
      evaluated.close();
    }
    lasting.close();
    update.close();
    classifier.close();
  }
}
