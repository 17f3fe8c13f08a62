package org.tagwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunWatch;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;

/** Runs in jobs, with commands that do what the test says. */
@DisabledOnOs(OS.WINDOWS)
class ClusterRunsTest {
  @TempDir Path temp;
  private FakeSlurm slurm;
  private ClusterRuns cluster;
  private RunFolder run;

  @BeforeEach
  void oneRun() throws IOException {
    slurm = new FakeSlurm(temp.resolve("bin"));
    ClusterProfiles profiles = new ClusterProfiles(temp.resolve("clusters.json"));
    profiles.put(FakeSlurm.PROFILE);
    cluster = slurm.runs(profiles);
    run = newRun();
  }

  private RunFolder newRun() {
    String runs = temp.resolve("runs").toString();
    return RunFolder.create(ConfigJson.with(ExperimentConfig.defaults(), "output.runs", runs));
  }

  private RunStatus status() {
    RunWatch watch = new RunWatch(run);
    watch.poll();
    return watch.status();
  }

  private RunJob job() {
    return RunJob.read(run.job()).orElseThrow();
  }

  /** As if it had been submitted long ago: a new job may not be listed yet. */
  private void submittedLongAgo() throws IOException {
    String text = Files.readString(run.job());
    Files.writeString(
        run.job(), text.replaceFirst("\"submitted\":\"\\d{4}", "\"submitted\":\"2001"));
  }

  private void events(RunEvent... happened) {
    try (EventLog log = EventLog.open(run)) {
      List.of(happened).forEach(log::append);
    }
  }

  @Test
  void submittingAsksForWhatTheProfileSays() throws IOException {
    RunJob job = cluster.submit(run, FakeSlurm.PROFILE, List.of());
    assertThat(job.id()).isEqualTo("7");
    assertThat(slurm.submitted())
        .contains(
            "--partition=gpu",
            "--account=vision",
            "--gres=gpu:1",
            "--cpus-per-task=8",
            "--mem=32G",
            "--time=4:00:00",
            "--qos=high",
            "--requeue",
            "--signal=B:USR1@90")
        .endsWith(run.jobScript().toString());
    assertThat(Files.readString(run.jobScript()))
        .contains("\nmodule load java\n", "-XX:ActiveProcessorCount=8", " resume \"$run\"");
    assertThat(status()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void refusedJobLeavesTheRunAsItWas() throws IOException {
    slurm.refuse("sbatch: error: Batch job submission failed: Invalid partition name specified\n");
    assertThatThrownBy(() -> cluster.submit(run, FakeSlurm.PROFILE, List.of()))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Slurm refused the job")
        .hasMessageContaining("Invalid partition name specified")
        .hasMessageContaining("--partition=gpu")
        .hasMessageNotContaining("--job-name");
    assertThat(run.job()).doesNotExist();
    assertThat(status()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void pendingJobIsQueuedWithTheSchedulersReason() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|PENDING|Resources||0:00|4:00:00");
    cluster.refresh(List.of(run));
    assertThat(status()).isEqualTo(RunStatus.QUEUED);
    assertThat(JobWords.of(job())).isEqualTo("Pending on a100 (job 7): waiting for free resources");
  }

  @Test
  void runningJobIsNeverInterruptedWhereTheDiskPassesNoLocks() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|RUNNING|None|n3|1:02:03|4:00:00");
    cluster.refresh(List.of(run));
    events(new RunEvent.Resumed(0, 0, 3, "gpu:0", "bf16", 1));
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
    assertThat(JobWords.of(job()))
        .isEqualTo("Running on a100 (job 7), node n3, 1:02:03 of 4:00:00");
  }

  @Test
  void requeuedJobIsQueuedAgainAndCounted() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|RUNNING|None|n3|4:00|365-00:00:00");
    cluster.refresh(List.of(run));
    assertThat(job().limit()).as("the longest that Slurm can show").isNull();
    events(new RunEvent.Paused(1));
    slurm.jobs("7|PENDING|BeginTime||0:00|4:00:00");
    cluster.refresh(List.of(run));
    assertThat(status()).isEqualTo(RunStatus.QUEUED);
    assertThat(JobWords.of(job()))
        .startsWith("Pending on a100 (job 7, requeued 1 time): waiting for its start time");
  }

  @Test
  void jobThatEndedWithoutAWordOfTheRunIsInterruptedAndSaysWhy() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    events(new RunEvent.Resumed(0, 0, 3, "gpu:0", "bf16", 1));
    slurm.jobs("7|NODE_FAIL|None|n3|4:00|4:00:00");
    cluster.refresh(List.of(run));
    assertThat(status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(JobWords.of(job())).isEqualTo("Ended on a100 (job 7): its node failed, node n3");
  }

  @Test
  void jobThatEndedBeforeTheProgramBeganIsInterruptedAndItsLogTells() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    Files.writeString(run.log(), "job.sh: line 9: module: command not found\n");
    slurm.jobs("7|FAILED|NonZeroExitCode|n3|0:01|4:00:00");
    cluster.refresh(List.of(run));
    assertThat(status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(JobWords.lastWords(job(), run.log()))
        .isEqualTo(
            "Its job 7 on a100 ended. It printed last:\n"
                + "job.sh: line 9: module: command not found");
  }

  @Test
  void whereSlurmHasForgottenTheJobItsLogTells() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    submittedLongAgo();
    String words = "slurmstepd: error: *** JOB 7 ON n3 CANCELLED AT now DUE TO TIME LIMIT ***";
    Files.writeString(run.log(), "Epoch 1\n" + words + "\n");
    cluster.refresh(List.of(run));
    assertThat(job().state()).isEqualTo(JobState.ENDED);
    assertThat(JobWords.of(job())).isEqualTo("Ended on a100 (job 7). Slurm's log: " + words);
  }

