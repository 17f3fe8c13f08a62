package org.tagwright.train;

import static org.tagwright.checkpoint.CheckpointField.MODEL_HEAD;
import static org.tagwright.checkpoint.CheckpointField.MODEL_POOLING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.model.Classifier;
import org.tagwright.model.LoadReport;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.weights.PretrainedWeights;

/** The file that a network's first weights come from. */
final class StartWeights {
  private static final Logger LOG = LoggerFactory.getLogger(StartWeights.class);

  private StartWeights() {}

  /**
   * {@code model.startFrom}, else the published weights where {@code model.pretrained}, fetched
   * where need be, else {@code null}: weights drawn by the seed.
   */
  static Path find(ExperimentConfig config, Progress progress) {
    ExperimentConfig.Model model = config.model();
    if (model.startFrom() != null) {
      if (!Files.isRegularFile(model.startFrom())) {
        throw TagwrightException.input(
            "There is no file " + model.startFrom() + " to start from (model.startFrom).");
      }
      return model.startFrom();
    }
    return model.pretrained()
        ? new PretrainedWeights(model.weightsFolder())
            .fetch(model.backbone(), model.weights(), progress)
        : null;
  }

  /**
   * The tensors of a file that {@link #find} gave, by name; none for {@code null}.
   *
   * @throws TagwrightException of kind input where some are NaN
   */
  static Map<String, TorchTensor> read(Path file) {
    if (file == null) {
      return Map.of();
    }
    Map<String, TorchTensor> tensors = SavedWeights.read(file);
    SavedWeights.requireNumbers(tensors, file);
    return tensors;
  }

  /**
   * Says what a classifier that was made with a file's tensors has of them. The head may be another
   * task's; a backbone that fits in part only would learn from chance.
   *
   * @throws TagwrightException of kind input where the backbone does not fit
   */
  static void requireFit(Path file, Classifier classifier, ExperimentConfig config) {
    if (file == null) {
      return;
    }
    LoadReport backbone = classifier.loaded().besides(classifier.headPath());
    Object savedHead = saved(MODEL_HEAD, file);
    if (savedHead != null
        && !backbone.complete()
        && backbone.unexpected().isEmpty()
        && backbone.mismatched().isEmpty()) {
      throw TagwrightException.input(
          "%s has the head %s, without layers of %s that a linear head needs (%s). Set model.head to %s, or model.startFrom to another file."
              .formatted(file, savedHead, config.model().backbone(), backbone.misfit(), savedHead));
    }
    if (!backbone.complete()) {
      throw TagwrightException.input(
          "The weights in %s are not a %s's; %s. Set model.backbone to the network they are of, or model.startFrom to another file."
              .formatted(file, config.model().backbone(), backbone.misfit()));
    }
    LoadReport head = classifier.loaded().within(classifier.headPath());
    if (!head.complete()) {
      LOG.info(
          "The backbone starts from {}. The head is new: the file's is {} ({}).",
          file,
          savedHead == null ? "another" : savedHead,
          head.misfit());
      return;
    }
    LOG.info("Backbone and head start from {}.", file);
    Object now = ModelSettings.POOLING.inCheckpoint(config).get(MODEL_POOLING.key());
    Object before = saved(MODEL_POOLING, file);
    if (!Objects.equals(before, now)) {
      LOG.warn(
          "The head of {} learned on {} pooling; here it starts on {}.",
          file,
          Objects.requireNonNullElse(before, "average"),
          Objects.requireNonNullElse(now, "average"));
    }
  }

  /** Says which embeddings of places are interpolated because the images have more or fewer. */
  static void reportInterpolation(Classifier classifier, ExperimentConfig config) {
    int imageSize = config.data().imageSize();
    int wanted = classifier.backbone().mapSide(imageSize);
    for (Weight weight : classifier.state()) {
      int side = weight.placesSide();
      if (side > 0 && side != wanted) {
        LOG.info(
            "{} is of {} × {} places: interpolated (bicubic) to {} × {} for images of {} px.",
            weight.name(),
            side,
            side,
            wanted,
            wanted,
            imageSize);
      }
    }
  }

  /** As checkpoints have it: {@code null} is the default. */
  private static Object saved(CheckpointField field, Path file) {
    Object root = TorchFile.readMetadata(file);
    return CheckpointMetadata.isCheckpoint(root)
        ? CheckpointMetadata.of(root, file).get(field)
        : null;
  }
}
