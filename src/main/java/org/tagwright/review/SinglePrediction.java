package org.tagwright.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.prediction.ImageScores;
import org.tagwright.prediction.ScoreServer;
import org.tagwright.prediction.ScoreService;
import org.tagwright.prediction.ScoresFile;

/** Scores of single images, asked of a process that keeps the checkpoint loaded. */
final class SinglePrediction implements Predictor.Prediction {
  /** How long a poll waits for news: shown at once, an answer is faster than the next poll. */
  private static final long WAIT_MILLIS = 250;

  private final ScoreService service;
  private final Path checkpoint;
  private final List<Path> images;
  private final Predictor.Network network;
  private final List<Path> files = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private float[] scores = new float[0];
  private ScoresFile.@Nullable Header header;
  private @Nullable String failure;
  private boolean finished;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean cancelled;

  SinglePrediction(ScoreService service, Path checkpoint, List<Path> images) {
    this.service = service;
    this.checkpoint = checkpoint;
    this.images = images;
    this.network = Predictor.Network.read(checkpoint);
  }

  /** Begins, on a thread of its own. */
  SinglePrediction started() {
    Thread thread = new Thread(this::ask, "single-images");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void ask() {
    try {
      for (int from = 0; from < images.size() && !cancelled; from += ScoreServer.MOST_IMAGES) {
        List<Path> some =
            images.subList(from, Math.min(images.size(), from + ScoreServer.MOST_IMAGES));
        add(some, service.of(checkpoint, some));
      }
      end(null);
    } catch (TagwrightException e) {
      end(e.getMessage());
    } catch (CancellationException e) {
      end(null);
    }
  }

  private synchronized void add(List<Path> asked, ImageScores answer) {
    header = answer.requireHeader();
    int classes = header.classes().size();
    scores = scores.length == 0 ? new float[images.size() * classes] : scores;
    for (int i = 0; i < asked.size(); i++) {
      ImageScores.One one = answer.images().get(i);
      if (one.scores() == null) {
        problems.add(asked.get(i).getFileName() + " – " + one.problem());
        continue;
      }
      System.arraycopy(one.scores(), 0, scores, files.size() * classes, classes);
      files.add(asked.get(i));
    }
    news.release();
  }

  private synchronized void end(@Nullable String why) {
    failure = why == null && files.isEmpty() && !problems.isEmpty() ? unreadable() : why;
    finished = true;
    news.release();
  }

  private String unreadable() {
    return String.join(" ", Predictor.unreadable(problems));
  }

  @Override
  public Predictor.Progress poll() {
    try {
      if (news.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return progress();
  }

  private synchronized Predictor.Progress progress() {
    List<ScoredImages.Truth> unknown = Collections.nCopies(files.size(), null);
    ScoredImages scored =
        header == null
            ? ScoredImages.NONE
            : ScoredImages.of(header.classes(), files, scores, unknown);
    boolean loading = header == null && !finished;
    return new Predictor.Progress(
        scored,
        files.size() + problems.size(),
        loading ? 0 : images.size(),
        finished,
        failure,
        finished && failure == null ? Predictor.unreadable(problems) : List.of());
  }

  @Override
  public synchronized Predictor.Tuned tuned() {
    return header == null
        ? new Predictor.Tuned(null, 0.5, null, false)
        : ScoresFilePrediction.tuned(header);
  }

  @Override
  public Predictor.Network network() {
    return network;
  }

  /** No further images are asked for; the checkpoint stays loaded for the next ones. */
  @Override
  public void cancel() {
    cancelled = true;
  }
}
