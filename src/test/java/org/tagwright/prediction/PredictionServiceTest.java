package org.tagwright.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;

class PredictionServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final PredictionService service =
      new PredictionService(new ChildProcess(PretendPredict.class.getName()), 8);
  private Path checkpoint;
  private Path images;

  @BeforeEach
  void makeFiles() throws IOException {
    checkpoint = Files.writeString(folder.resolve("best_model.pt"), "weights");
    images = Files.createDirectory(folder.resolve("images"));
    Files.writeString(images.resolve("a.jpg"), "picture");
    Files.writeString(images.resolve("b.jpg"), "picture");
  }

  private RunningPrediction start() {
    return service.start(checkpoint, images, folder.resolve("out"));
  }

  private static List<ScoresFile.Row> toTheEnd(RunningPrediction running) {
    List<ScoresFile.Row> rows = new ArrayList<>();
    poll(running, rows, running::finished);
    return rows;
  }

  private static void poll(
      RunningPrediction running, List<ScoresFile.Row> rows, Callable<Boolean> enough) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              rows.addAll(running.poll());
              return enough.call();
            });
  }

  @Test
  void childsScoresArriveAndAreFoundAgainWithoutAChild() {
    RunningPrediction first = start();
    assertThat(toTheEnd(first))
        .extracting(ScoresFile.Row::fileName)
        .containsExactly("a.jpg", "b.jpg");
    assertThat(first.failure()).isNull();
    assertThat(first.header().threshold()).isEqualTo(0.4);
    RunningPrediction again = start();
    assertThat(again.reused()).isTrue();
    assertThat(toTheEnd(again)).hasSize(2);
  }

  @Test
  void changedCheckpointOrImageIsPredictedAnew() throws IOException {
    toTheEnd(start());
    Files.writeString(images.resolve("c.jpg"), "picture");
    RunningPrediction more = start();
    assertThat(more.reused()).isFalse();
    assertThat(toTheEnd(more)).hasSize(3);
    Files.writeString(checkpoint, "other weights");
    RunningPrediction other = start();
    assertThat(other.reused()).isFalse();
    toTheEnd(other);
  }

  @Test
  void cancelledPredictionEndsAndIsNotTakenForWhole() throws IOException {
    checkpoint = Files.writeString(folder.resolve("slow.pt"), "weights");
    RunningPrediction running = start();
    List<ScoresFile.Row> rows = new ArrayList<>();
    poll(running, rows, () -> !rows.isEmpty());
    running.cancel();
    toTheEnd(running);
    assertThat(rows).hasSize(1);
    RunningPrediction next = start();
    assertThat(next.reused()).isFalse();
    next.cancel();
  }

  @Test
  void failureOfTheChildIsSaidInItsWords() throws IOException {
    checkpoint = Files.writeString(folder.resolve("bad.pt"), "weights");
    RunningPrediction running = start();
    toTheEnd(running);
    assertThat(running.failure()).isEqualTo("bad.pt is no checkpoint. Choose another one.");
  }

  @Test
  void missingCheckpointOrEmptyFolderIsSaidAtOnce() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> service.start(folder.resolve("no.pt"), images, folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no.pt");
    assertThatThrownBy(() -> service.start(checkpoint, empty, folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no images");
  }
}
