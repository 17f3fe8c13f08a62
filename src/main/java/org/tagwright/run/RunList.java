package org.tagwright.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunEvent.Failed;

/**
 * The runs under one folder. Scanned again and again it reads only what is new. Not for several
 * threads at once.
 */
public final class RunList {
  private final Path root;
  private final Map<Path, Watched> watched = new HashMap<>();

  public RunList(Path runsRoot) {
    this.root = runsRoot.toAbsolutePath().normalize();
  }

  /** The runs as of now, the newest first. No folder: no runs. */
  public static List<RunSummary> scan(Path runsRoot) {
    return new RunList(runsRoot).scan();
  }

  /** The runs as of now, the newest first. No folder: no runs. */
  public List<RunSummary> scan() {
    List<Path> folders = folders();
    watched.keySet().retainAll(folders);
    List<RunSummary> runs = new ArrayList<>();
    for (Path folder : folders) {
      runs.add(watched.computeIfAbsent(folder, Watched::new).look());
    }
    return runs;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(new RunFolder(entry).configFile())) {
          folders.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw TagwrightException.cannotRead(root, e);
    }
    // Names begin with the time.
    folders.sort(Collections.reverseOrder());
    return folders;
  }

  private static final class Watched {
    private final RunWatch watch;
    private final @Nullable ExperimentConfig config;
    private final @Nullable String configProblem;

    Watched(Path folder) {
      watch = RunWatch.coarse(new RunFolder(folder));
      ExperimentConfig read = null;
      String problem = null;
      try {
        read = watch.folder().config();
      } catch (TagwrightException e) {
        problem = e.getMessage();
      }
      config = read;
      configProblem = problem;
    }

    RunSummary look() {
      String problem = configProblem;
      try {
        watch.poll();
      } catch (TagwrightException e) {
        problem = e.getMessage();
      }
      RunState state = watch.state();
      if (problem == null && state.end() instanceof Failed failed) {
        problem = failed.message();
      }
      return new RunSummary(
          watch.folder(),
          watch.status(),
          config,
          state.epochsDone(),
          state.epochsPlanned() > 0 || config == null
              ? state.epochsPlanned()
              : config.training().epochs(),
          state.progress(),
          state.started() == null && config != null
              ? config.validation().selectBy()
              : state.selectBy(),
          state.bestScore().orElse(null),
          state.best() == null ? 0 : state.best().epoch(),
          state.device().orElse(null),
          state.startTime(),
          state.lastTime(),
          problem,
          watch.job());
    }
  }
}
