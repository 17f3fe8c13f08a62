package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tagwright.train.SameRun.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.EventTail;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/** Real processes, killed as {@code kill -9} does, at random moments of real trainings. */
class KilledRunTest {
  @TempDir Path root;

  @Test
  void killedThreeTimesARunGivesTheSameBits() throws Exception {
    killAndCompare(3, 20, new Random(1));
  }

  @Test
  @Tag("long")
  void killedTwentyTimesARunGivesTheSameBits() throws Exception {
    killAndCompare(20, 90, new Random());
  }

  private void killAndCompare(int kills, int epochs, Random random) throws Exception {
    TinyDataset.write(root, 24);
    RunFolder uninterrupted = RunFolder.create(config("whole", epochs));
    TrainingRun.start(uninterrupted, Progress.NONE);

    RunFolder folder = RunFolder.create(config("killed", epochs));
    String command = "train";
    for (int kill = 1; kill <= kills; kill++) {
      runUntilKilled(folder, command, random.nextInt(600));
      RunState state = RunState.read(folder);
      assertThat(state.end()).as("still running when killed, kill %d", kill).isNull();
      command = "resume";
    }
    Process last = start(folder, command);
    assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as(Files.readString(folder.log())).isZero();

    assertSame(folder, uninterrupted);
    List<RunEvent> events = new EventTail(folder).poll();
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).seq()).isEqualTo(i + 1);
    }
  }

  /** Kills it so many milliseconds after its first own event. */
  private static void runUntilKilled(RunFolder folder, String command, int millis)
      throws Exception {
    long before = RunState.read(folder).lastSeq();
    Process process = start(folder, command);
    await("first event of " + command)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .failFast(() -> assertThat(process.isAlive()).as(Files.readString(folder.log())).isTrue())
        .until(() -> RunState.read(folder).lastSeq() > before);
    Thread.sleep(millis);
    process.destroyForcibly().waitFor();
  }

  private static Process start(RunFolder folder, String command) {
    return new ChildProcess()
        .start(List.of(command, folder.path().toString(), "--quiet"), folder.log());
  }

  private ExperimentConfig config(String models, int epochs) {
    return ConfigJson.with(
        TinyDataset.config(root, "mobilenet_v2", epochs),
        "output.trainedModels",
        root.resolve("models-" + models).toString());
  }
}
