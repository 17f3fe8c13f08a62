package org.tagwright.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.Folders;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.run.RunWatch;
import org.tagwright.run.job.Heartbeat;
import org.tagwright.run.job.RunJob;

/**
 * Starts runs, each in a process of its own, and asks them to stop, pause and go on. A run that one
 * window started can be stopped by the next, or in a terminal.
 *
 * <p>Every call reads or writes files and may take milliseconds.
 */
public final class RunService {
  private final Trainer trainer;
  private final ClusterRuns cluster;
  private final Set<RunFolder> launched = ConcurrentHashMap.newKeySet();

  public RunService() {
    this(new ChildProcess());
  }

  RunService(ChildProcess child) {
    this(new TrainingProcess(child));
  }

  public RunService(Trainer trainer) {
    this(trainer, new ClusterRuns());
  }

  public RunService(Trainer trainer, ClusterRuns cluster) {
    this.trainer = trainer;
    this.cluster = cluster;
  }

  /** The runs that were started or resumed here, ended or not; without those deleted since. */
  public Set<RunFolder> launched() {
    return Set.copyOf(launched);
  }

  /**
   * Begins a run.
   *
   * @throws TagwrightException where the configuration will not do or nothing can be written
   */
  public RunFolder start(ExperimentConfig config) {
    RunFolder folder = prepare(config);
    launch(folder);
    return folder;
  }

  /** Makes the folder of a run that {@link #trainUntil}, or the queue, then begins. */
  public RunFolder prepare(ExperimentConfig config) {
    ConfigCheck.require(config, "this experiment");
    return RunFolder.create(config);
  }

  void launch(RunFolder folder) {
    launch(folder, List.of("train", folder.path().toString()));
  }

  /** Lets a run that is paused, stopped, failed or interrupted go on where it was. */
  public void resume(RunFolder folder) {
    RunStatus status = status(folder);
    if (status == RunStatus.PAUSED && RunLock.isHeld(folder.lock())) {
      folder.requests().clearPause();
      return;
    }
    requireIdle(folder, status);
    if (ClusterRuns.has(folder)) {
      cluster.submitAgain(folder, List.of());
      return;
    }
    resume(folder, List.of("resume", folder.path().toString()));
  }

  /** Lets a run go on in a job of a cluster, wherever it was before. */
  public void resumeOn(ClusterProfile profile, RunFolder folder) {
    requireIdle(folder, status(folder));
    cluster.submit(folder, profile, List.of());
  }

  /** Lets a run that a cluster had go on in a process of this computer. */
  public void resumeHere(RunFolder folder) {
    requireIdle(folder, status(folder));
    cluster.release(folder);
    resume(folder, List.of("resume", folder.path().toString()));
  }

  /**
   * Begins a run, or lets it go on, until it has finished {@code epoch} epochs of those that it is
   * planned for: then it pauses, and its schedule stays that of all epochs.
   */
  public void trainUntil(RunFolder folder, int epoch) {
    RunStatus status = status(folder);
    requireIdle(folder, status);
    cluster.release(folder);
    folder.requests().clear();
    planPause(folder, epoch);
    String command = status == RunStatus.QUEUED ? "train" : "resume";
    launch(folder, List.of(command, folder.path().toString()));
  }

  /**
   * The same by a job of a cluster.
   *
   * @throws TagwrightException where Slurm refuses; the run is then as it was
   */
  public void trainUntilOn(ClusterProfile profile, RunFolder folder, int epoch) {
    requireIdle(folder, status(folder));
    planPause(folder, epoch);
    cluster.submit(folder, profile, List.of());
    launched.add(folder);
  }

  private static void planPause(RunFolder folder, int epoch) {
    if (epoch < folder.config().training().epochs()) {
      folder.requests().requestPauseAfter(epoch);
    } else {
      folder.requests().clearPauseAfter();
    }
  }

  /** Runs in jobs of a cluster. */
  public ClusterRuns cluster() {
    return cluster;
  }

