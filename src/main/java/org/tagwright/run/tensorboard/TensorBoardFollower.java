package org.tagwright.run.tensorboard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;
import org.tagwright.metric.Metric;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunFolder;

/**
 * Keeps TensorBoard's event file of a run up to date by reading the run's own events, as every
 * other view of the run does.
 *
 * <p>Each time it is opened the file is made anew from the first event on, without what a resume
 * made void: so it is whole whenever and however earlier processes ended.
 */
public final class TensorBoardFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardFollower.class);
  private static final String FILE_PREFIX = "events.out.tfevents.";
  private static final String FILE_SUFFIX = ".tagwright";
  private static final long POLL_MILLIS = 1_000;

  private final RunFolder folder;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private @Nullable EventTail tail;
  private @Nullable EventFile file;

  /** Steps in each epoch so far: batch sizes, and with them steps, may differ between epochs. */
  private Map<Integer, Integer> stepsInEpoch = new TreeMap<>();

  private TensorBoardFollower(RunFolder folder) {
    this.folder = folder;
    this.thread = new Thread(this::followUntilClosed, "tensorboard");
    thread.setDaemon(true);
  }

  /** Follows the run in the background until closed. */
  public static TensorBoardFollower follow(RunFolder folder) {
    TensorBoardFollower follower = new TensorBoardFollower(folder);
    follower.thread.start();
    return follower;
  }

  /** Writes what the run's events say until now. */
  public static void write(RunFolder folder) {
    TensorBoardFollower follower = new TensorBoardFollower(folder);
    try {
      follower.poll();
      follower.closeFile();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder.tensorBoard(), e);
    }
  }

  private void followUntilClosed() {
    try {
      boolean last;
      do {
        last = closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        poll();
      } while (!last);
      closeFile();
    } catch (IOException | TagwrightException e) {
      // Charts of another program are not worth a training; they can be made anew from the events.
      LOG.warn("TensorBoard's files in {} are no longer written", folder.tensorBoard(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws IOException {
    if (tail == null) {
      replay();
    } else {
      List<LoggedEvent> events = tail.poll();
      if (events.stream().anyMatch(logged -> logged.event() instanceof Resumed)) {
        replay();
      } else {
        for (LoggedEvent event : events) {
          add(event);
        }
      }
    }
    if (file != null) {
      file.flush();
    }
  }

  /** Makes the file anew from all events so far. */
  private void replay() throws IOException {
    closeFile();
    stepsInEpoch = new TreeMap<>();
    VoidedEvents voided = new VoidedEvents(folder);
    tail = new EventTail(folder);
    List<IOException> trouble = new ArrayList<>();
    tail.poll(
        event -> {
          try {
            if (trouble.isEmpty() && !voided.contains(event)) {
              add(event);
            }
          } catch (IOException e) {
            trouble.add(e);
          }
        });
    if (!trouble.isEmpty()) {
      throw trouble.get(0);
    }
  }

  private void add(LoggedEvent logged) throws IOException {
    RunEvent event = logged.event();
    Instant time = logged.time();
    if (event instanceof Started started) {
      begin(started, time);
    } else if (file == null) {
      return;
    } else if (event instanceof StepLogged step) {
      stepsInEpoch.put(step.epoch(), step.stepsInEpoch());
      file.scalar(time, globalStep(step), "batch/loss", step.loss());
      rate(file, time, step, "backbone", step.backboneLearningRate());
      rate(file, time, step, "head", step.headLearningRate());
    } else if (event instanceof EpochFinished epoch) {
      add(file, epoch, time);
    }
  }

  private void rate(EventFile out, Instant time, StepLogged step, String of, @Nullable Double rate)
      throws IOException {
    if (rate != null) {
      out.scalar(time, globalStep(step), "batch/learning_rate_" + of, rate);
    }
  }

  private long globalStep(StepLogged step) {
    long before = 0;
    for (int epoch = 1; epoch < step.epoch(); epoch++) {
      before += stepsInEpoch.getOrDefault(epoch, step.stepsInEpoch());
    }
    return before + step.step();
  }

  private static void add(EventFile file, EpochFinished epoch, Instant time) throws IOException {
    int at = epoch.epoch();
    file.scalar(time, at, "loss/train", epoch.trainLoss());
    if (epoch.validationLoss() != null) {
      file.scalar(time, at, "loss/validation", epoch.validationLoss());
    }
    for (Map.Entry<Metric, Double> metric : epoch.metrics().entrySet()) {
      file.scalar(time, at, "validation/" + metric.getKey().key(), metric.getValue());
    }
    for (Map.Entry<Metric, Double> metric : epoch.trainMetrics().entrySet()) {
      file.scalar(time, at, "train/" + metric.getKey().key(), metric.getValue());
    }
    if (epoch.threshold() != null) {
      file.scalar(time, at, "validation/threshold", epoch.threshold());
    }
    file.scalar(time, at, "learning_rate/backbone", epoch.backboneLearningRate());
    file.scalar(time, at, "learning_rate/head", epoch.headLearningRate());
    file.scalar(time, at, "speed/images_per_second", epoch.imagesPerSecond());
    file.scalar(time, at, "speed/waiting_share", epoch.waitingShare());
    file.scalar(time, at, "speed/memory_gigabytes", epoch.memoryBytes() / 1e9);
  }

  private void begin(Started started, Instant time) throws IOException {
    closeFile();
    Path target = folder.tensorBoard();
    Files.createDirectories(target);
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(target, FILE_PREFIX + "*" + FILE_SUFFIX)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    String name = FILE_PREFIX + Instant.now().getEpochSecond() + "." + folder.name() + FILE_SUFFIX;
    file = EventFile.create(target.resolve(name), time);
    file.text(time, 0, "configuration", table(folder.config(), started));
  }

  /** The hyper-parameters as a Markdown table. */
  private static String table(ExperimentConfig config, Started started) {
    StringBuilder table = new StringBuilder("| field | value |\n|---|---|\n");
    row(table, "device", started.device());
    row(table, "precision", started.precision());
    row(table, "parameters", Long.toString(started.parameters()));
    row(table, "training samples", Integer.toString(started.trainSamples()));
    row(table, "validation samples", Integer.toString(started.validationSamples()));
    for (Setting<?> setting : Catalogue.recorded(config)) {
      row(table, setting.path(), setting.text(config));
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String field, String value) {
    table.append("| ").append(field).append(" | ").append(value.replace("|", "\\|")).append(" |\n");
  }

  private void closeFile() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /** Writes what is still missing and ends. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
