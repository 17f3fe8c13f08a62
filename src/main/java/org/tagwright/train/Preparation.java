package org.tagwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;
import org.tagwright.model.Devices;

/**
 * Everything that can be found wrong is found here, before a run begins: the configuration, the
 * output folders, the data, the weights to start from.
 */
public record Preparation(ExperimentConfig config, PreparedData data, Path startWeights) {
  private static final int BLOCK_BYTES = 8192;
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /**
   * Checks all of it.
   *
   * @param source names the configuration in messages, such as its file
   * @throws TagwrightException of kind input, telling what to fix
   */
  public static Preparation of(ExperimentConfig config, String source, Progress progress) {
    ConfigCheck.require(config, source);
    Path checkpoint = CheckpointName.fileOf(config);
    writable(checkpoint.getParent(), "output.trainedModels");
    writable(config.output().bestModelFile().getParent(), "output.bestModel");
    writable(config.output().runs(), "output.runs");
    ImageDecoder.loadAhead();
    PreparedData data = PreparedData.of(config, progress);
    data.report().warnings().forEach(LOG::warn);
    checkBatchSizes(config, data.split().train().length);
    shelf(config, "").check();
    Path startWeights = StartWeights.find(config, progress);
    loadPyTorch(config.data(), data);
    return new Preparation(config, data, startWeights);
  }

  /**
   * Reads images for nothing meanwhile: code that Java has run often it compiles, so that the first
   * batch is there in a fraction of the time. Little else can be done then, for loading a library
   * holds up whoever calls a native function for the first time; hence one image before it.
   */
  private static void loadPyTorch(ExperimentConfig.Data config, PreparedData data) {
    ImageDecoder decoder = new ImageDecoder(NetworkInput.of(config));
    int[] samples = data.split().train();
    boolean readable = canRead(decoder, data.index().image(samples[0]));
    Thread loading = Devices.loadAhead();
    for (int i = 1; readable && loading.isAlive(); i++) {
      readable = canRead(decoder, data.index().image(samples[i % samples.length]));
    }
    join(loading);
  }

  private static boolean canRead(ImageDecoder decoder, Path image) {
    try {
      decoder.decode(image);
      return true;
    } catch (IOException e) {
      LOG.debug("{} cannot be read: it is told when its turn comes", image, e);
      return false;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Batch norm learns from nothing less than two images. */
  private static void checkBatchSizes(ExperimentConfig config, int trainSamples) {
    ExperimentConfig.Training training = config.training();
    boolean frozenPhase = training.frozenIn(1);
    if (trainSamples < 2 || training.batchSize() < 2) {
      throw TagwrightException.input(
          trainSamples < 2
              ? "There is only one training sample after the validation split; at least two are"
                  + " needed. Add data, or lower data.valSplit."
              : "training.batchSize is 1, but the batch norms of the network learn from two images"
                  + " at least. Set it to 2 or more.");
    }
    if (frozenPhase && training.effectiveBatchSizeFrozen() < 2) {
      throw TagwrightException.input(
          "training.batchSizeFrozen is 1, but the batch norm of the head learns from two images at"
              + " least. Set it to 2 or more.");
    }
  }

  /** Tries, for rights alone do not tell: a disk may be read-only or full, a parent a file. */
  private static void writable(Path folder, String field) {
    try {
      Files.createDirectories(folder);
      Path test = Files.createTempFile(folder, ".write-test", ".tmp");
      try {
        Files.write(test, new byte[BLOCK_BYTES]); // an empty file finds room on a full disk, too
      } finally {
        Files.delete(test);
      }
    } catch (IOException e) {
      throw TagwrightException.input(
          "Nothing can be written to "
              + folder
              + " ("
              + field
              + "): "
              + TagwrightException.cannotWrite(folder, e).getMessage(),
          e);
    }
  }

  /** Where the configuration's checkpoints go. */
  static CheckpointShelf shelf(ExperimentConfig config, String runName) {
    return new CheckpointShelf(
        CheckpointName.fileOf(config),
        config.output().bestModelFile(),
        config.output().trainedModels(),
        config.validation().selectBy(),
        runName,
        file -> CheckpointShelf.SavedScore.of(CheckpointMetadata.read(file)));
  }
}
