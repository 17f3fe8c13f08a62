package org.tagwright.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.ModelSettings;
import org.tagwright.config.Setting;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.Batch;
import org.tagwright.image.NetworkInput;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.tensor.TorchTensor;

/** A trained network that gives images a score for each class. */
public final class Tagger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tagger.class);

  private static final int MOST_CLASSES = 1_000_000;

  private final Path checkpoint;
  private final CheckpointMetadata metadata;
  private final LabelSet labels;
  private final Classifier classifier;

  private Tagger(
      Path checkpoint, CheckpointMetadata metadata, LabelSet labels, Classifier classifier) {
    this.checkpoint = checkpoint;
    this.metadata = metadata;
    this.labels = labels;
    this.classifier = classifier;
  }

  /**
   * Rebuilds the network of a checkpoint.
   *
   * @param device {@code auto}, {@code cpu} or {@code gpu:N}
   * @throws TagwrightException of kind input where the file is no checkpoint of a known backbone
   */
  public static Tagger open(Path checkpoint, String device, ExperimentConfig.Precision wanted) {
    Checkpoint saved = Checkpoint.read(checkpoint);
    CheckpointMetadata metadata = saved.metadata();
    if (metadata.modelName() == null) {
      throw TagwrightException.input(
          checkpoint + " does not say which backbone it is of (model_name is missing).");
    }
    ExperimentConfig.Model model = model(checkpoint, metadata);
    int classes = classes(checkpoint, metadata, saved.stateDict());
    SavedWeights.requireNumbers(saved.stateDict(), checkpoint);
    Device where = Devices.resolve(device);
    Classifier classifier =
        Classifier.create(
            model, classes, 0, where, Precisions.resolve(wanted, where), saved.stateDict());
    LoadReport report = classifier.loaded();
    if (!report.complete()) {
      classifier.close();
      throw TagwrightException.input(
          "The weights in %s are not those of its %s with %d classes; %s."
              .formatted(checkpoint, metadata.modelName(), classes, report.misfit()));
    }
    metadata.problems().forEach(problem -> LOG.warn("{}: {}. Ignored.", checkpoint, problem));
    return new Tagger(checkpoint, metadata, labels(metadata, classes), classifier);
  }

  /** What is not said is as it always was in the first version: a linear head on averages. */
  private static ExperimentConfig.Model model(Path file, CheckpointMetadata metadata) {
    String backbone = Backbone.of(metadata.modelName()).name();
    ExperimentConfig config = ExperimentConfig.defaults().with(ModelSettings.BACKBONE, backbone);
    try {
      for (Setting<?> setting : List.of(ModelSettings.HEAD, ModelSettings.POOLING)) {
        for (String key : setting.checkpointKeys()) {
          Object value = metadata.get(CheckpointField.ofKey(key).orElseThrow());
          config = value == null ? config : ConfigJson.with(config, setting.path(), (String) value);
        }
      }
    } catch (TagwrightException e) {
      throw TagwrightException.input(file + " has a head that is not known: " + e.getMessage(), e);
    }
    return config.model();
  }

  /** Older checkpoints may lack the number; the head's bias tells it. */
  private static int classes(
      Path file, CheckpointMetadata metadata, Map<String, TorchTensor> state) {
    if (metadata.numClasses() != null) {
      return requireSensible(metadata.numClasses(), file);
    }
    TorchTensor last = null;
    for (Map.Entry<String, TorchTensor> entry : state.entrySet()) {
      if (entry.getKey().endsWith(".bias")) {
        last = entry.getValue();
      }
    }
    if (last == null) {
      throw TagwrightException.input(file + " does not say how many classes it has.");
    }
    return requireSensible(last.elementCount(), file);
  }

  private static int requireSensible(long classes, Path file) {
    if (classes < 1 || classes > MOST_CLASSES) {
      throw TagwrightException.input(
          file
              + " says that it has "
              + classes
              + " classes; 1 to "
              + MOST_CLASSES
              + " are expected.");
    }
    return Math.toIntExact(classes);
  }

  private static LabelSet labels(CheckpointMetadata metadata, int classes) {
    List<String> names = metadata.extras().classNames();
    if (names.size() == classes) {
      return new LabelSet(names);
    }
    return classes == LabelSet.COCO.size() ? LabelSet.COCO : LabelSet.numbered(classes);
  }

  public CheckpointMetadata metadata() {
    return metadata;
  }

  /** The checkpoint's class names; COCO's or numbers where it has none. */
  public LabelSet labels() {
    return labels;
  }

  /**
   * What it is validated on, which mostly is what it was trained on; of the usual size of its
   * backbone where the checkpoint says none.
   */
  public NetworkInput input() {
    Long evaluation = (Long) metadata.get(CheckpointField.EVALUATION_SIZE);
    TagwrightExtras extras = metadata.extras();
    Long size = extras.imageSize() == null ? evaluation : extras.imageSize();
    int side = size == null ? classifier.backbone().evaluationSize() : Math.toIntExact(size);
    long resizeSize = extras.resizeSize() == null ? side : extras.resizeSize();
    if (resizeSize < side) {
      throw TagwrightException.input(
          "%s says that images are resized to %d pixels before a crop to %d."
              .formatted(checkpoint, resizeSize, side));
    }
    NetworkInput input =
        new NetworkInput(
            side,
            "crop".equals(extras.resize()) ? ResizeMode.CROP : ResizeMode.SQUASH,
            Math.toIntExact(resizeSize),
            "bicubic".equals(extras.interpolation())
                ? Interpolation.BICUBIC
                : Interpolation.BILINEAR,
            extras.exifOrientation());
    return evaluation == null ? input : input.withSide(Math.toIntExact(evaluation));
  }

  /** The configuration it was trained with, or {@code null} where the checkpoint has none. */
  public ExperimentConfig config() {
    String json = metadata.extras().configJson();
    return json == null ? null : ConfigJson.parse(json, "the checkpoint's configuration");
  }

  /** Its layers, which can describe what they compute. */
  public Architecture architecture() {
    return classifier.architecture();
  }

  /** The weights by name, each fetched from the device when it is read. */
  public Map<String, TorchTensor> weights() {
    return classifier.snapshot();
  }

  /** Where it runs: {@code cpu} or {@code gpu:N}. */
  public String device() {
    return Devices.name(classifier.device());
  }

  public Precision precision() {
    return classifier.precision();
  }

  /**
   * Scores in 0..1, size × classes, row-major.
   *
   * @throws TagwrightException of kind input where the network gives NaN
   */
  public float[] scores(Batch batch) {
    return scores(batch, false);
  }

  /** The means of the scores of each image and its mirror image. */
  public float[] scoresWithFlip(Batch batch) {
    float[] scores = scores(batch, false);
    float[] mirrored = scores(batch, true);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] + mirrored[i]) / 2;
    }
    return scores;
  }

  /**
   * The scores of one decoded image.
   *
   * @param pixels as {@link #input} says, side squared × 3, RGB
   */
  public float[] scores(byte[] pixels) {
    return scores(direct(pixels), 1, input().side(), false);
  }

  private static ByteBuffer direct(byte[] pixels) {
    return ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
  }

  private float[] scores(Batch batch, boolean mirrored) {
    return scores(batch.pixels(), batch.size(), batch.imageSize(), mirrored);
  }

  private float[] scores(ByteBuffer pixels, int count, int size, boolean mirrored) {
    try (NDManager arrays = classifier.newStep()) {
      NDArray images = classifier.images(arrays, pixels, count, size);
      if (mirrored) {
        images = images.flip(2);
      }
      float[] scores = classifier.logits(images, Mode.EVALUATE, 0).toFloatArray();
      for (int i = 0; i < scores.length; i++) {
        requireNumber(scores[i]);
        scores[i] = (float) (1 / (1 + Math.exp(-scores[i])));
      }
      return scores;
    }
  }

  /** Weights that are numbers can still be so large that what is computed with them is none. */
  private void requireNumber(float logit) {
    if (Float.isNaN(logit)) {
      throw TagwrightException.input(
          "%s gives NaN instead of scores, so nothing was predicted: its weights are too large to compute with in %s. Try --precision fp32, or an earlier checkpoint."
              .formatted(checkpoint, classifier.precision().key()));
    }
  }

  /**
   * Where in one decoded image the class was seen.
   *
   * @param pixels as {@link #input} says, side squared × 3, RGB
   */
  public ClassMap classMap(byte[] pixels, int classIndex) {
    try (NDManager arrays = classifier.newStep()) {
      NDArray images = classifier.images(arrays, direct(pixels), 1, input().side());
      ClassMap map = classifier.classMaps(images, classIndex).get(0);
      requireNumber(map.logit());
      return map;
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
