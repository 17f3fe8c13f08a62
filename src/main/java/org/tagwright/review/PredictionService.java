package org.tagwright.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Digest;
import org.tagwright.common.Folders;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.ImageFolder;
import org.tagwright.prediction.ScoreService;
import org.tagwright.prediction.ScoresFile;
import org.tagwright.process.ChildProcess;

/**
 * Predictions for the window. Of a folder each is a child process {@code tagwright predict}, whose
 * scores file is read while it grows. The same checkpoint on the same files is not predicted twice:
 * the scores are kept in a folder named by a digest of both. Single images are scored by a process
 * that keeps the checkpoint loaded.
 */
public final class PredictionService implements Predictor {
  private static final String PREFIX = "gallery-";
  private static final String COMPLETE = "complete";
  private static final String LOG = "predict.log";
  private static final int MOST_KEPT = 20;

  private final ChildProcess child;
  private final int batchSize;
  private final Supplier<ExperimentConfig> config;
  private final ScoreService single;

  /**
   * @param config says where predictions are kept, and which unknown classes belong to labels
   */
  public PredictionService(Supplier<ExperimentConfig> config) {
    this(new ChildProcess(), 64, config);
  }

  PredictionService(ChildProcess child, int batchSize, Supplier<ExperimentConfig> config) {
    this.child = child;
    this.batchSize = batchSize;
    this.config = config;
    single = new ScoreService(child);
  }

  /** Reads the names, sizes and times of all images: some 100 ms for 40,000. */
  @Override
  public Prediction start(Path checkpoint, ImageSource source, @Nullable Path labels) {
    if (source.isSingle()) {
      return startSingle(checkpoint, source);
    }
    Path images = source.folder();
    if (labels != null) {
      TrueLabels.requireAny(labels, images);
    }
    ExperimentConfig now = config.get();
    Path found = labels == null ? TrueLabels.folderOf(images) : labels;
    TrueLabels truth = found == null ? null : TrueLabels.of(found, now.data());
    if (ScoresFilePrediction.isScoresFile(checkpoint)) {
      return ScoresFilePrediction.read(checkpoint, images, truth);
    }
    return start(checkpoint, images, truth, now.output().predictions());
  }

  private SinglePrediction startSingle(Path checkpoint, ImageSource source) {
    if (ScoresFilePrediction.isScoresFile(checkpoint)) {
      throw TagwrightException.input(
          checkpoint
              + " holds the scores of its own images only. Choose a checkpoint to label others.");
    }
    CheckpointMetadata.requireFile(checkpoint);
    return new SinglePrediction(single, checkpoint, source.single()).started();
  }

  @Override
  public void close() {
    single.close();
  }

  private RunningPrediction start(
      Path checkpoint, Path images, @Nullable TrueLabels labels, Path out) {
    CheckpointMetadata.requireFile(checkpoint);
    List<String> names = ImageFolder.list(images);
    if (names.isEmpty()) {
      throw TagwrightException.input(
          "There are no images ("
              + ImageFolder.FORMATS
              + ") in "
              + images
              + ". Choose another folder.");
    }
    Path folder = out.resolve(PREFIX + digest(checkpoint, images, names));
    try {
      if (Files.exists(folder.resolve(COMPLETE))) {
        return new RunningPrediction(folder, checkpoint, images, names, labels, null);
      }
      Folders.delete(folder);
      Files.createDirectories(folder);
      forgetOldest(out, folder);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
    Process process =
        child.start(
            List.of(
                "predict",
                "--checkpoint",
                checkpoint.toAbsolutePath().toString(),
                "--images",
                images.toAbsolutePath().toString(),
                "--out",
                folder.toAbsolutePath().toString(),
                "--batch",
                Integer.toString(batchSize),
                "--quiet"),
            folder.resolve(LOG));
    return new RunningPrediction(folder, checkpoint, images, names, labels, process);
  }

  /** The scores file in a prediction's folder; empty while there is none. */
  static Optional<Path> scoresFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ScoresFile.SUFFIX)).findFirst();
    }
  }

  static void markComplete(Path folder) throws IOException {
    AtomicFile.writeString(folder.resolve(COMPLETE), "");
  }

  static Path log(Path folder) {
    return folder.resolve(LOG);
  }

  /** Changes when the checkpoint or any image does. */
  private static String digest(Path checkpoint, Path images, List<String> names) {
    MessageDigest digest = Digest.sha256();
    add(digest, checkpoint);
    for (String name : names) {
      add(digest, images.resolve(name));
    }
    return Digest.hex(digest, 8);
  }

  private static void add(MessageDigest digest, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String line =
          file.toAbsolutePath()
              + "\n"
              + attributes.size()
              + "\n"
              + attributes.lastModifiedTime().toMillis()
              + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private static void forgetOldest(Path out, Path mine) throws IOException {
    List<Path> kept;
    try (Stream<Path> folders = Files.list(out)) {
      kept =
          folders
              .filter(f -> f.getFileName().toString().startsWith(PREFIX) && !f.equals(mine))
              .sorted(Comparator.comparing((Path f) -> f.toFile().lastModified()).reversed())
              .toList();
    }
    for (Path old : kept.subList(Math.min(MOST_KEPT - 1, kept.size()), kept.size())) {
      Folders.delete(old);
    }
  }
}
