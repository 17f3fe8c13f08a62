package org.tagwright.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.prediction.ScoresFile;
import org.tagwright.process.FailureMessage;
import org.tagwright.review.ScoredImages.Truth;

/**
 * A prediction by a child process, read from its scores file as that grows; or one that was found
 * finished. Each snapshot shares the score array, of which it reads only its own part.
 */
final class RunningPrediction implements Predictor.Prediction {
  private final Path output;
  private final List<String> names;
  private final @Nullable Process process;
  private final Predictor.Network network;
  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<Truth> truths = new ArrayList<>();
  private @Nullable TrueLabels labels;
  private @Nullable String unscored;
  private ScoresFile.@Nullable Reader reader;
  private float[] scores = new float[0];
  private ScoredImages latest = ScoredImages.NONE;
  private boolean finished;
  private @Nullable String failure;

  /**
   * @param output where the scores file is or will be
   * @param folder the images' folder
   * @param names the images' file names, broken ones included
   * @param labels the true labels, or {@code null}
   * @param process {@code null}: it was finished before
   */
  RunningPrediction(
      Path output,
      Path checkpoint,
      Path folder,
      List<String> names,
      @Nullable TrueLabels labels,
      @Nullable Process process) {
    this.output = output;
    this.network = Predictor.Network.read(checkpoint);
    this.folder = folder;
    this.names = List.copyOf(names);
    this.labels = labels;
    this.process = process;
  }

  /** Whether the scores were there from an earlier time. */
  boolean reused() {
    return process == null;
  }

  @Override
  public Predictor.Network network() {
    return network;
  }

  @Override
  public synchronized Predictor.Progress poll() {
    // Asked before reading: what was written before the end is then surely read.
    boolean ended = process == null || !process.isAlive();
    try {
      if (reader == null) {
        reader = PredictionService.scoresFile(output).map(ScoresFile::open).orElse(null);
      }
      List<ScoresFile.Row> rows = reader == null ? List.of() : reader.poll();
      if (reader != null && reader.header() != null && !rows.isEmpty()) {
        add(rows, reader.header().classes());
      }
      if (ended && !finished) {
        finish();
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(output, e);
    }
    boolean loading = reader == null && !finished;
    return new Predictor.Progress(
        latest, files.size(), loading ? 0 : names.size(), finished, failure, remarks());
  }

  private void add(List<ScoresFile.Row> rows, List<String> classes) {
    int count = classes.size();
    int needed = (files.size() + rows.size()) * count;
    if (scores.length < needed) {
      int grown = Math.min(names.size() * count, scores.length * 2);
      scores = Arrays.copyOf(scores, Math.max(needed, grown));
    }
    for (ScoresFile.Row row : rows) {
      System.arraycopy(row.scores(), 0, scores, files.size() * count, count);
      files.add(folder.resolve(row.fileName()));
    }
    readLabels(classes);
    latest = ScoredImages.of(classes, files, scores, truths);
  }

  private void readLabels(List<String> classes) {
    try {
      if (labels != null) {
        truths.addAll(labels.read(folder, files.subList(truths.size(), files.size()), classes));
      }
    } catch (TagwrightException e) {
      // The images can be looked at all the same; half of them judged would be worse than none.
      unscored = "Not evaluated: " + e.getMessage();
      labels = null;
      truths.clear();
    }
    while (truths.size() < files.size()) {
      truths.add(null);
    }
  }

  private void finish() throws IOException {
    finished = true;
    if (process == null) {
      return;
    }
    if (process.exitValue() == 0) {
      PredictionService.markComplete(output);
    } else {
      failure = why(process.exitValue());
    }
  }

  /** The end of what the child printed, which is worded for people. */
  private String why(int exitCode) throws IOException {
    if (exitCode > 128) {
      return "The prediction was ended by the system (exit code "
          + exitCode
          + "), perhaps for want of memory. Close other programs and predict again. Its log: "
          + PredictionService.log(output);
    }
    String said = FailureMessage.in(PredictionService.log(output));
    return said.isEmpty() ? "The prediction ended with exit code " + exitCode : said;
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (finished && failure == null) {
      Set<Path> scored = new HashSet<>(files);
      remarks.addAll(
          Predictor.unreadable(
              names.stream().filter(name -> !scored.contains(folder.resolve(name))).toList()));
    }
    if (unscored != null) {
      remarks.add(unscored);
    }
    return remarks;
  }

  @Override
  public synchronized Predictor.Tuned tuned() {
    return reader == null || reader.header() == null
        ? new Predictor.Tuned(null, 0.5, null, false)
        : ScoresFilePrediction.tuned(reader.header());
  }

  /** Ends the child; the rows written so far can still be read. */
  @Override
  public void cancel() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(3, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
