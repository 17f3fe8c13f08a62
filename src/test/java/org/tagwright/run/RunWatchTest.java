package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.FaultyDisk;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunEvent.Completed;

class RunWatchTest {
  @TempDir Path temp;
  private RunFolder folder;
  private final SampleEvents events = new SampleEvents();

  @BeforeEach
  void makeRun() {
    folder =
        RunFolder.create(
            ConfigJson.with(ExperimentConfig.defaults(), "output.runs", temp.toString()));
  }

  @Test
  void pollTellsWhetherAnythingIsNew() throws Exception {
    RunWatch watch = new RunWatch(folder);
    assertThat(watch.poll()).isFalse();
    assertThat(watch.status()).isEqualTo(RunStatus.QUEUED);
    RunLock lock = RunLock.acquire(folder);
    assertThat(watch.poll()).isTrue();
    assertThat(watch.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(watch.poll()).isFalse();
    events.started(2).epoch(1, 0.5).writeTo(folder);
    assertThat(watch.poll()).isTrue();
    assertThat(watch.state().epochs()).hasSize(1);
    RunState before = watch.state();
    assertThat(watch.poll()).isFalse();
    assertThat(watch.state()).isSameAs(before);
    lock.close();
    assertThat(watch.poll()).isTrue();
    assertThat(watch.status()).isEqualTo(RunStatus.INTERRUPTED);
    events.then(new Completed(2, 1, 0.5, "done")).writeTo(folder);
    assertThat(watch.poll()).isTrue();
    assertThat(watch.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aRunThatBeginsBetweenTheLooksAtLockAndEventsIsNotInterrupted() {
    AtomicReference<RunLock> lock = new AtomicReference<>();
    FaultyDisk.Fault beginning =
        (change, file) -> {
          if (file.endsWith("events.jsonl") && lock.get() == null) {
            lock.set(RunLock.acquire(folder));
            events.started(2).writeTo(folder);
          }
        };
    RunWatch watch =
        new RunWatch(new RunFolder(new FaultyDisk(temp, beginning).path(folder.path())));
    watch.poll();
    assertThat(watch.status()).isEqualTo(RunStatus.RUNNING);
    lock.get().close();
  }

  @Test
  void lockThatWasLeftWithoutAnyEventMeansInterrupted() {
    RunLock.acquire(folder).close();
    RunWatch watch = new RunWatch(folder);
    watch.poll();
    assertThat(watch.status()).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void startedProcessCountsAsRunningWhileItLives() {
    ProcessMark.current().write(folder.starting());
    RunWatch watch = new RunWatch(folder);
    watch.poll();
    assertThat(watch.status()).isEqualTo(RunStatus.RUNNING);
    ProcessMark dead = ProcessMark.current();
    new ProcessMark(dead.pid(), dead.host(), dead.started().minusSeconds(100))
        .write(folder.starting());
    watch.poll();
    assertThat(watch.status()).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void listIsNewestFirstAndPassesOverWhatIsNoRun() throws Exception {
    Files.createDirectories(temp.resolve("queue"));
    Files.writeString(temp.resolve("note.txt"), "");
    events.started(4).steps(1, 10, 1, 1, 1, 1, 1).writeTo(folder);
    ExperimentConfig other = ConfigJson.with(folder.config(), "model.backbone", "vgg16");
    Path broken = Files.createDirectories(temp.resolve("2000-01-01_00-00-00-resnet18"));
    Files.writeString(broken.resolve("config.json"), "{");
    RunFolder newer = new RunFolder(temp.resolve("9999-01-01_00-00-00-vgg16"));
    newer.writeConfig(other);
    List<RunSummary> runs = RunList.scan(temp);
    assertThat(runs)
        .extracting(RunSummary::folder)
        .containsExactly(newer, folder, new RunFolder(broken));
    assertThat(runs)
        .extracting(RunSummary::status)
        .containsExactly(RunStatus.QUEUED, RunStatus.INTERRUPTED, RunStatus.QUEUED);
    assertThat(runs.get(0).epochsPlanned()).isEqualTo(18);
    assertThat(runs.get(1).progress()).isEqualTo(0.125);
    assertThat(runs.get(1).config()).isEqualTo(folder.config());
    assertThat(runs.get(2).config()).isNull();
    assertThat(runs.get(2).problem()).contains("config.json").contains("not valid JSON");
    assertThat(RunList.scan(temp.resolve("nowhere"))).isEmpty();
  }
}
