package org.tagwright.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;
import org.tagwright.metric.Metric;
import org.tagwright.results.CheckpointScan;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Time to scan many checkpoints and to read a long run. */
public final class ScanBench {
  private static final double WANTED_SECONDS = 2;
  private static final int BLOCK = 4096;
  private static final int TENSORS = 122; // as many entries as a resnet18 has
  private static final int FOLDERS = 6;
  private static final int STEPS_AN_EPOCH = 1000;

  private ScanBench() {}

  /** The first and a second scan of {@code count} checkpoints of {@code megabytes} each. */
  public static List<Figure> checkpoints(Path folder, int count, int megabytes, Progress progress) {
    Path root = folder.resolve("checkpoints");
    try {
      Folders.delete(root);
      write(root, count, megabytes, progress);
      CheckpointScan scan = new CheckpointScan();
      progress.update("scanning checkpoints", 0, 2);
      double first = scan(scan, root, count);
      progress.update("scanning checkpoints", 1, 2);
      double second = scan(scan, root, count);
      progress.update("scanning checkpoints", 2, 2);
      Folders.delete(root);
      String what = Units.text("scan of %,d checkpoints", count);
      return List.of(seconds(what + ", first", first), seconds(what + ", again", second));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(root, e);
    }
  }

  private static Figure seconds(String name, double seconds) {
    return new Figure(name, "s", false, List.of(seconds), List.of(), WANTED_SECONDS, Map.of());
  }

  private static double scan(CheckpointScan scan, Path root, int count) {
    long start = System.nanoTime();
    CheckpointScan.Found found =
        scan.scan(root, CheckpointScan.DEFAULT_GLOB, batch -> {}, () -> false);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (found.rows().size() != count) {
      throw new IllegalStateException(
          found.rows().size() + " of " + count + " checkpoints were found");
    }
    return seconds;
  }

  /** One real file with all weights zero; the others are sparse copies of it. */
  private static void write(Path root, int count, int megabytes, Progress progress)
      throws IOException {
    Path first = root.resolve("model-0/checkpoint-00000.pt");
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, "resnet18")
            .set(CheckpointField.BEST_VAL_F1, 0.5)
            .set(CheckpointField.BEST_EPOCH, 3)
            .set(CheckpointField.TOTAL_EPOCHS, 18)
            .set(CheckpointField.BEST_THRESHOLD, 0.4)
            .set(CheckpointField.BATCH_SIZE, 32)
            .set(CheckpointField.LEARNING_RATE, 1e-4)
            .set(CheckpointField.SEED, 42L)
            .set(CheckpointField.NUM_CLASSES, LabelSet.COCO.size())
            .extras(extras())
            .build();
    Map<String, TorchTensor> weights = new LinkedHashMap<>();
    int numbers = (int) (megabytes * 1_000_000L / Float.BYTES / TENSORS);
    ByteBuffer zeros = ByteBuffer.allocate(numbers * Float.BYTES);
    for (int i = 0; i < TENSORS; i++) {
      weights.put(
          "layer%d.0.conv%d.weight".formatted(i / 10, i),
          TorchTensor.of(ElementType.FLOAT32, zeros, numbers));
    }
    TorchWriter.write(first, metadata.toDict(weights));
    Map<Long, ByteBuffer> filled = filledBlocks(first);
    long bytes = Files.size(first);
    for (int i = 1; i < count; i++) {
      Path file = root.resolve(Units.text("model-%d/checkpoint-%05d.pt", i % FOLDERS, i));
      Files.createDirectories(file.getParent());
      try (FileChannel out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.SPARSE)) {
        for (Map.Entry<Long, ByteBuffer> block : filled.entrySet()) {
          out.write(block.getValue().duplicate(), block.getKey());
        }
        if (out.size() != bytes) {
          throw new IllegalStateException("a copy has another size than " + first);
        }
        // Otherwise the system would be writing gigabytes while the scan reads, as it never would
        // in use.
        out.force(false);
      }
      progress.update("making checkpoints", i + 1, count);
    }
  }

  private static TagwrightExtras extras() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      metrics.put(metric.key(), 0.5);
    }
    List<Double> thresholds = new ArrayList<>();
    for (int c = 0; c < LabelSet.COCO.size(); c++) {
      thresholds.add(0.4);
    }
    return new TagwrightExtras(
        TagwrightExtras.CURRENT_SCHEMA,
        Metric.WEIGHTED_F1.key(),
        metrics,
        thresholds,
        LabelSet.COCO.names(),
        224L,
        "squash",
        "bench",
        ConfigJson.write(ExperimentConfig.defaults()));
  }

  /** The blocks of a file that are not all zeros, and its last block, by offset. */
  private static Map<Long, ByteBuffer> filledBlocks(Path file) throws IOException {
    Map<Long, ByteBuffer> filled = new LinkedHashMap<>();
    byte[] all = Files.readAllBytes(file);
    for (int from = 0; from < all.length; from += BLOCK) {
      int length = Math.min(BLOCK, all.length - from);
      boolean zero = from + length < all.length;
      for (int i = from; zero && i < from + length; i++) {
        zero = all[i] == 0;
      }
      if (!zero) {
        filled.put((long) from, ByteBuffer.wrap(all, from, length).slice());
      }
    }
    return filled;
  }

  /** Reading a run of {@code count} events. */
  public static Figure events(Path folder, int count, Progress progress) {
    Path runs = folder.resolve("events");
    Folders.delete(runs);
    RunFolder run = RunFolder.create(runs, "resnet18");
    run.writeConfig(ExperimentConfig.defaults());
    write(run, count, progress);
    progress.update("reading events", 0, 1);
    long start = System.nanoTime();
    RunState state = RunState.read(run);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.update("reading events", 1, 1);
    if (state.lastStep() == null) {
      throw new IllegalStateException("no step was read");
    }
    Folders.delete(runs);
    return seconds(Units.text("reading a run of %,d events", count), seconds);
  }

  private static void write(RunFolder run, int count, Progress progress) {
    try (EventLog log = EventLog.open(run)) {
      log.append(
          new RunEvent.Started(
              count / STEPS_AN_EPOCH + 1,
              32 * STEPS_AN_EPOCH,
              3200,
              LabelSet.COCO.names(),
              "resnet18",
              "cpu",
              "fp32",
              11_000_000,
              Metric.WEIGHTED_F1,
              1));
      for (int i = 0; i < count; i++) {
        int epoch = i / STEPS_AN_EPOCH + 1;
        int step = i % STEPS_AN_EPOCH + 1;
        double loss = 0.2 + 0.7 / (1 + i * 1e-4);
        log.append(
            new RunEvent.StepLogged(
                epoch, step, STEPS_AN_EPOCH, loss, 24.8, 0.004, 1_500_000_000L));
        if (step == STEPS_AN_EPOCH) {
          progress.update("writing events", i + 1, count);
        }
      }
    }
  }
}
