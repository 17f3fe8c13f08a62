package org.tagwright.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.Batch;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.tensor.TorchTensor;

/** A trained network that gives images a score for each class. */
public final class Tagger implements AutoCloseable {
  /** torchvision's size: what a checkpoint that does not say was trained with. */
  private static final int USUAL_IMAGE_SIZE = 224;

  private final CheckpointMetadata metadata;
  private final LabelSet labels;
  private final Classifier classifier;

  private Tagger(CheckpointMetadata metadata, LabelSet labels, Classifier classifier) {
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
    Backbone backbone = Backbone.of(metadata.modelName());
    int classes = classes(checkpoint, metadata, saved.stateDict());
    Device where = Devices.resolve(device);
    Classifier classifier =
        Classifier.create(
            backbone, classes, 0, where, Precisions.resolve(wanted, where), saved.stateDict());
    LoadReport report = classifier.loaded();
    if (!report.missing().isEmpty() || !report.mismatched().isEmpty()) {
      classifier.close();
      throw TagwrightException.input(
          "%s does not hold a whole %s: missing %s; of another shape %s"
              .formatted(checkpoint, metadata.modelName(), report.missing(), report.mismatched()));
    }
    return new Tagger(metadata, labels(metadata, classes), classifier);
  }

  /** Older checkpoints may lack the number; the head's bias tells it. */
  private static int classes(
      Path file, CheckpointMetadata metadata, Map<String, TorchTensor> state) {
    if (metadata.numClasses() != null) {
      return Math.toIntExact(metadata.numClasses());
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
    return Math.toIntExact(last.elementCount());
  }

  private static LabelSet labels(CheckpointMetadata metadata, int classes) {
    List<String> names = metadata.extras().classNames();
    if (names.size() == classes) {
      return new LabelSet(names);
    }
    if (classes == LabelSet.COCO.size()) {
      return LabelSet.COCO;
    }
    List<String> numbers = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      numbers.add("class " + c);
    }
    return new LabelSet(numbers);
  }

  public CheckpointMetadata metadata() {
    return metadata;
  }

  /** The checkpoint's class names; COCO's or numbers where it has none. */
  public LabelSet labels() {
    return labels;
  }

  /** Side of the images it was trained on, pixels. */
  public int imageSize() {
    Long size = metadata.extras().imageSize();
    return size == null ? USUAL_IMAGE_SIZE : Math.toIntExact(size);
  }

  /** How images were made square for its training. */
  public ResizeMode resize() {
    return "crop".equals(metadata.extras().resize()) ? ResizeMode.CROP : ResizeMode.SQUASH;
  }

  /** The configuration it was trained with, or {@code null} where the checkpoint has none. */
  public ExperimentConfig config() {
    String json = metadata.extras().configJson();
    return json == null ? null : ConfigJson.parse(json, "the checkpoint's configuration");
  }

  /** Where it runs: {@code cpu} or {@code gpu:N}. */
  public String device() {
    return Devices.name(classifier.device());
  }

  public Precision precision() {
    return classifier.precision();
  }

  /** Scores in 0..1, size × classes, row-major. */
  public float[] scores(Batch batch) {
    try (NDManager arrays = classifier.newStep()) {
      NDArray images = classifier.images(arrays, batch.pixels(), batch.size(), batch.imageSize());
      float[] scores = classifier.logits(images, Mode.EVALUATE, 0).toFloatArray();
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) (1 / (1 + Math.exp(-scores[i])));
      }
      return scores;
    }
  }

  /**
   * Where in one decoded image the class was seen.
   *
   * @param pixels {@link #imageSize} squared × 3, RGB
   */
  public ClassMap classMap(byte[] pixels, int classIndex) {
    ByteBuffer kept = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
    try (NDManager arrays = classifier.newStep()) {
      NDArray images = classifier.images(arrays, kept, 1, imageSize());
      return classifier.classMaps(images, classIndex).get(0);
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
