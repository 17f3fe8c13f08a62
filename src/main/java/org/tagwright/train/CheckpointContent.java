package org.tagwright.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;

/** What a run writes into its checkpoints beside the weights. */
record CheckpointContent(
    ExperimentConfig config,
    LabelSet labels,
    String runName,
    String fingerprint,
    Precision precision) {

  /** Writes the classifier as it is now, after {@code epoch} of {@code epochs}. */
  void write(Path file, Classifier classifier, int epoch, int epochs, Evaluation validation) {
    Checkpoint.write(file, metadata(epoch, epochs, validation), classifier.snapshot());
  }

  CheckpointMetadata metadata(int epoch, int epochs, Evaluation validation) {
    ExperimentConfig.Training training = config.training();
    boolean differential = training.differential();
    LearningRatePlan rates = LearningRatePlan.of(training);
    List<Double> ratesNow = new ArrayList<>(List.of(rates.headRate(epoch)));
    if (differential) {
      ratesNow.add(0, rates.backboneRate(epoch));
    }
    return CheckpointMetadata.builder()
        .set(CheckpointField.MODEL_NAME, config.model().backbone())
        .set(CheckpointField.BEST_VAL_F1, validation.metrics().get(config.validation().selectBy()))
        .set(CheckpointField.BEST_EPOCH, epoch)
        .set(CheckpointField.TOTAL_EPOCHS, epochs)
        .set(CheckpointField.BEST_THRESHOLD, validation.threshold())
        .set(CheckpointField.BATCH_SIZE, training.batchSize())
        .set(CheckpointField.TRAIN_BATCH_SIZE_FROZEN, training.effectiveBatchSizeFrozen())
        .set(CheckpointField.TRAIN_BATCH_SIZE_UNFROZEN, training.batchSize())
        .set(CheckpointField.VAL_BATCH_SIZE, training.valBatchSize())
        .set(CheckpointField.LEARNING_RATE, differential ? null : training.learningRate())
        .set(CheckpointField.LEARNING_RATES, ratesNow)
        .set(CheckpointField.USE_DIFFERENTIAL_LR, differential)
        .set(CheckpointField.BASE_LEARNING_RATE, differential ? null : training.learningRate())
        .set(
            CheckpointField.BACKBONE_BASE_LR, differential ? training.backboneLearningRate() : null)
        .set(CheckpointField.HEAD_BASE_LR, differential ? training.headLearningRate() : null)
        .set(CheckpointField.LR_MILESTONES, training.milestones())
        .set(CheckpointField.LR_DECAY_FACTOR, training.decayFactor())
        .set(CheckpointField.FREEZE_BACKBONE_AT_START, training.freezeBackboneAtStart())
        .set(CheckpointField.UNFREEZE_BACKBONE_EPOCH, training.unfreezeBackboneEpoch())
        .set(CheckpointField.TH_MULTI_LABEL, config.validation().threshold())
        .set(CheckpointField.VAL_SPLIT, config.data().valSplit())
        .set(
            CheckpointField.TRAIN_METRICS_EVERY_N_EPOCHS,
            config.validation().trainMetricsEveryNEpochs())
        .set(CheckpointField.VAL_EVERY_N_EPOCHS, config.validation().everyNEpochs())
        .set(CheckpointField.SEED, training.seed())
        .set(
            CheckpointField.NUM_WORKERS,
            config.data().workers() == null
                ? BatchPipeline.defaultWorkers()
                : config.data().workers())
        .set(CheckpointField.NUM_CLASSES, labels.size())
        .set(CheckpointField.EARLY_STOPPING_ENABLED, config.earlyStopping().enabled())
        .set(CheckpointField.EARLY_STOPPING_PATIENCE, config.earlyStopping().patience())
        .set(CheckpointField.EARLY_STOPPING_MIN_DELTA, config.earlyStopping().minDelta())
        .extras(extras(validation))
        .build();
  }

  private TagwrightExtras extras(Evaluation validation) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    validation.metrics().forEach((metric, value) -> metrics.put(metric.key(), value));
    return new TagwrightExtras(
        TagwrightExtras.CURRENT_SCHEMA,
        config.validation().selectBy().key(),
        metrics,
        Arrays.stream(validation.perClassThresholds()).boxed().toList(),
        labels.names(),
        (long) config.data().imageSize(),
        config.data().resize() == ExperimentConfig.ResizeMode.CROP ? "crop" : "squash",
        runName,
        ConfigJson.write(config),
        false,
        precision.key());
  }
}
