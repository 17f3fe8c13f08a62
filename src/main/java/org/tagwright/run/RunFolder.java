package org.tagwright.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;

/** One run on disk: the one class that knows the names of its files. */
public record RunFolder(Path path) {
  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  public RunFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** A new, empty folder {@code <runsRoot>/<time>-<backbone>}, unlike any other. */
  public static RunFolder create(Path runsRoot, String backbone) {
    return create(runsRoot, backbone, LocalDateTime.now(ZoneId.systemDefault()));
  }

  /** A new folder under the configured runs, holding the configuration. */
  public static RunFolder create(ExperimentConfig config) {
    RunFolder folder = create(config.output().runs(), config.model().backbone());
    try {
      folder.writeConfig(config);
    } catch (TagwrightException e) {
      folder.deleteEmpty(e);
      throw e;
    }
    return folder;
  }

  /** On a full disk a folder is made, and nothing more. */
  private void deleteEmpty(TagwrightException reason) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  static RunFolder create(Path runsRoot, String backbone, LocalDateTime now) {
    String name = NAME_TIME.format(now) + "-" + backbone;
    Path folder = runsRoot.resolve(name);
    try {
      Files.createDirectories(runsRoot);
      for (int copy = 2; ; copy++) {
        try {
          // Fails where the folder exists: of two runs that start in one second each gets its own.
          return new RunFolder(Files.createDirectory(folder));
        } catch (FileAlreadyExistsException e) {
          folder = runsRoot.resolve(name + "-" + copy);
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
  }

  /** The run in {@code path}, or an error for the person where there is none. */
  public static RunFolder open(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isRegularFile(folder.configFile())) {
      throw TagwrightException.input(
          folder.path + " is not a run folder: it holds no " + folder.configFile().getFileName());
    }
    return folder;
  }

  public String name() {
    return path.getFileName().toString();
  }

  /** The configuration the run was started with. */
  public ExperimentConfig config() {
    return ConfigJson.read(configFile());
  }

  /** Writes the configuration, once: a run's configuration never changes. */
  public void writeConfig(ExperimentConfig config) {
    if (Files.exists(configFile())) {
      throw new IllegalStateException(
          configFile() + " exists; a run's configuration never changes");
    }
    try {
      AtomicFile.writeString(configFile(), ConfigJson.writeAll(config));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(configFile(), e);
    }
  }

  public Path configFile() {
    return path.resolve("config.json");
  }

  /** The images that validate, one name per line, as {@code data.validationList} takes them. */
  public Path validationList() {
    return path.resolve("validation.txt");
  }

  /** The events, one JSON object per line; appended to only. */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /** What the training process prints. */
  public Path log() {
    return path.resolve("train.log");
  }

  /** Locked by the process that works on the run. */
  public Path lock() {
    return path.resolve("lock");
  }

  /** Names the process that was just started for this run, until it takes the lock. */
  public Path starting() {
    return path.resolve("starting");
  }

  public Path stopRequest() {
    return path.resolve("stop");
  }

  public Path pauseRequest() {
    return path.resolve("pause");
  }

  /** The cluster's job that the run was given to, and how it stands. */
  public Path job() {
    return path.resolve("job.json");
  }

  /** The script of that job. */
  public Path jobScript() {
    return path.resolve("job.sh");
  }

  /** Which process may write, where several machines could. */
  public Path owner() {
    return path.resolve("owner");
  }

  /** Touched by a job's process as long as it lives. */
  public Path heartbeat() {
    return path.resolve("heartbeat");
  }

  /** Holds the number of the epoch after which the run is to pause. */
  public Path pauseAfterRequest() {
    return path.resolve("pause-after");
  }

  /** Everything needed to go on: weights, optimizer moments, epoch, random state. */
  public Path lastState() {
    return path.resolve("last.pt");
  }

  /** What the frozen backbone makes of the images; only while the process works. */
  public Path featureCache() {
    return path.resolve("features.tmp");
  }

  /** Event files for TensorBoard, where asked for. */
  public Path tensorBoard() {
    return path.resolve("tensorboard");
  }

  public RunRequests requests() {
    return new RunRequests(this);
  }
}
