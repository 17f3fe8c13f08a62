package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;
import org.tagwright.train.TrainingLoopTest;

class CheckpointShelfTest {
  @TempDir Path folder;

  @Test
  void onlyABetterScoreReplacesWhatIsThere() throws IOException {
    assertThat(offer("a", 0.5)).isTrue();
    assertThat(offer("b", 0.4)).isFalse();
    assertThat(offer("b", 0.5)).isFalse();
    assertThat(checkpoint()).hasContent("0.5 by a");
    assertThat(offer("b", 0.6)).isTrue();
    assertThat(checkpoint()).hasContent("0.6 by b");
  }

  @Test
  void aScoreThatIsNoNumberReplacesNothing() throws IOException {
    offer("a", 0.5);
    assertThat(offer("a", Double.NaN)).isFalse();
    assertThat(offer("b", Double.NaN)).isFalse();
  }

  @Test
  void aRunReplacesItsOwnByAnEqualSinceAKillMayHaveCutItOff() throws IOException {
    offer("a", 0.5);
    assertThat(offer("a", 0.5)).isTrue();
    assertThat(offer("a", 0.4)).isFalse();
  }

  @Test
  void theBestModelIsTheBetterOfTheRunsOwnAndTheOlderOne() throws IOException {
    shelf("a").publishBest();
    assertThat(folder.resolve("best_model.pt")).doesNotExist();
    offer("old", 0.7);
    offer("new", 0.6);
    shelf("new").publishBest();
    assertThat(folder.resolve("best_model.pt")).hasContent("0.7 by old");
    offer("new", 0.8);
    shelf("new").publishBest();
    assertThat(folder.resolve("best_model.pt")).hasContent("0.8 by new");
  }

  @Test
  void aFileSelectedByAnotherMetricIsNotTouchedAndFoundBeforeTraining() throws IOException {
    offer("a", 0.5);
    CheckpointShelf other =
        new CheckpointShelf(
            checkpoint(),
            folder.resolve("best_model.pt"),
            folder,
            Metric.MAP,
            "b",
            TrainingLoopTest::score);
    assertThatThrownBy(other::check)
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(checkpoint().toString())
        .hasMessageContaining("Weighted F1")
        .hasMessageContaining("mAP")
        .hasMessageContaining("Move it away");
    assertThat(checkpoint()).hasContent("0.5 by a");
  }

  @Test
  void aFileThatDoesNotSayItsMetricIsNotTouched() throws IOException {
    Files.writeString(checkpoint(), "somebody's");
    CheckpointShelf shelf =
        new CheckpointShelf(
            checkpoint(),
            folder.resolve("best_model.pt"),
            folder,
            Metric.MAP,
            "b",
            file -> Optional.empty());
    assertThatThrownBy(() -> shelf.offer(0.9, file -> Files.writeString(file, "ours")))
        .hasMessageContaining("does not say by which metric");
    assertThat(checkpoint()).hasContent("somebody's");
  }

  @Test
  void ofManyRunsAtOnceTheBestStays() throws Exception {
    ExecutorService runs = Executors.newFixedThreadPool(4);
    List<Callable<Double>> work = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      String name = "run" + run;
      Random random = new Random(run);
      work.add(
          () -> {
            double best = 0;
            for (int i = 0; i < 25; i++) {
              double score = random.nextDouble();
              offer(name, score);
              best = Math.max(best, score);
            }
            return best;
          });
    }
    double best = 0;
    for (Future<Double> result : runs.invokeAll(work)) {
      best = Math.max(best, result.get());
    }
    runs.shutdown();
    assertThat(TrainingLoopTest.score(checkpoint()).orElseThrow().score()).isEqualTo(best);
  }

  private boolean offer(String run, double score) throws IOException {
    return shelf(run).offer(score, file -> AtomicFile.writeString(file, score + " by " + run));
  }

  private CheckpointShelf shelf(String run) {
    return new CheckpointShelf(
        checkpoint(),
        folder.resolve("best_model.pt"),
        folder,
        Metric.WEIGHTED_F1,
        run,
        TrainingLoopTest::score);
  }

  private Path checkpoint() {
    return folder.resolve("checkpoint.pt");
  }
}
