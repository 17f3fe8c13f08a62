package org.tagwright.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.ui.runs.RunsOnDisk;

class RunQueuesTest {
  @TempDir Path root;

  @Test
  void onlyWhatTrainsGoesOn() {
    ExperimentConfig config = RunsOnDisk.config(root);
    RunsOnDisk disk = new RunsOnDisk(root);
    RunFolder training = disk.write(config, "a", 3, 1, 4, RunsOnDisk.End.NONE);
    RunFolder killed = disk.write(config, "b", 2, 1, 4, RunsOnDisk.End.NONE);
    RunFolder completed = disk.write(config, "c", 1, 1, 4, RunsOnDisk.End.COMPLETED);
    RunLock lock = RunLock.acquire(training);
    try (RunQueues queues = new RunQueues(new RunService())) {
      List<RunFolder> shown = List.of(training, killed, completed);
      assertThat(queues.going(shown).runs())
          .extracting(RunFolder::path)
          .containsExactly(training.path());
      assertThat(queues.going(shown).waiting()).isZero();
      assertThat(queues.going(List.of()).runs()).isEmpty();
      lock.close();
      assertThat(queues.going(shown).runs()).isEmpty();
    }
  }

  @Test
  void aQueueThatCannotBeReadIsToldOnce() throws Exception {
    Path file = root.resolve("queue/queue.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{");
    List<String> told = new CopyOnWriteArrayList<>();
    try (RunQueues queues = new RunQueues(new RunService())) {
      queues.onTrouble(problem -> told.add(problem.getMessage()));
      queues.of(root);
      await().until(() -> !told.isEmpty());
      Files.writeString(file, "[");
      await().until(() -> told.size() > 1);
    }
    assertThat(told).hasSize(2).allMatch(text -> text.startsWith(file + " is damaged: "));
  }
}
