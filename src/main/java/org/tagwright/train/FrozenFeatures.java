package org.tagwright.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.model.Classifier;
import org.tagwright.model.Mode;
import org.tagwright.run.FrozenMaps;
import org.tagwright.run.RunFolder;

/**
 * The features of a frozen backbone, computed once a sample, or feature maps that are too large to
 * be kept and computed each time.
 *
 * <p>The last bits of a convolution may depend on which images share a batch. So training samples
 * are always computed in the batches of the first epoch, and a resumed run gives the same bits.
 */
final class FrozenFeatures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenFeatures.class);

  private final Classifier classifier;
  private final BatchPipeline pipeline;
  private final Path file;
  private final int samples;
  private FeatureCache cache;
  private Shape shape;

  /**
   * @param file where they are kept, or {@code null}: they are not, and {@link #fill} and {@link
   *     #of} are not for use
   */
  FrozenFeatures(Classifier classifier, BatchPipeline pipeline, Path file, int samples) {
    this.classifier = classifier;
    this.pipeline = pipeline;
    this.file = file;
    this.samples = samples;
  }

  /**
   * Whether there is room for those of a run that begins. What was decided then stays, since
   * batches of other images may give other last bits.
   */
  static boolean fit(ExperimentConfig config, PreparedData data, RunFolder folder) {
    try {
      Files.deleteIfExists(folder.featureCache()); // a killed process has left it
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder.featureCache(), e);
    }
    Optional<FrozenMaps> maps = FrozenMaps.of(config, data.index().size(), folder.path());
    maps.ifPresent(found -> LOG.info(found.inWords()));
    return maps.isEmpty() || maps.get().kept();
  }

  boolean keeps() {
    return file != null;
  }

  /** The features of a batch of images, from now on kept if they are to be. */
  NDArray compute(NDManager arrays, Batch batch) {
    NDArray images = classifier.images(arrays, batch.pixels(), batch.size(), batch.imageSize());
    NDArray features = classifier.features(images, Mode.TRAIN_FROZEN_BACKBONE, 0);
    if (keeps()) {
      shape = features.getShape().slice(1);
      cache().put(batch.samples(), features.toByteBuffer());
    }
    return features;
  }

  /** The kept features of samples. */
  NDArray of(NDManager arrays, int[] wanted) {
    Shape all = new Shape(wanted.length).addAll(shape);
    return arrays.create(cache().get(wanted), all, DataType.FLOAT32);
  }

  /** Those of the samples that have features: all, but for images that could not be read. */
  int[] kept(int[] wanted) {
    return cache == null ? new int[0] : cache.kept(wanted);
  }

  /** Computes those of the batches that are not there, or not in full. */
  void fill(int[][] batches) {
    int[][] missing =
        Arrays.stream(batches)
            .filter(batch -> cache == null || !cache.has(batch))
            .toArray(int[][]::new);
    try (BatchPipeline.Epoch epoch = pipeline.inBatches(missing)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next();
            NDManager arrays = classifier.newStep()) {
          if (batch.size() > 0) {
            compute(arrays, batch).close();
          }
        }
      }
    }
  }

  /**
   * Logits of samples, row-major; their features are computed where they are not there.
   *
   * @param wanted at its beginning those that could be read are left
   */
  float[] logits(int[] wanted, int batchSize) {
    fill(BatchPipeline.batches(wanted, batchSize));
    int[] kept = kept(wanted);
    System.arraycopy(kept, 0, wanted, 0, kept.length);
    float[] logits = new float[kept.length * classifier.classes()];
    int done = 0;
    for (int[] batch : BatchPipeline.batches(kept, batchSize)) {
      try (NDManager arrays = classifier.newStep()) {
        float[] part = classifier.head(of(arrays, batch), Mode.EVALUATE, 0).toFloatArray();
        System.arraycopy(part, 0, logits, done, part.length);
        done += part.length;
      }
    }
    return logits;
  }

  /** The same of images as they are, whether or not features are kept of them. */
  float[] logits(BatchPipeline images, int[] wanted, int batchSize) {
    int classes = classifier.classes();
    float[] logits = new float[wanted.length * classes];
    int done = 0;
    try (BatchPipeline.Epoch epoch = images.inOrder(wanted.clone(), batchSize)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next();
            NDManager arrays = classifier.newStep()) {
          if (batch.size() == 0) {
            continue;
          }
          System.arraycopy(batch.samples(), 0, wanted, done / classes, batch.size());
          NDArray pixels =
              classifier.images(arrays, batch.pixels(), batch.size(), batch.imageSize());
          float[] part = classifier.logits(pixels, Mode.EVALUATE, 0).toFloatArray();
          System.arraycopy(part, 0, logits, done, part.length);
          done += part.length;
        }
      }
    }
    return Arrays.copyOf(logits, done);
  }

  private FeatureCache cache() {
    if (cache == null) {
      cache = new FeatureCache(file, samples, Math.toIntExact(shape.size()));
    }
    return cache;
  }

  /** Forgets all, since the backbone is going to change or nobody needs it any more. */
  @Override
  public void close() {
    if (cache != null) {
      cache.close();
      cache = null;
    }
  }
}