  @Test
  void unlistedJobThatWasJustSubmittedIsNotOver() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    cluster.refresh(List.of(run));
    assertThat(job().state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void schedulerOutOfReachLeavesWhatIsKnown() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|RUNNING|None|n3|4:00|4:00:00");
    cluster.refresh(List.of(run));
    slurm.goDown();
    assertThatThrownBy(() -> cluster.refresh(List.of(run)))
        .hasMessage("Slurm does not answer: Unable to contact slurm controller (connect failure).");
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void runInAJobIsNotGivenAwayTwice() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|PENDING|Priority||0:00|4:00:00");
    assertThatThrownBy(() -> cluster.submit(run, FakeSlurm.PROFILE, List.of()))
        .hasMessageContaining("in a job already")
        .hasMessageContaining("behind jobs of higher priority");
    assertThatThrownBy(() -> cluster.release(run)).hasMessageContaining("in a job already");
  }

  @Test
  void cancellingAPendingJobFreesTheRun() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.jobs("7|PENDING|Priority||0:00|4:00:00");
    assertThat(cluster.cancel(run)).isTrue();
    assertThat(slurm.told()).containsExactly("scancel 7");
    cluster.release(run);
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
  }

  @Test
  void withoutTheSchedulerARunIsFreeOnceNothingHasWorkedOnItForMinutes() throws IOException {
    cluster.submit(run, FakeSlurm.PROFILE, List.of());
    slurm.goDown();
    Files.writeString(run.heartbeat(), "");
    assertThatThrownBy(() -> cluster.release(run)).hasMessageContaining("Slurm does not answer");
    Instant old = Instant.now().minus(Duration.ofMinutes(10));
    Files.setLastModifiedTime(run.heartbeat(), FileTime.from(old));
    cluster.release(run);
    assertThat(job().active()).isFalse();
  }

  @Test
  void arrayGivesEachRunItsTask() throws IOException {
    RunFolder second = newRun();
    cluster.submitArray(List.of(run, second), FakeSlurm.PROFILE, temp.resolve("sweep"), 1);
    assertThat(slurm.submitted()).contains("--array=1-2%1");
    assertThat(RunJob.read(second.job()).orElseThrow().id()).isEqualTo("7_2");
    slurm.jobs("7_1|RUNNING|None|n1|0:05|1:00", "7_2|PENDING|JobArrayTaskLimit||0:00|1:00");
    cluster.refresh(List.of(run, second));
    assertThat(JobWords.of(RunJob.read(second.job()).orElseThrow()))
        .isEqualTo("Pending on a100 (job 7_2): waiting for its turn in the array");
    assertThat(temp.resolve("sweep/runs.txt"))
        .content()
        .isEqualTo(run.path() + "\n" + second.path() + "\n");
  }
}
