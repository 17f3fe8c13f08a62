package org.tagwright.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.TimeEstimate.EpochTime;

/**
 * How long epochs took in the newest runs. Each event log is read once, and then only what was
 * added to it, since the form asks at every pause in typing. Reads the disk.
 */
public final class MeasuredTimes {
  private static final int RUNS_LOOKED_AT = 24;

  private final Map<Path, Run> known = new HashMap<>();

  /** By the newest run that is comparable; empty where none is. */
  public synchronized Optional<Duration> estimate(ExperimentConfig config) {
    return runs(config).stream()
        .filter(run -> run.config != null && TimeEstimate.comparable(config, run.config))
        .map(run -> TimeEstimate.of(config, run.epochs()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Images per second in training all weights, by backbone: of the newest run of each in the same
   * image size, number format and place.
   */
  public synchronized Map<String, Double> speeds(ExperimentConfig config) {
    Map<String, Double> speeds = new HashMap<>();
    for (Run run : runs(config)) {
      if (run.config != null && TimeEstimate.sameWork(config, run.config)) {
        TimeEstimate.speed(run.epochs())
            .ifPresent(speed -> speeds.putIfAbsent(run.config.model().backbone(), speed));
      }
    }
    return speeds;
  }

  /** The newest first. */
  private List<Run> runs(ExperimentConfig config) {
    List<Path> newest = newest(config.output().runs());
    known.keySet().retainAll(newest);
    return newest.stream().map(folder -> known.computeIfAbsent(folder, Run::new)).toList();
  }

  private static List<Path> newest(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .filter(folder -> Files.exists(new RunFolder(folder).configFile()))
          .sorted(Comparator.reverseOrder())
          .limit(RUNS_LOOKED_AT)
          .toList();
    } catch (IOException e) {
      throw TagwrightException.cannotRead(runs, e);
    }
  }

  /** One run; its configuration never changes. */
  private static final class Run {
    private final EventTail events;
    private final @Nullable ExperimentConfig config;
    private final List<EpochTime> epochs = new ArrayList<>();

    Run(Path path) {
      RunFolder folder = new RunFolder(path);
      events = new EventTail(folder);
      config = configOf(folder);
    }

    private static @Nullable ExperimentConfig configOf(RunFolder folder) {
      try {
        return folder.config();
      } catch (TagwrightException e) {
        return null; // A damaged run says nothing about speed; the Runs view shows it.
      }
    }

    List<EpochTime> epochs() {
      events.poll(
          logged -> {
            if (logged.event() instanceof EpochFinished epoch) {
              epochs.add(new EpochTime(epoch.frozen(), epoch.seconds(), epoch.imagesPerSecond()));
            }
          });
      return epochs;
    }
  }
}
