package org.tagwright.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Problems;

class DataModelTest {
  @TempDir Path root;

  // Stands for the FX thread: what is handed over is done when the test says so.
  private final ConcurrentLinkedQueue<Runnable> fx = new ConcurrentLinkedQueue<>();
  private final Problems problems = new Problems(fx::add);
  private final Background background = new Background(fx::add, problems);
  private final DataModel model = new DataModel(background, problems, ExperimentConfig::defaults);

  @AfterEach
  void close() {
    background.close();
  }

  private void settle() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      for (Runnable task = fx.poll(); task != null; task = fx.poll()) {
        task.run();
      }
      if (background.idle() && fx.isEmpty() && model.jobProperty().get() == null) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("still busy");
  }

  @Test
  void demoDataAreMadeCheckedAndCounted() throws InterruptedException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(40, 4, 64, 6, 1));
    settle();
    DataStats stats = model.statsProperty().get();
    assertThat(stats.report().clean()).isTrue();
    assertThat(stats.train() + stats.validation()).isEqualTo(40);
    assertThat(stats.classesPresent()).isBetween(2, 6);
    assertThat(stats.labelsPerImage().stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    int mostFrequent =
        stats.classes().stream()
            .max((a, b) -> a.both() - b.both())
            .map(DataStats.ClassCount::index)
            .orElseThrow();
    assertThat(stats.together(mostFrequent, mostFrequent))
        .isEqualTo(stats.classes().get(mostFrequent).both());
    assertThat(model.configWithThisData().data().root()).isEqualTo(root.resolve("demo"));
  }

  @Test
  void everyFindingIsListed() throws IOException, InterruptedException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(20, 2, 64, 6, 1));
    settle();
    Path labels = model.dataProperty().get().trainLabelsFolder();
    Files.writeString(labels.resolve("000000000001.cls"), "3\n99\n");
    Files.writeString(labels.resolve("lonely.cls"), "1\n");
    model.check();
    settle();
    assertThat(model.statsProperty().get().report().problems()).hasSize(2);
  }

  @Test
  void missingFolderIsNoMistakeButNothingToShow() throws InterruptedException {
    model.useRoot(root.resolve("nowhere"));
    settle();
    assertThat(model.statsProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
  }

  @Test
  void cancelledMakingLeavesNothing() throws InterruptedException, IOException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(5_000, 2, 64, 6, 1));
    model.jobProperty().get().cancel();
    settle();
    assertThat(model.statsProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
    try (var left = Files.walk(root)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void samplesOfAClassHaveIt() throws InterruptedException {
    model.makeDemo(root.resolve("demo"), new DemoDataset.Options(30, 2, 64, 6, 1));
    settle();
    var index = model.statsProperty().get().report().index();
    int some = index.classesOf(0).length > 0 ? index.classesOf(0)[0] : index.classesOf(1)[0];
    List<Integer> having = DataModel.samplesOf(index, some, 5);
    assertThat(having).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(having).allMatch(i -> index.has(i, some));
    assertThat(DataModel.samplesOf(index, -1, 1_000)).hasSize(30);
  }
}
