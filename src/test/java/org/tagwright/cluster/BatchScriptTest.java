package org.tagwright.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that runs on the node, with a program of three lines. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class BatchScriptTest {
  /** Saves and ends when it is asked to, and not at a signal. */
  private static final String PAUSES =
      "while [ ! -e \"$2/pause\" ]; do sleep 0.05; done; rm \"$2/pause\"; echo saved";

  @TempDir Path temp;
  private FakeSlurm slurm;
  private Path run;

  @BeforeEach
  void aRun() throws IOException {
    slurm = new FakeSlurm(temp.resolve("bin"));
    run = Files.createDirectory(temp.resolve("it's a run"));
  }

  private Process start(String program) throws IOException {
    Path file = temp.resolve("program");
    Files.writeString(file, "#!/bin/bash\necho began >>began\n" + program + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    ClusterProfile profile =
        new ClusterProfile(
            "test", null, null, 0, null, null, null, List.of(), List.of(), file.toString(), 20);
    Path script = temp.resolve("job.sh");
    Files.writeString(script, new BatchScript(profile).training(run, List.of()));
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
    builder.environment().merge("PATH", slurm.folder().toString(), (old, bin) -> bin + ":" + old);
    builder.environment().put("SLURM_JOB_ID", "7");
    builder.redirectErrorStream(true).redirectOutput(temp.resolve("log").toFile());
    Process process = builder.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(run.resolve("began")));
    return process;
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private String log() throws IOException {
    return Files.readString(temp.resolve("log"));
  }

  private void slurmSays(String state) throws IOException {
    slurm.jobs(state);
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Slurm ends a job that it requeues; here the test does. */
  private void awaitRequeue(Process process) throws IOException {
    await().atMost(Duration.ofSeconds(30)).until(() -> slurm.told().contains("scontrol requeue 7"));
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroyForcibly();
  }

  @Test
  void beforeTheTimeLimitTheRunSavesAndIsRequeued() throws Exception {
    slurmSays("RUNNING");
    Process process = start(PAUSES);
    signal(process, "USR1");
    awaitRequeue(process);
    assertThat(log()).contains("saved\n", "saved and requeued (USR1, job 7, start 1)");
  }

  @Test
  void atPreemptionTheRunSavesAndIsRequeued() throws Exception {
    slurmSays("RUNNING");
    Process process = start(PAUSES);
    signal(process, "TERM");
    awaitRequeue(process);
    assertThat(log()).contains("saved\n", "saved and requeued (TERM");
  }

  @Test
  void cancelledRunSavesAndIsNotRequeued() throws Exception {
    slurmSays("COMPLETING");
    Process process = start(PAUSES);
    signal(process, "TERM");
    assertThat(end(process)).isZero();
    assertThat(log()).contains("saved\n");
    assertThat(slurm.told()).isEmpty();
  }

  @Test
  void runThatEndsByItselfAtTheSignalIsNotRequeued() throws Exception {
    slurmSays("RUNNING");
    Process process = start("while [ ! -e \"$2/pause\" ]; do sleep 0.05; done; echo completed");
    signal(process, "USR1");
    assertThat(end(process)).isZero();
    assertThat(slurm.told()).isEmpty();
  }

  @Test
  void failedRunEndsItsJobWithItsExitCode() throws Exception {
    assertThat(end(start("exit 3"))).isEqualTo(3);
    assertThat(slurm.told()).isEmpty();
  }

  @Test
  void runThatDoesNotAnswerIsRequeuedAsItIs() throws Exception {
    slurmSays("RUNNING");
    Process process = start("sleep 100");
    signal(process, "USR1");
    awaitRequeue(process);
    assertThat(log()).contains("the run was not saved within");
  }

  @Test
  void commandLeavesItsExitCode() throws Exception {
    ClusterProfile profile =
        new ClusterProfile(
            "test", null, null, 0, null, null, null, List.of(), List.of(), "/bin/sh", 0);
    Path script = temp.resolve("job.sh");
    Files.writeString(
        script,
        new BatchScript(profile)
            .command(List.of("-c", "echo \"it's $0\"; exit 4", "on"), temp.resolve("exit")));
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
    builder.directory(temp.toFile()).redirectOutput(new File(temp.toFile(), "log"));
    assertThat(end(builder.start())).isEqualTo(4);
    assertThat(temp.resolve("exit")).content().isEqualTo("4\n");
    assertThat(log()).isEqualTo("it's on\n");
  }
}
