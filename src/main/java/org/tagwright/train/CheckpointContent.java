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
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRatePlan;
import org.tagwright.config.Setting;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.image.NetworkInput;
import org.tagwright.model.Classifier;
import org.tagwright.model.layer.Precision;

/** What a run writes into its checkpoints beside the weights. */
record CheckpointContent(
    ExperimentConfig config,
    LabelSet labels,
    String runName,
    String fingerprint,
    String validatedOn,
    Precision precision,
    LearningRatePlan rates) {

  /** What the checkpoints of a run on {@code data} say. */
  static CheckpointContent of(
      ExperimentConfig config, PreparedData data, String runName, Precision precision) {
    return new CheckpointContent(
        config,
        data.index().labels(),
        runName,
        data.fingerprint(),
        data.validatedOn(),
        precision,
        LearningRatePlan.of(config.training(), data.split().train().length));
  }

  /** Writes the classifier as it is now, after {@code epoch} of {@code epochs}. */
  void write(Path file, Classifier classifier, int epoch, int epochs, Evaluation validation) {
    Checkpoint.write(file, metadata(epoch, epochs, validation), classifier.snapshot());
  }

  CheckpointMetadata metadata(int epoch, int epochs, Evaluation validation) {
    boolean differential = config.training().differential();
    List<Double> ratesNow = new ArrayList<>(List.of(rates.headRate(epoch)));
    if (differential) {
      ratesNow.add(0, rates.backboneRate(epoch));
    }
    CheckpointMetadata.Builder metadata = CheckpointMetadata.builder();
    for (Setting<?> setting : Catalogue.all()) {
      setting.inCheckpoint(config).forEach((key, value) -> metadata.set(field(key), value));
    }
    return metadata
        .set(CheckpointField.BEST_VAL_F1, validation.metrics().get(config.validation().selectBy()))
        .set(CheckpointField.BEST_EPOCH, epoch)
        .set(CheckpointField.TOTAL_EPOCHS, epochs)
        .set(CheckpointField.BEST_THRESHOLD, validation.threshold())
        .set(CheckpointField.LEARNING_RATES, ratesNow)
        .set(
            CheckpointField.NUM_WORKERS,
            config.data().workers() == null
                ? BatchPipeline.defaultWorkers()
                : config.data().workers())
        .set(CheckpointField.NUM_CLASSES, labels.size())
        .extras(extras(validation))
        .build();
  }

  private static CheckpointField field(String key) {
    return CheckpointField.ofKey(key)
        .orElseThrow(() -> new IllegalStateException("a checkpoint has no " + key));
  }

  private TagwrightExtras extras(Evaluation validation) {
    NetworkInput input = NetworkInput.of(config.data());
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
        input.resizeSize() == input.side() ? null : (long) input.resizeSize(),
        input.interpolation() == Interpolation.BICUBIC ? "bicubic" : null,
        config.data().orientation() == ExperimentConfig.ExifOrientation.APPLY ? "apply" : null,
        runName,
        ConfigJson.write(config),
        false,
        precision.key(),
        validatedOn);
  }
}
