package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.Heartbeat;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;
import org.tagwright.run.job.RunOwner;

/**
 * Gives runs to a cluster, asks how they stand and takes them back. What is known of a run's job is
 * kept in its folder. Every call runs Slurm's commands and may take seconds.
 */
public final class ClusterRuns {
  /** The time used is not worth a write to a shared disk every second. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(10);

  private final Slurm slurm;
  private final ClusterProfiles profiles;

  public ClusterRuns() {
    this(new Slurm(), ClusterProfiles.ofPerson());
  }

  ClusterRuns(Slurm slurm, ClusterProfiles profiles) {
    this.slurm = slurm;
    this.profiles = profiles;
  }

  /** Whether a run was last worked on by a cluster's job, or is now. */
  public static boolean has(RunFolder run) {
    return Files.exists(run.job())
        && RunOwner.read(run.owner()).map(owner -> owner.job() != null).orElse(true);
  }

  /**
   * Gives a run to the cluster, to begin with or to go on.
   *
   * @param more arguments of {@code tagwright resume}
   * @throws TagwrightException where the run is in a job already, or Slurm refuses; then all is as
   *     it was
   */
  public RunJob submit(RunFolder run, ClusterProfile profile, List<String> more) {
    requireFree(run);
    run.requests().clear();
    write(run.jobScript(), new BatchScript(profile).training(run.path(), more));
    List<String> options = options(profile, "tagwright-" + run.name(), run.log());
    options.add("--chdir=" + run.path());
    return handOver(Map.of(run, run.log()), profile, options, run.jobScript()).get(0);
  }

  /** The same on the profile of the run's last job. */
  public RunJob submitAgain(RunFolder run, List<String> more) {
    String name = RunJob.read(run.job()).orElseThrow().profile();
    return submit(run, profiles.get(name), more);
  }

