package org.tagwright.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.ImageFolder;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FailureMessage;

/**
 * Scores of images by a checkpoint, made by a child process {@code tagwright predict} and kept in a
 * folder: asked for again, they are there.
 */
public final class ChildPrediction {
  private static final String COMPLETE = "complete";
  private static final String LOG = "predict.log";
  private static final long LOOK_MILLIS = 100;

  private final ChildProcess child;
  private final int batchSize;

  public ChildPrediction() {
    this(new ChildProcess(), 64);
  }

  public ChildPrediction(ChildProcess child, int batchSize) {
    this.child = child;
    this.batchSize = batchSize;
  }

  /**
   * Scores the images, or finds them scored; blocks until all are.
   *
   * @param only lists the images that are wanted of the folder's, or {@code null}: all
   * @param folder what is in it is replaced, unless it holds the scores of this very checkpoint
   * @param what the work in words, for the progress
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled
   */
  public ScoresFile.Content scores(
      Path checkpoint,
      Path images,
      @Nullable Path only,
      Path folder,
      String what,
      Progress progress) {
    try {
      String mark = mark(checkpoint, images, only);
      Path complete = folder.resolve(COMPLETE);
      if (!Files.exists(complete) || !Files.readString(complete).equals(mark)) {
        Folders.delete(folder);
        Files.createDirectories(folder);
        predict(checkpoint, images, only, folder, what, progress);
        AtomicFile.writeString(complete, mark);
      }
      return ScoresFile.read(scoresFile(folder));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
  }

  /** Changes with the checkpoint, the folder and what of it is wanted. */
  private static String mark(Path checkpoint, Path images, @Nullable Path only) throws IOException {
    return String.join(
        "\n",
        checkpoint.toAbsolutePath().toString(),
        Files.size(checkpoint) + " bytes of " + Files.getLastModifiedTime(checkpoint),
        images.toAbsolutePath().toString(),
        only == null ? ImageFolder.list(images).size() + " images" : Files.readString(only));
  }

  private static @Nullable Path found(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ScoresFile.SUFFIX))
          .findFirst()
          .orElse(null);
    }
  }

  private static Path scoresFile(Path folder) throws IOException {
    Path file = found(folder);
    if (file == null) {
      throw TagwrightException.failure(
          "The prediction in " + folder + " has left no scores. Delete that folder and try again.");
    }
    return file;
  }

  private void predict(
      Path checkpoint,
      Path images,
      @Nullable Path only,
      Path folder,
      String what,
      Progress progress)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
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
                "--quiet"));
    if (only != null) {
      arguments.addAll(List.of("--only", only.toAbsolutePath().toString()));
    }
    Path log = folder.resolve(LOG);
    Process process = child.start(arguments, log);
    try {
      follow(process, folder, what, progress);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw FailureMessage.failure("prediction", process.exitValue(), log);
    }
  }

  private static void follow(Process process, Path folder, String what, Progress progress)
      throws IOException {
    ScoresFile.Reader reader = null;
    int done = 0;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.orCancel();
        Path file = reader == null ? found(folder) : null;
        reader = file == null ? reader : ScoresFile.open(file);
        done += reader == null ? 0 : reader.poll().size();
        ScoresFile.Header header = reader == null ? null : reader.header();
        progress.update(what, done, header == null ? -1 : header.images());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
