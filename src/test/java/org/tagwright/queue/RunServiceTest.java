package org.tagwright.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.ProcessMark;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

/** Real processes, with a fake trainer that takes milliseconds per epoch. */
@Timeout(60)
class RunServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;

  private final RunService service = new RunService(new ChildProcess(FakeTrainer.class.getName()));

  private ExperimentConfig config(int epochs, long seed) {
    ExperimentConfig config = ExperimentConfig.defaults();
    config = ConfigJson.with(config, "output.runs", temp.resolve("runs").toString());
    config = ConfigJson.with(config, "training.epochs", Integer.toString(epochs));
    return ConfigJson.with(config, "training.seed", Long.toString(seed));
  }

  private void awaitStatus(RunFolder folder, RunStatus status) {
    await(status.name()).atMost(PATIENCE).until(() -> service.status(folder) == status);
  }

  private static void awaitEpoch(RunFolder folder, int epoch) {
    await("epoch " + epoch)
        .atMost(PATIENCE)
        .until(() -> RunState.read(folder).epochs().size() >= epoch);
  }

  private static void awaitRelease(RunFolder folder) {
    await("release of the lock").atMost(PATIENCE).until(() -> !RunLock.isHeld(folder.lock()));
  }

  @Test
  void startedRunIsRunningAtOnceAndCompletes() throws Exception {
    RunFolder folder = service.start(config(2, 1));
    // Long before the child has come so far as to take the lock.
    assertThat(service.status(folder)).isEqualTo(RunStatus.RUNNING);
    awaitStatus(folder, RunStatus.COMPLETED);
    assertThat(RunState.read(folder).epochs()).hasSize(2);
    assertThat(Files.readString(folder.log())).contains("fake: train " + folder.path());
    assertThat(folder.config()).isEqualTo(config(2, 1));
  }

  @Test
  void killedChildIsInterruptedAndGoesOnFromItsLastEpoch() throws Exception {
    RunFolder folder = service.start(config(3, 15));
    awaitEpoch(folder, 1);
    assertThat(service.status(folder)).isEqualTo(RunStatus.RUNNING);
    long pid = RunLock.holder(folder.lock()).orElseThrow().pid();
    assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
    service.kill(folder);
    awaitStatus(folder, RunStatus.INTERRUPTED);
    service.resume(folder);
    assertThat(service.status(folder)).isEqualTo(RunStatus.RUNNING);
    service.stop(folder);
    awaitStatus(folder, RunStatus.STOPPED);
    assertThat(RunState.read(folder).resumes())
        .singleElement()
        .extracting(RunEvent.Resumed::fromEpoch)
        .isEqualTo(1);
  }

  @Test
  void stoppedRunCanBeExtended() throws Exception {
    RunFolder folder = service.start(config(100, 1));
    awaitEpoch(folder, 1);
    service.stop(folder);
    awaitStatus(folder, RunStatus.STOPPED);
    int done = RunState.read(folder).epochs().size();
    assertThatThrownBy(() -> service.extend(folder, done))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("epochs already");
    service.extend(folder, done + 2);
    awaitStatus(folder, RunStatus.COMPLETED);
    assertThat(RunState.read(folder).epochs()).hasSize(done + 2);
    assertThat(folder.requests().stopRequested()).isFalse();
  }

  @Test
  void pausedRunWhoseProcessHasEndedKeepsItsPlace() throws Exception {
    RunFolder folder = service.start(config(100, 1));
    awaitEpoch(folder, 1);
    service.pause(folder);
    awaitStatus(folder, RunStatus.PAUSED);
    awaitRelease(folder);
    assertThat(service.status(folder)).isEqualTo(RunStatus.PAUSED);
    int done = RunState.read(folder).epochs().size();
    service.resume(folder);
    awaitEpoch(folder, done + 1);
    assertThat(service.status(folder)).isEqualTo(RunStatus.RUNNING);
    service.pause(folder);
    awaitStatus(folder, RunStatus.PAUSED);
    awaitRelease(folder);
    service.stop(folder);
    assertThat(service.status(folder)).isEqualTo(RunStatus.STOPPED);
    assertThat(folder.requests().pauseRequested()).isFalse();
  }

  @Test
  void childThatDiesBeforeItsFirstEventIsInterrupted() throws Exception {
    RunFolder folder = service.start(config(2, 14));
    awaitStatus(folder, RunStatus.INTERRUPTED);
    assertThat(Files.readString(folder.log())).contains("fake: ");
  }

  @Test
  void failureIsToldInTheList() throws Exception {
    RunFolder folder = service.start(config(2, 13));
    awaitStatus(folder, RunStatus.FAILED);
    assertThat(service.list(temp.resolve("runs")))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.folder()).isEqualTo(folder);
              assertThat(run.problem()).isEqualTo("Unlucky number.");
            });
  }

  @Test
  void runningRunIsNeitherStartedTwiceNorDeleted() throws Exception {
    RunFolder folder = service.start(config(3, 15));
    assertThatThrownBy(() -> service.resume(folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("running already");
    assertThatThrownBy(() -> service.delete(folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("stop it first");
    awaitEpoch(folder, 1);
    service.kill(folder);
    awaitStatus(folder, RunStatus.INTERRUPTED);
    assertThatThrownBy(() -> service.stop(folder)).hasMessageContaining("not running");
    assertThatThrownBy(() -> service.pause(folder)).hasMessageContaining("not running");
    assertThatThrownBy(() -> service.kill(folder)).hasMessageContaining("not running");
    service.delete(folder);
    assertThat(folder.path()).doesNotExist();
    assertThatThrownBy(() -> service.delete(folder)).hasMessageContaining("not a run folder");
  }

  @Test
  void configurationThatWillNotDoLeavesNoFolder() {
    assertThatThrownBy(() -> service.start(config(0, 1)))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("training.epochs");
    assertThat(temp.resolve("runs")).doesNotExist();
  }

  @Test
  void listFollowsWhatHappens() throws Exception {
    RunList list = new RunList(temp.resolve("runs"));
    assertThat(list.scan()).isEmpty();
    RunFolder folder = service.start(config(2, 1));
    assertThat(list.scan()).extracting(RunSummary::status).containsExactly(RunStatus.RUNNING);
    awaitStatus(folder, RunStatus.COMPLETED);
    RunSummary run = list.scan().get(0);
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.progress()).isEqualTo(1);
    assertThat(run.bestScore()).isEqualTo(0.5);
    assertThat(run.bestEpoch()).isEqualTo(2);
    assertThat(run.device()).isEqualTo("cpu");
    service.delete(folder);
    assertThat(list.scan()).isEmpty();
  }

  @Test
  void commandUsesThisJavaAndItsClassPath() {
    List<String> command = new ChildProcess().command(List.of("train", "a folder"));
    assertThat(command.get(0)).startsWith(System.getProperty("java.home"));
    assertThat(command).endsWith("org.tagwright.Main", "train", "a folder");
    assertThat(command).anyMatch(argument -> argument.startsWith("-Xmx"));
    String classPath = command.get(command.indexOf("-cp") + 1);
    assertThat(classPath.split(File.pathSeparator))
        .allMatch(entry -> Path.of(entry).isAbsolute())
        .anyMatch(entry -> entry.contains("jackson-databind"));
    assertThat(command.contains("--enable-native-access=ALL-UNNAMED"))
        .isEqualTo(Runtime.version().feature() >= 22);
  }

  @Test
  void noChildHasTheWindowsLibrariesSoThatAllShareOneFileOfClasses() {
    System.setProperty("jdk.module.path", "/mods/javafx.jar");
    try {
      List<String> command = new ChildProcess().command(List.of());
      assertThat(command).noneMatch(option -> option.contains("/mods/javafx.jar"));
    } finally {
      System.clearProperty("jdk.module.path");
    }
  }

  @Test
  void markOfADeadOrForeignProcessIsNotAlive() {
    ProcessMark me = ProcessMark.current();
    assertThat(me.aliveHere()).isTrue();
    assertThat(new ProcessMark(me.pid(), "another-host", me.started()).aliveHere()).isFalse();
    assertThat(new ProcessMark(me.pid(), me.host(), me.started().minusSeconds(60)).aliveHere())
        .isFalse();
  }
}
