package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.JobWords;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.RunQueues;
import org.tagwright.run.LogTail;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.run.RunWatch;
import org.tagwright.run.job.RunJob;
import org.tagwright.ui.notes.NotesWatch;

/**
 * Reads run folders: all of them coarsely for the list, those that are looked at in full. Each look
 * reads only what is new. For one thread at a time.
 */
final class RunMonitor {
  /**
   * What to look at.
   *
   * @param shown the selected run first, then those laid over it
   */
  record Scope(Path root, List<Path> shown) {
    Scope {
      shown = List.copyOf(shown);
    }
  }

  private final RunQueues queues;
  private final Map<Path, Follower> followers = new LinkedHashMap<>();
  private final NotesWatch notes = new NotesWatch();
  private RunList list;
  private Path listed;
  private LogTail log;
  private RunsSnapshot last;

  RunMonitor(RunQueues queues) {
    this.queues = queues;
  }

  /** The news since the last look, or empty where there are none. */
  synchronized Optional<RunsSnapshot> look(Scope scope) {
    if (!scope.root().equals(listed)) {
      list = new RunList(scope.root());
      listed = scope.root();
    }
    followers.keySet().retainAll(scope.shown());
    List<RunDetails> watched = new ArrayList<>();
    for (Path path : scope.shown()) {
      watched.add(followers.computeIfAbsent(path, Follower::new).look());
    }
    List<String> newLog = followLog(scope.shown().isEmpty() ? null : scope.shown().get(0));
    List<RunSummary> runs = list.scan();
    RunsSnapshot now =
        new RunsSnapshot(
            scope.root(),
            runs,
            notes.look(runs.stream().map(run -> run.folder().path()).toList()),
            queues.of(scope.root()).entries(),
            List.copyOf(watched),
            newLog);
    boolean same =
        last != null
            && newLog == null
            && now.root().equals(last.root())
            && now.runs().equals(last.runs())
            && now.notes().equals(last.notes())
            && now.queue().equals(last.queue())
            && now.watched().equals(last.watched());
    last = now;
    return same ? Optional.empty() : Optional.of(now);
  }

  private List<String> followLog(Path run) {
    if (run == null) {
      log = null;
      return null;
    }
    Path file = new RunFolder(run).log();
    if (log == null || !log.file().equals(file)) {
      log = new LogTail(file);
      List<String> lines = log.poll();
      return lines == null ? List.of() : lines;
    }
    return log.poll();
  }

  private static final class Follower {
    private final RunWatch watch;
    private ExperimentConfig config;
    private String problem;
    private RunDetails last;

    Follower(Path folder) {
      watch = new RunWatch(new RunFolder(folder));
      try {
        config = watch.folder().config();
      } catch (TagwrightException e) {
        problem = e.getMessage();
      }
    }

    RunDetails look() {
      boolean news;
      try {
        news = watch.poll();
      } catch (TagwrightException e) {
        news = problem == null;
        problem = e.getMessage();
      }
      if (news || last == null) {
        RunDetails.InJob inJob = null;
        try {
          inJob = inJob();
        } catch (TagwrightException e) {
          problem = e.getMessage();
        }
        last =
            new RunDetails(watch.folder(), config, watch.state(), watch.status(), problem, inJob);
      }
      return last;
    }

    private RunDetails.InJob inJob() {
      RunJob job = watch.job();
      if (job == null || !ClusterRuns.has(watch.folder())) {
        return null;
      }
      boolean silent = watch.status() == RunStatus.INTERRUPTED;
      return new RunDetails.InJob(
          job, JobWords.of(job), silent ? JobWords.lastWords(job, watch.folder().log()) : null);
    }
  }
}
