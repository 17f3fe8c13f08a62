package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tagwright.train.SameRun.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.RealSlurm;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;
import org.tagwright.run.job.RunOwner;

/** Real jobs of a real Slurm; see .ci/slurm-up. */
@ExtendWith(RealSlurm.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(200)
class SlurmTest {
  private static final int EPOCHS = 4;

  private final ClusterRuns cluster = new ClusterRuns();
  private Path root;
  private RunFolder undisturbed;

  @BeforeAll
  void trainUndisturbed(@TempDir Path temp) throws Exception {
    root = temp;
    TinyDataset.write(root, 24);
    undisturbed = RunFolder.create(config("whole"));
    TrainingRun.start(undisturbed, Progress.NONE);
  }

  /** Halts a run's process after its first epoch; returns what lets it go on. */
  private static Runnable halt(RunFolder run) {
    awaitEpoch(run, 1);
    String pid = Long.toString(RunLock.holder(run.lock()).orElseThrow().pid());
    RealSlurm.run("kill", "-STOP", pid);
    return () -> RealSlurm.run("kill", "-CONT", pid);
  }

  private static void awaitSignal(RunFolder run) {
    await("the signal")
        .atMost(Duration.ofSeconds(90)) // Slurm looks at time limits every half minute
        .until(() -> run.requests().pauseRequested());
  }

  private ExperimentConfig config(String name) {
    return TinyDataset.config(root, "mobilenet_v3_small", EPOCHS)
        .with(OutputSettings.TRAINED_MODELS, root.resolve("models-" + name));
  }

  private static ClusterProfile profile(String partition, int saveSeconds, String program) {
    return new ClusterProfile(
        "test", partition, null, 0, 1, "500M", null, null, null, program, saveSeconds);
  }

  private static RunStatus status(RunFolder run) {
    RunWatch watch = new RunWatch(run);
    watch.poll();
    return watch.status();
  }

  private static void awaitEpoch(RunFolder run, int epoch) {
    await("epoch " + epoch + " of " + run.name())
        .atMost(Duration.ofSeconds(60))
        .until(() -> RunState.read(run).epochs().size() >= epoch);
  }

  private void awaitCompleted(RunFolder run) {
    RealSlurm.awaitState(cluster, run, JobState.ENDED);
    assertThat(status(run)).as(run.name()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  @Tag("long")
  void runThatReachesItsTimeLimitGoesOnBitForBit() throws Exception {
    RunFolder run = RunFolder.create(config("limit"));
    cluster.submit(run, profile("short", 55, null), List.of());
    Runnable goOn = halt(run);
    awaitSignal(run);
    goOn.run();
    requeuedRunGoesOnBitForBit(run);
    assertThat(RunJob.read(run.job()).orElseThrow().limit()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  @Tag("long")
  void runThatMakesRoomForAnotherJobGoesOnBitForBit() throws Exception {
    RunFolder run = RunFolder.create(config("preempted"));
    cluster.submit(run, profile("main", 90, null), List.of());
    Runnable goOn = halt(run);
    String urgent =
        RealSlurm.run(
            "sbatch", "-p", "urgent", "-N2", "--exclusive", "-o", "/dev/null", "--wrap", "sleep 3");
    assertThat(urgent).startsWith("Submitted");
    awaitSignal(run);
    goOn.run();
    requeuedRunGoesOnBitForBit(run);
  }

  private void requeuedRunGoesOnBitForBit(RunFolder run) throws Exception {
    RealSlurm.awaitState(cluster, run, JobState.PENDING);
    assertThat(status(run)).isEqualTo(RunStatus.QUEUED);
    awaitSecondStart(run);
    awaitCompleted(run);
    assertThat(RunJob.read(run.job()).orElseThrow().restarts()).isEqualTo(1);
    assertThat(RunState.read(run).resumes()).hasSize(1);
    assertSame(run, undisturbed);
  }

  private static void awaitSecondStart(RunFolder run) {
    RunJob requeued = RunJob.read(run.job()).orElseThrow();
    await("the second start")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              RealSlurm.startNow(requeued); // in vain while Slurm still clears up
              return RunOwner.read(run.owner()).orElseThrow().restarts() == 1;
            });
  }

  /** What the dead node had begun lives on and writes, until it sees that it has lost the run. */
  @Test
  @Tag("long")
  void runOfANodeThatDiesGoesOnOnAnotherBitForBit() throws Exception {
    RunFolder run = RunFolder.create(config("dead"));
    cluster.submit(run, profile("main", 90, null), List.of());
    String node = RealSlurm.awaitState(cluster, run, JobState.RUNNING).node();
    Runnable goOn = halt(run);
    RealSlurm.killNode(node);
    try {
      RealSlurm.awaitState(cluster, run, JobState.PENDING);
      awaitSecondStart(run);
      goOn.run();
      awaitCompleted(run);
    } finally {
      RealSlurm.startNode(node);
    }
    assertThat(RunJob.read(run.job()).orElseThrow().node()).isNotEqualTo(node);
    assertSame(run, undisturbed);
  }

  @Test
  void cancelledRunIsSavedAndGoesOnHereBitForBit() throws Exception {
    RunFolder run = RunFolder.create(config("cancelled"));
    cluster.submit(run, profile("main", 90, null), List.of());
    Runnable goOn = halt(run);
    assertThat(cluster.cancel(run)).isFalse();
    awaitSignal(run);
    goOn.run();
    RunJob job = RealSlurm.awaitState(cluster, run, JobState.ENDED);
    assertThat(job.word()).isEqualTo("CANCELLED");
    assertThat(status(run)).isEqualTo(RunStatus.PAUSED);
    cluster.release(run);
    TrainingRun.resume(run, null, Progress.NONE);
    assertThat(RunState.read(run).resumes()).hasSize(1);
    assertSame(run, undisturbed);
  }

  @Test
  void refusedJobSaysWhyAndTheRunCanBeginHere() {
    RunFolder run = RunFolder.create(config("refused"));
    assertThatThrownBy(() -> cluster.submit(run, profile("none", 90, null), List.of()))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("invalid partition specified: none");
    assertThat(run.job()).doesNotExist();
    assertThat(status(run)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void arrayRunsAsManyTasksAtATimeAsItMay() throws Exception {
    Path program = root.resolve("program");
    Files.writeString(program, "#!/bin/sh\necho \"$1 $2\"; sleep 2\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    List<RunFolder> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(RunFolder.create(config("array")));
    }
    cluster.submitArray(runs, profile("main", 90, program.toString()), root.resolve("sweep"), 2);
    RealSlurm.awaitState(cluster, runs.get(0), JobState.RUNNING);
    cluster.refresh(runs);
    assertThat(RunJob.read(runs.get(2).job()).orElseThrow().reason())
        .isEqualTo("JobArrayTaskLimit");
    for (RunFolder run : runs) {
      RealSlurm.awaitState(cluster, run, JobState.ENDED);
      assertThat(run.log()).content().isEqualTo("resume " + run.path() + "\n");
    }
  }
}
