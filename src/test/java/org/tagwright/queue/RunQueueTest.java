package org.tagwright.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.process.ChildProcess;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

@Timeout(90)
class RunQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;
  private Path runs;
  private RunQueue queue;

  private final RunService service = new RunService(new ChildProcess(FakeTrainer.class.getName()));
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<QueueWorker> workers = new ArrayList<>();

  @BeforeEach
  void makeQueue() {
    runs = temp.resolve("runs");
    queue = new RunQueue(runs);
  }

  @AfterEach
  void closeWorkers() {
    workers.forEach(QueueWorker::close);
    for (RunSummary run : RunList.scan(runs)) {
      if (run.status() == RunStatus.RUNNING) {
        service.stop(run.folder());
        awaitEnd(run.folder());
      }
    }
  }

  private void awaitEnd(RunFolder folder) {
    await("end of " + folder.path())
        .atMost(PATIENCE)
        .until(() -> service.status(folder) != RunStatus.RUNNING);
  }

  private ExperimentConfig config(long seed) {
    ExperimentConfig config = ExperimentConfig.defaults();
    config = ConfigJson.with(config, "output.runs", runs.toString());
    config = ConfigJson.with(config, "training.epochs", "2");
    return ConfigJson.with(config, "training.seed", Long.toString(seed));
  }

  private QueueWorker worker(String name) {
    QueueWorker worker = new QueueWorker(queue, service, listener(name));
    workers.add(worker);
    return worker;
  }

  private QueueWorker.Listener listener(String name) {
    return new QueueWorker.Listener() {
      @Override
      public void started(QueueEntry entry, RunFolder run) {
        told.add(name + " started " + entry.title());
      }

      @Override
      public void finished(QueueEntry entry, RunFolder run, RunStatus status) {
        told.add(name + " finished " + entry.title() + " " + status);
      }

      @Override
      public void failedToStart(QueueEntry entry, String problem) {
        told.add(name + " could not start " + entry.title());
      }
    };
  }

  private void step(QueueWorker worker, String name) {
    worker.step(listener(name));
  }

  private List<String> titles() {
    return queue.entries().stream().map(QueueEntry::title).toList();
  }

  @Test
  void runsFollowOneAnotherAndAFailureDoesNotStopTheRest() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String[] run :
        List.of(
            new String[] {"good", "1"},
            new String[] {"failing", "13"},
            new String[] {"dying", "14"},
            new String[] {"last", "2"})) {
      ids.add(queue.add(run[0], config(Long.parseLong(run[1]))).id());
    }
    worker("a").workOff(ids);
    assertThat(told)
        .containsExactly(
            "a started good",
            "a finished good COMPLETED",
            "a started failing",
            "a finished failing FAILED",
            "a started dying",
            "a finished dying INTERRUPTED",
            "a started last",
            "a finished last COMPLETED");
    assertThat(queue.entries()).isEmpty();
    assertThat(RunList.scan(runs)).hasSize(4);
  }

  @Test
  void newWorkerTakesOverTheRunInProgress() throws Exception {
    queue.add("hanging", config(15));
    queue.add("next", config(1));
    QueueWorker first = worker("first");
    step(first, "first");
    RunFolder run = queue.entries().get(0).run();
    QueueWorker second = worker("second");
    step(second, "second");
    assertThat(told).containsExactly("first started hanging");
    first.close();
    // As after a restart of the window: another queue object, another worker.
    queue = new RunQueue(runs);
    step(second, "second");
    assertThat(titles()).containsExactly("hanging", "next");
    service.stop(run);
    second.workOff(queue.entries().stream().map(QueueEntry::id).toList());
    assertThat(told)
        .containsExactly(
            "first started hanging",
            "second started hanging",
            "second finished hanging STOPPED",
            "second started next",
            "second finished next COMPLETED");
  }

  @Test
  void terminalThatOnlyWatchesIsToldTheSame() throws Exception {
    QueueEntry watched = queue.add("watched", config(1));
    worker("window").start();
    await("the run").atMost(PATIENCE).until(() -> queue.entries().get(0).run() != null);
    QueueEntry next = queue.add("next", config(2));
    worker("terminal").workOff(List.of(watched.id(), next.id()));
    assertThat(told)
        .filteredOn(line -> line.startsWith("window"))
        .containsExactly(
            "window started watched",
            "window finished watched COMPLETED",
            "window started next",
            "window finished next COMPLETED");
    assertThat(told)
        .filteredOn(line -> line.startsWith("terminal"))
        .containsExactly(
            "terminal started watched",
            "terminal finished watched COMPLETED",
            "terminal started next",
            "terminal finished next COMPLETED");
  }

  @Test
  void runThatWasNotedButNeverLaunchedIsLaunched() throws Exception {
    QueueEntry entry = queue.add("noted", config(1));
    queue.begin(entry.id(), () -> service.prepare(entry.config()));
    worker("a").workOff(List.of(entry.id()));
    assertThat(told).containsExactly("a started noted", "a finished noted COMPLETED");
    assertThat(RunList.scan(runs)).hasSize(1);
  }

  @Test
  void entriesAreReorderedAndRemovedButNotTheOneInProgress() {
    for (String title : List.of("hanging", "b", "c", "d")) {
      queue.add(title, config(15));
    }
    step(worker("a"), "a");
    List<QueueEntry> entries = queue.entries();
    queue.move(entries.get(3).id(), 0);
    assertThat(titles()).containsExactly("hanging", "d", "b", "c");
    queue.move(entries.get(3).id(), 99);
    assertThat(titles()).containsExactly("hanging", "b", "c", "d");
    queue.move(entries.get(0).id(), 3);
    queue.remove(entries.get(0).id());
    queue.remove(entries.get(2).id());
    assertThat(titles()).containsExactly("hanging", "b", "d");
    queue.move("gone", 0);
    queue.remove("gone");
    queue.clear();
    assertThat(titles()).containsExactly("hanging");
  }

  @Test
  void theQueueWaitsForARunThatWasStartedBesideIt() throws Exception {
    RunFolder beside = service.start(config(15));
    while (service.status(beside) != RunStatus.RUNNING) {
      Thread.sleep(20);
    }
    queue.add("next", config(1));
    List<String> waiting = new ArrayList<>();
    QueueWorker.Listener listener =
        new QueueWorker.Listener() {
          @Override
          public void waitsFor(RunFolder run) {
            waiting.add(run.name());
          }
        };
    QueueWorker worker = worker("a");
    worker.step(listener);
    assertThat(queue.entries().get(0).waiting()).isTrue();
    assertThat(waiting).containsExactly(beside.name());
    service.stop(beside);
    awaitEnd(beside);
    worker.step(listener);
    assertThat(queue.entries().get(0).begun()).isTrue();
  }

  @Test
  void backgroundWorkerDoesTheWholeQueue() throws Exception {
    queue.addAll(
        Sweep.expand(config(1), Map.of("training.seed", List.of("3", "4", "5"))).variants());
    worker("a").start();
    await("an empty queue").atMost(PATIENCE).until(() -> queue.entries().isEmpty());
    assertThat(told)
        .filteredOn(line -> line.contains("finished"))
        .containsExactly(
            "a finished seed=3 COMPLETED",
            "a finished seed=4 COMPLETED",
            "a finished seed=5 COMPLETED");
  }

  @Test
  void runThatCannotBeStartedStaysWithItsReasonAndIsPassedOver() throws Exception {
    Path blocked = Files.writeString(temp.resolve("file"), "no folder");
    QueueEntry bad =
        queue.add("bad", ConfigJson.with(config(1), "output.runs", blocked.toString()));
    QueueEntry good = queue.add("good", config(1));
    worker("a").workOff(List.of(bad.id(), good.id()));
    assertThat(told)
        .containsExactly("a could not start bad", "a started good", "a finished good COMPLETED");
    assertThat(queue.entry(bad.id()).orElseThrow().problem()).contains(blocked.toString());
    queue.remove(bad.id());
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void sweepWithOneBadConfigurationIsNotAddedAtAll() {
    Sweep sweep = Sweep.expand(config(1), Map.of("training.batchSize", List.of("8", "0")));
    assertThatThrownBy(() -> queue.addAll(sweep.variants()))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("batchSize=0");
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void deletedRunLeavesTheQueue() throws Exception {
    QueueEntry entry = queue.add("deleted", config(1));
    RunFolder run = queue.begin(entry.id(), () -> service.prepare(entry.config())).orElseThrow();
    service.delete(run);
    step(worker("a"), "a");
    assertThat(queue.entries()).isEmpty();
  }

  @Test
  void entriesSurviveWithTheirConfiguration() {
    QueueEntry entry = queue.add("x", config(7));
    assertThat(new RunQueue(runs).entries()).containsExactly(entry);
    assertThat(entry.config()).isEqualTo(config(7));
  }

  @Test
  void damagedFileIsNamed() throws Exception {
    Path file = runs.resolve("queue/queue.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"entries\": [");
    assertThatThrownBy(() -> queue.entries())
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void manyThreadsAddWithoutLosingEntries() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 5; k++) {
                  new RunQueue(runs).add("entry", config(k));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(queue.entries()).hasSize(20);
    assertThat(RunLock.isHeld(queue.workerLock())).isFalse();
  }
}
