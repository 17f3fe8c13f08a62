package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tagwright.train.SameRun.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.config.ValidationSettings;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.EventTail;
import org.tagwright.run.LoggedEvent;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/** Real processes, killed as {@code kill -9} does, at random moments of real trainings. */
class KilledRunTest {
  private static final long SEED = 14;

  @TempDir Path root;

  @Test
  void killedThreeTimesARunGivesTheSameBits() throws Exception {
    killAndCompare(3, 20, new Random(1));
  }

  /**
   * Some kills hit the start of the process, most a moment right after an event: there it writes.
   */
  @Test
  @Tag("long")
  void shortRunsKilledTwoHundredTimesEndAsTheirUndisturbedTwins() throws Exception {
    TinyDataset.write(root, 24);
    List<ExperimentConfig> kinds =
        List.of(
            config("whole-0", 3),
            config("whole-1", 1),
            config("whole-2", 12)
                .with(ValidationSettings.EARLY_STOPPING, true)
                .with(ValidationSettings.PATIENCE, 1));
    List<RunFolder> undisturbed = kinds.stream().map(RunFolder::create).toList();
    undisturbed.forEach(folder -> TrainingRun.start(folder, Progress.NONE));

    Random random = new Random(SEED);
    int kills = 0;
    int runs = 0;
    for (; kills < 200; runs++) {
      int kind = runs % kinds.size();
      Path models = root.resolve("models-killed-" + runs);
      RunFolder folder =
          RunFolder.create(kinds.get(kind).with(OutputSettings.TRAINED_MODELS, models));
      int killed = killUntilCompleted(folder, undisturbed.get(kind), random);
      kills += killed;
      System.out.printf("Run %d of kind %d: %d kills, %d in all%n", runs, kind, killed, kills);
      assertSame(folder, undisturbed.get(kind));
      assertNothingLeftOver(models);
      assertNothingLeftOver(folder.path());
      delete(models);
      delete(folder.path());
    }
    System.out.printf("%d kills, %d runs completed and bit-identical%n", kills, runs);
  }

  private static int killUntilCompleted(RunFolder folder, RunFolder undisturbed, Random random)
      throws Exception {
    int events = new EventTail(undisturbed).poll().size();
    String command = "train";
    int kills = 0;
    while (!(RunState.read(folder).end() instanceof RunEvent.Completed)) {
      Process process = start(folder, command);
      if (random.nextInt(5) == 0) {
        process.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
      } else {
        awaitEvents(folder, process, 1 + random.nextInt(events));
        process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS);
      }
      if (process.isAlive()) {
        process.destroyForcibly().waitFor();
        kills++;
        boolean begun = RunState.read(folder).started() != null;
        command = begun ? "resume" : command;
      } else {
        assertThat(process.exitValue()).as(Files.readString(folder.log())).isZero();
      }
    }
    return kills;
  }

  /** Until the process has written so many events, or ended. */
  private static void awaitEvents(RunFolder folder, Process process, int events) throws Exception {
    EventTail tail = new EventTail(folder);
    tail.poll();
    long seen = 0;
    while (seen < events && !process.waitFor(2, TimeUnit.MILLISECONDS)) {
      seen += tail.poll(event -> {});
    }
  }

  private static void assertNothingLeftOver(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
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
    List<LoggedEvent> events = new EventTail(folder).poll();
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