  /**
   * Gives runs to the cluster as the tasks of one array.
   *
   * @param folder where its script and the scheduler's logs are kept
   * @param atOnce how many may run at a time
   */
  public List<RunJob> submitArray(
      List<RunFolder> runs, ClusterProfile profile, Path folder, int atOnce) {
    runs.forEach(this::requireFree);
    Path list = folder.resolve("runs.txt");
    Path script = folder.resolve("job.sh");
    List<String> paths = runs.stream().map(run -> run.path().toString()).toList();
    write(list, String.join("\n", paths) + "\n");
    write(script, new BatchScript(profile).array(list));
    List<String> options =
        options(profile, "tagwright-" + folder.getFileName(), folder.resolve("%a.log"));
    options.add("--array=1-" + runs.size() + "%" + atOnce);
    Map<RunFolder, Path> logs = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      logs.put(runs.get(i), folder.resolve((i + 1) + ".log"));
    }
    return handOver(logs, profile, options, script);
  }

  private static List<String> options(ClusterProfile profile, String name, Path log) {
    List<String> options = new ArrayList<>(profile.resources());
    options.add("--job-name=" + name);
    options.add("--output=" + log);
    options.add("--open-mode=append");
    options.add("--requeue");
    options.add("--signal=B:USR1@" + profile.saveSeconds());
    return options;
  }

  /** The job may begin before its number is here: what it needs is written before. */
  private List<RunJob> handOver(
      Map<RunFolder, Path> logs, ClusterProfile profile, List<String> options, Path script) {
    Instant now = Instant.now();
    Map<RunFolder, Optional<RunJob>> before = new LinkedHashMap<>();
    String id;
    try {
      for (Map.Entry<RunFolder, Path> run : logs.entrySet()) {
        before.put(run.getKey(), RunJob.read(run.getKey().job()));
        RunJob.submitting(profile.name(), run.getValue(), now).write(run.getKey().job());
      }
      id = slurm.submit(options, script);
    } catch (TagwrightException e) {
      before.forEach(ClusterRuns::putBack);
      throw e;
    }
    boolean array = options.stream().anyMatch(option -> option.startsWith("--array="));
    List<RunJob> jobs = new ArrayList<>();
    logs.forEach(
        (run, log) -> {
          String number = array ? id + "_" + (jobs.size() + 1) : id;
          RunJob job = RunJob.submitting(profile.name(), log, now).withId(number);
          job.write(run.job());
          jobs.add(job);
        });
    return jobs;
  }

  private static void putBack(RunFolder run, Optional<RunJob> before) {
    if (before.isPresent()) {
      before.get().write(run.job());
      return;
    }
    try {
      Files.deleteIfExists(run.job());
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(run.job(), e);
    }
  }

  private void requireFree(RunFolder run) {
    refresh(List.of(run));
    RunJob.read(run.job())
        .filter(RunJob::active)
        .ifPresent(
            job -> {
              throw TagwrightException.input(
                  run.name() + " is in a job already. " + JobWords.of(job));
            });
  }

  /**
   * Asks the scheduler once about all jobs of these runs, if any are not known to be over, and
   * notes its answers in their folders.
   *
   * @throws TagwrightException where it does not answer; then all stays as it was last known
   */
  public void refresh(Collection<RunFolder> runs) {
    Map<RunFolder, RunJob> active = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      RunJob.read(run.job())
          .filter(job -> job.active() && job.id() != null)
          .ifPresent(job -> active.put(run, job));
    }
    if (active.isEmpty()) {
      return;
    }
    Map<String, SlurmJob> jobs = slurm.jobs();
    active.forEach((run, job) -> note(run, job, jobs.get(job.id())));
  }

  /** Whether the scheduler answers at all; where it does not, it has refused nothing. */
  public boolean answers() {
    try {
      slurm.jobs();
      return true;
    } catch (TagwrightException e) {
      return false;
    }
  }

  private static void note(RunFolder run, RunJob before, @Nullable SlurmJob found) {
    RunJob now;
    if (found != null) {
      boolean requeued = before.state() == JobState.RUNNING && found.state() == JobState.PENDING;
      int started =
          RunOwner.read(run.owner())
              .filter(owner -> found.id().equals(owner.job()))
              .map(RunOwner::restarts)
              .orElse(0);
      now =
          before.seen(
              found.state(),
              found.word(),
              found.reason(),
              found.node().isEmpty() ? before.node() : found.node(),
              found.elapsed(),
              found.limit(),
              Math.max(started, before.restarts() + (requeued ? 1 : 0)));
    } else if (before.submitted().plus(Slurm.UNLISTED).isBefore(Instant.now())) {
      now = before.ended("", "");
    } else {
      return;
    }
    boolean onlyTime =
        now.seen(
                before.state(),
                before.word(),
                before.reason(),
                before.node(),
                now.elapsed(),
                before.limit(),
                before.restarts())
            .equals(now);
    if (!onlyTime || now.elapsed().minus(before.elapsed()).compareTo(NOTED_EVERY) >= 0) {
      now.write(run.job());
    }
  }

  /**
   * Cancels a run's job. A program that runs there saves its state and ends; the run can go on from
   * it later, here or there.
   *
   * @return whether the job had not begun
   */
  public boolean cancel(RunFolder run) {
    refresh(List.of(run));
    Optional<RunJob> job = RunJob.read(run.job()).filter(RunJob::active);
    if (job.isEmpty() || job.get().id() == null) {
      return false;
    }
    slurm.cancel(job.get().id());
    boolean pending = job.get().state() == JobState.PENDING;
    if (pending) {
      job.get().ended("CANCELLED", "").write(run.job());
    }
    return pending;
  }

  /**
   * Makes a run free to go on without the cluster.
   *
   * @throws TagwrightException where a job has it, or may have it
   */
  public void release(RunFolder run) {
    Optional<RunJob> job = RunJob.read(run.job()).filter(RunJob::active);
    if (job.isEmpty()) {
      return;
    }
    try {
      requireFree(run);
    } catch (TagwrightException e) {
      if (e.kind() == TagwrightException.Kind.INPUT || Heartbeat.isFresh(run.heartbeat())) {
        throw e;
      }
      // The scheduler is out of reach and nothing has worked on the run for minutes. A job that
      // begins after all sees that it has lost the run, and ends.
      job.get().ended("", "taken back while Slurm did not answer").write(run.job());
    }
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.writeString(file, text);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
