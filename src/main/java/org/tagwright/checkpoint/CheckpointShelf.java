package org.tagwright.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunLock;

/**
 * Where a configuration keeps its checkpoint, and the rule by which it is replaced: only by a
 * better score of the same selection metric. Several runs, of one configuration too, may use a
 * shelf at once: comparing and replacing is one step under a file lock.
 */
public final class CheckpointShelf {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Path checkpoint;
  private final Path bestModel;
  private final Path lockFile;
  private final Metric selectBy;
  private final String runName;
  private final ScoreReader scores;

  /** The selection score that a checkpoint file was saved for. */
  public record SavedScore(Metric metric, double score, String runName) {
    /** What a checkpoint says; empty where it does not say which metric it was selected by. */
    public static Optional<SavedScore> of(CheckpointMetadata metadata) {
      TagwrightExtras extras = metadata.extras();
      Double best = metadata.bestValF1();
      if (extras.selectionMetric() == null || best == null) {
        return Optional.empty();
      }
      String run = extras.run() == null ? "" : extras.run();
      return Metric.ofKey(extras.selectionMetric())
          .map(metric -> new SavedScore(metric, best, run));
    }
  }

  /** Reads what a checkpoint says of itself, without its tensors. */
  @FunctionalInterface
  public interface ScoreReader {
    /** Empty where the file does not say which metric it was selected by. */
    Optional<SavedScore> read(Path checkpoint);
  }

  /** Writes a checkpoint to the given path, atomically. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file) throws IOException;
  }

  /**
   * @param checkpoint the configuration's path
   * @param bestModel the path of the last finished run's choice
   * @param folder where the lock file lies, common to all runs that write to the two paths
   * @param runName names the run that writes
   */
  public CheckpointShelf(
      Path checkpoint,
      Path bestModel,
      Path folder,
      Metric selectBy,
      String runName,
      ScoreReader scores) {
    this.checkpoint = checkpoint;
    this.bestModel = bestModel;
    this.lockFile = folder.resolve(".lock");
    this.selectBy = selectBy;
    this.runName = runName;
    this.scores = scores;
  }

  public Path checkpoint() {
    return checkpoint;
  }

  /**
   * Writes the checkpoint if none is there or {@code score} is better than the one that is; NaN
   * never is.
   *
   * <p>A run that was killed right after writing comes by with the same score again: what a run
   * wrote itself it may also replace by an equal.
   *
   * @return whether it was written
   */
  public boolean offer(double score, Writer writer) throws IOException {
    if (Double.isNaN(score)) {
      return false; // no result, so better than none
    }
    RunLock lock = lock();
    try {
      if (Files.exists(checkpoint)) {
        SavedScore saved = savedScore();
        boolean own = saved.runName().equals(runName);
        if (score < saved.score() || (score == saved.score() && !own)) {
          return false;
        }
      }
      writer.write(checkpoint);
      return true;
    } finally {
      lock.close();
    }
  }

  /**
   * Copies the configuration's checkpoint, the run's own best or an older and better one, to the
   * best model's path. Nothing happens where none was saved yet.
   */
  public void publishBest() throws IOException {
    if (bestModel.equals(checkpoint)) {
      return;
    }
    RunLock lock = lock();
    try {
      if (Files.exists(checkpoint)) {
        AtomicFile.write(bestModel, out -> Files.copy(checkpoint, out));
      }
    } finally {
      lock.close();
    }
  }

  /**
   * Deletes what killed runs left of the two files; each is as large as a checkpoint.
   *
   * @throws TagwrightException where the folder does not allow it
   */
  public void removeTemporaries() {
    RunLock lock = lock();
    try {
      AtomicFile.removeTemporaries(checkpoint);
      AtomicFile.removeTemporaries(bestModel);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(checkpoint, e);
    } finally {
      lock.close();
    }
  }

  /** Fails, before any training, where the existing file could never be compared or replaced. */
  public void check() {
    if (Files.exists(checkpoint)) {
      savedScore();
    }
  }

  private SavedScore savedScore() {
    SavedScore saved =
        scores
            .read(checkpoint)
            .orElseThrow(
                () ->
                    TagwrightException.input(
                        checkpoint
                            + " lies where this configuration keeps its checkpoint, but does not"
                            + " say by which metric it was selected. Move it away, then start"
                            + " again."));
    if (saved.metric() != selectBy) {
      throw TagwrightException.input(
          checkpoint
              + " lies where this configuration keeps its checkpoint, but was selected by "
              + saved.metric().title()
              + ", not "
              + selectBy.title()
              + ", so the two cannot be compared. Move it away, then start again.");
    }
    return saved;
  }

  private RunLock lock() {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < end) {
      // Waits about a second itself before it gives up.
      Optional<RunLock> lock = RunLock.tryAcquire(lockFile);
      if (lock.isPresent()) {
        return lock.get();
      }
    }
    throw TagwrightException.failure(
        "Another run has held " + lockFile + " for " + LONGEST_WAIT.toMinutes() + " minutes.");
  }
}