  /** Lets a run that is not going on go on until it has done {@code epochs} epochs in all. */
  public void extend(RunFolder folder, int epochs) {
    requireIdle(folder, status(folder));
    int done = epochsDone(folder);
    if (epochs <= done) {
      throw TagwrightException.input(
          folder.name() + " has done " + done + " epochs already; ask for more than that.");
    }
    String number = Integer.toString(epochs);
    if (ClusterRuns.has(folder)) {
      cluster.submitAgain(folder, List.of("--epochs", number));
      return;
    }
    resume(folder, List.of("resume", folder.path().toString(), "--epochs", number));
  }

  private static void requireIdle(RunFolder folder, RunStatus status) {
    if (status == RunStatus.RUNNING || RunLock.isHeld(folder.lock())) {
      throw TagwrightException.input(folder.name() + " is running already.");
    }
  }

  private void resume(RunFolder folder, List<String> arguments) {
    folder.requests().clear();
    launch(folder, arguments);
  }

  private void launch(RunFolder folder, List<String> arguments) {
    trainer.launch(folder, arguments);
    launched.add(folder);
  }

  /**
   * Asks the run to stop: it finishes its step, saves everything and ends. A run whose process has
   * ended while it was paused is marked as stopped at once; so is one whose job has not begun, and
   * the job is cancelled.
   */
  public void stop(RunFolder folder) {
    RunStatus status = status(folder);
    if (inJob(folder) && !Heartbeat.isFresh(folder.heartbeat())) {
      // Nothing works on it that could see a request.
      cluster.cancel(folder);
      markStopped(folder);
    } else if (status == RunStatus.RUNNING || RunLock.isHeld(folder.lock())) {
      folder.requests().requestStop();
    } else if (status == RunStatus.PAUSED) {
      markStopped(folder);
    } else {
      throw notRunning(folder);
    }
  }

  private static void markStopped(RunFolder folder) {
    RunLock lock = RunLock.acquire(folder);
    try (EventLog log = EventLog.open(folder)) {
      log.append(new RunEvent.Stopped(epochsDone(folder)));
      folder.requests().clear();
    } finally {
      lock.close();
    }
  }

  private static int epochsDone(RunFolder folder) {
    return RunState.read(folder).lastEpoch().map(RunEvent.EpochFinished::epoch).orElse(0);
  }

  /** Whether a job of a cluster has the run now, as far as is known. */
  private static boolean inJob(RunFolder folder) {
    return RunJob.read(folder.job()).filter(RunJob::active).isPresent();
  }

  /** Asks the run to pause; {@link #resume} lets it go on. */
  public void pause(RunFolder folder) {
    if (status(folder) != RunStatus.RUNNING) {
      throw notRunning(folder);
    }
    folder.requests().requestPause();
  }

  private static TagwrightException notRunning(RunFolder folder) {
    return TagwrightException.input(folder.name() + " is not running.");
  }

  /**
   * Ends the run's process by force, for one that does not answer. What it did since its last
   * finished epoch is lost. A cluster's job is cancelled, and saves if it can.
   */
  public void kill(RunFolder folder) {
    if (inJob(folder)) {
      cluster.cancel(folder);
      return;
    }
    if (!trainer.kill(folder)) {
      throw notRunning(folder);
    }
  }

  /** How the run stands now. */
  public RunStatus status(RunFolder folder) {
    RunWatch watch = new RunWatch(folder);
    watch.poll();
    return watch.status();
  }

  /** The runs under a folder, the newest first. */
  public List<RunSummary> list(Path runsRoot) {
    return RunList.scan(runsRoot);
  }

  /** Deletes the run folder. Checkpoints under {@code trained_models} stay. */
  public void delete(RunFolder run) {
    RunFolder folder = RunFolder.open(run.path());
    requireEnded(folder);
    try (Stream<Path> files = Files.list(folder.path())) {
      // The configuration goes last, so that what could not be deleted is still seen as a run.
      for (Path file : files.filter(file -> !file.equals(folder.configFile())).toList()) {
        Folders.delete(file);
      }
      Folders.delete(folder.path());
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder.path(), e);
    }
  }

  void requireEnded(RunFolder folder) {
    if (inJob(folder)) {
      cluster.refresh(List.of(folder));
    }
    if (inJob(folder) || status(folder) == RunStatus.RUNNING || RunLock.isHeld(folder.lock())) {
      throw TagwrightException.input(folder.name() + " is running: stop it first.");
    }
  }
}
